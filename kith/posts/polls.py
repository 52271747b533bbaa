"""A poll on its way into a post: what a member wrote down, read and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.kernel.text import clean_name, fold
from kith.posts.models import Choice, Poll, Post

FEWEST, MOST, LENGTH = 2, 10, 100
DAY, WEEK = 24, 168
HOURS = (1, 6, DAY, 3 * DAY, WEEK, 2 * WEEK, 4 * WEEK)  # for so long a poll can be open


@dataclass(frozen=True)
class PollDraft:
    """The choices in their order, whether several may be chosen, and for how many hours the poll is open."""

    choices: tuple[str, ...]
    multiple: bool = False
    hours: int = DAY


def read_poll(choices: Sequence[str], *, multiple: bool, hours: int) -> PollDraft:
    """A poll as it is kept; places left empty do not count. ValidationError, for the member, on what is none."""
    if len(choices) > MOST:
        raise ValidationError(_("A poll can have at most %(most)d choices.") % {"most": MOST}, code="poll")
    kept = [text for text in (clean_name(choice, LENGTH) for choice in choices) if text]
    if len(kept) < FEWEST:
        raise ValidationError(_("A poll needs at least two choices."), code="poll")
    if len({fold(text) for text in kept}) < len(kept):
        raise ValidationError(_("Two choices of the poll are the same."), code="poll")
    if hours not in HOURS:
        raise ValidationError(_("Choose how long the poll is open."), code="poll")
    return PollDraft(tuple(kept), multiple, hours)


def durations() -> list[tuple[int, str]]:
    """For how long a poll can be open: hours, with words in the current language."""
    return [(hours, _length(hours)) for hours in HOURS]


def _length(hours: int) -> str:
    if hours < DAY:
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    if hours < WEEK:
        return ngettext("%(number)d day", "%(number)d days", hours // DAY) % {"number": hours // DAY}
    return ngettext("%(number)d week", "%(number)d weeks", hours // WEEK) % {"number": hours // WEEK}


def keep_poll(post: Post, draft: PollDraft) -> Poll:
    """Write the poll of a new post; its time begins now."""
    ends_at = timezone.now() + timedelta(hours=draft.hours)
    poll = Poll.objects.create(post=post, multiple=draft.multiple, ends_at=ends_at)
    Choice.objects.bulk_create(Choice(poll=poll, position=n, text=text) for n, text in enumerate(draft.choices))
    return poll
