"""Polls as HTML: to vote in, or with how the votes stand. Read only when a card with one is filled anew."""

from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from kith.posts.drawing import Has
from kith.posts.models import Poll
from kith.posts.models.poll import picked


def polls_of(ids: Collection[int]) -> dict[int, Poll]:
    """The polls of these posts, with their choices; no query without posts."""
    return {poll.pk: poll for poll in Poll.objects.filter(pk__in=ids).prefetch_related("choices")} if ids else {}


def poll_html(poll: Poll, row: Any, has: int) -> bytes:
    """A poll for a viewer who has these flags, and whose ballot is in the row of the card.

    Results show to who has voted, to the author, and to all when the time is over: nobody votes after the crowd.
    """
    results = bool(poll.is_over or row.picks or has & Has.OWN)
    context = {
        "poll": poll,
        "choices": _choices(poll, picked(row.picks or 0)),
        "results": results,
        "may_vote": not results and bool(has & Has.MEMBER),
        "address": reverse("posts:vote", args=[poll.pk]),
    }
    # Not in the time zone of whoever asked first: `js/times.js` writes times in that of each reader.
    with timezone.override(None):
        return render_to_string("posts/_poll.html", context).encode()


def _choices(poll: Poll, mine: list[int]) -> list[SimpleNamespace]:
    """Each choice with its share of the voters in percent: more than 100 in all where several can be chosen."""
    return [
        SimpleNamespace(
            text=choice.text,
            position=choice.position,
            percent=round(100 * choice.vote_count / max(poll.voter_count, 1)),
            chosen=choice.position in mine,
        )
        for choice in poll.choices.all()
    ]
