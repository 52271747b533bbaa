"""The member directory: who lets themselves be listed and may be seen by who looks, by name or the newest first."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from kith.graph.access import visible_members
from kith.graph.lists import BUTTON, PERSON, Person
from kith.graph.standing import columns
from kith.kernel.ids import id_at
from kith.kernel.pages import SIZE, Page, cut
from kith.kernel.text import fold
from kith.people.models import Profile

BY_NAME, NEWEST = "name", "newest"
ORDERS = (BY_NAME, NEWEST)
NEW_FOR = timedelta(days=30)
LONGEST_WORDS = 60  # no name is longer


def listed(viewer: Profile | None) -> QuerySet[Profile]:
    """All whom the directory may show to a viewer; oneself too."""
    return visible_members(viewer).filter(is_listed=True)


def directory(viewer: Profile | None, *, words: str = "", order: str = BY_NAME, after: int | None = None) -> Page:
    """A page of the directory: after a member (an id), if one is given. Http404 for an id that is nobody's."""
    found = _named(listed(viewer), words)
    if after is not None:
        found = found.filter(_after(order, after))
    found = found.order_by("name_key", "id") if order == BY_NAME else found.order_by("-id")
    return cut(_persons(found[: SIZE + 1], viewer))


def newcomers(viewer: Profile | None, most: int) -> list[Person]:
    """Who has joined within a month, the last first, without the viewer."""
    since = id_at(timezone.now() - NEW_FOR)
    new = listed(viewer).filter(pk__gt=since)
    if viewer is not None:
        new = new.exclude(pk=viewer.pk)
    return _persons(new.order_by("-id")[:most], viewer)


def _named(found: QuerySet[Profile], words: str) -> QuerySet[Profile]:
    """Those of whom a word of the name, or the handle, begins so; accents and case make no difference."""
    folded = fold(words.strip().removeprefix("@"))
    if not folded:
        return found
    name = Q(name_key__startswith=folded) | Q(name_key__contains=f" {folded}")
    return found.filter(name | Q(handle__startswith=folded))


def _after(order: str, after: int) -> Q:
    if order != BY_NAME:
        return Q(id__lt=after)
    name = Profile.objects.filter(pk=after).values_list("name_key", flat=True).first()
    if name is None:
        raise Http404
    return Q(name_key__gt=name) | Q(name_key=name, id__gt=after)


def _persons(found: QuerySet[Profile], viewer: Profile | None) -> list[Person]:
    if viewer is None:
        return [Person(None, row, "") for row in found.values_list("id", *PERSON, named=True)]
    rows = found.annotate(**columns(viewer.pk, "pk")).values_list("id", *PERSON, *BUTTON, named=True)
    return [Person(viewer, row, "") for row in rows]
