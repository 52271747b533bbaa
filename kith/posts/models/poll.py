from collections.abc import Collection

from django.db import models
from django.utils import timezone

from kith.kernel.ids import new_id
from kith.people.models import Profile
from kith.posts.models.post import Post


class Poll(models.Model):
    """A question that a post asks, until `ends_at`. `ended` is set by the task that tells of it, a little later.

    Choices never change: who has voted has voted for these words.
    """

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="poll")
    multiple = models.BooleanField(default=False)
    ends_at = models.DateTimeField()
    ended = models.BooleanField(default=False)
    voter_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["ends_at"], condition=models.Q(ended=False), name="poll_open")]

    @property
    def is_over(self) -> bool:
        return self.ended or self.ends_at <= timezone.now()


class Choice(models.Model):
    """One of a poll's answers, in its place."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="choices", db_index=False)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=100)
    vote_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="choice_place_once")]


class Ballot(models.Model):
    """How a member voted: once, and for good. `picks` has a bit for each choice, by its position."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots", db_index=False)
    member = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    picks = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "member"], name="vote_once")]


def picked(picks: int) -> list[int]:
    """The positions that a ballot names."""
    return [place for place in range(picks.bit_length()) if picks >> place & 1]


def as_picks(places: Collection[int]) -> int:
    """These positions as a ballot keeps them."""
    return sum(1 << place for place in set(places))
