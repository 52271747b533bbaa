"""Handles: which may be taken, whose look too much like another's, and where one that was given up leads."""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.people.models import FormerHandle, Profile, Role

SHAPE = re.compile(r"[a-z0-9_]([a-z0-9_.]*[a-z0-9_])?")
SHORTEST, LONGEST = 3, 30

# Words by which staff would be called; nothing that looks like one may be taken.
STAFF_WORDS = frozenset(Path(__file__).with_name("staff_words.txt").read_text().split())
# Words that are, or may become, addresses of their own.
RESERVED = frozenset(Path(__file__).with_name("reserved_handles.txt").read_text().split())


def clean(handle: str, *, mine: Profile | None = None, staff: bool = False) -> str:
    """A handle as it is kept, if it may be taken: by a member who has one already, by staff, or by a newcomer.

    Raises ValidationError with a message for the person.
    """
    handle = handle.strip().removeprefix("@").lower()
    if not SHORTEST <= len(handle) <= LONGEST:
        raise ValidationError(_("A handle has 3 to 30 characters."), "length")
    if not SHAPE.fullmatch(handle) or ".." in handle:
        raise ValidationError(
            _("A handle is made of the letters a to z, digits, “_” and “.”, with a dot only between others."), "shape"
        )
    if mine is not None and mine.handle == handle:
        return handle
    reserved = handle in RESERVED or handle in first_segments()
    titled = not staff and is_staff_word(handle)
    if reserved or titled or is_taken(handle, mine) or looks_like_staff(handle, mine):
        raise ValidationError(_("This handle can’t be taken. Please choose another."), "taken")
    return handle


def is_taken(handle: str, mine: Profile | None = None) -> bool:
    """Whether someone else has a handle, or gave it up less than 30 days ago."""
    former = FormerHandle.objects.filter(handle=handle, until__gt=timezone.now())
    if mine is not None:
        former = former.exclude(profile=mine)
    return Profile.objects.filter(handle=handle).exists() or former.exists()


def is_staff_word(handle: str) -> bool:
    """Whether a handle could pass for a word by which staff would be called."""
    return outline(handle) in {outline(word) for word in STAFF_WORDS}


def looks_like_staff(handle: str, mine: Profile | None = None) -> bool:
    """Whether a handle could pass for that of staff. Among themselves, too, nobody passes for another."""
    look = outline(handle)
    staff = Profile.objects.filter(role__gt=Role.MEMBER)
    if mine is not None:
        staff = staff.exclude(pk=mine.pk)
    return look in {outline(each) for each in staff.values_list("handle", flat=True)}


def outline(handle: str) -> str:
    """What the eye keeps of a handle: no dots and lines, and one sign for those that look alike."""
    look = handle.replace(".", "").replace("_", "")
    for seen, taken_for in (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s")):
        look = look.replace(seen, taken_for)
    return look


@functools.cache
def first_segments() -> frozenset[str]:
    """The first words of all addresses of Kith: none may be a handle, lest one is taken for the other."""
    return frozenset(segment for segment in _segments(get_resolver(), "") if segment)


def _segments(resolver: URLResolver, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = before + _text(pattern)
        if "/" not in path and isinstance(pattern, URLResolver):
            yield from _segments(pattern, path)
        else:
            yield path.partition("/")[0].strip("^$")


def _text(pattern: URLPattern | URLResolver) -> str:
    return str(pattern.pattern)
