from typing import Self

from django.db import models
from django.db.models.functions import Now

from kith.kernel.ids import new_id
from kith.people.models import Profile


class Pair(models.Model):
    """What one member is to another; the id says since when.

    A key has no index of its own where another begins with it: every write pays for each.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class Follow(Pair):
    """`follower` has followed `followed`, and was let in where the account is private."""

    follower = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="follow_once")]
        indexes = [
            models.Index(fields=["followed", "follower"], name="follow_back"),
            models.Index(fields=["followed", "-id"], name="follow_followers"),
            models.Index(fields=["follower", "-id"], name="follow_following"),
        ]


class FollowRequest(Pair):
    """`follower` asks to follow `followed`, whose account is private."""

    follower = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="request_once")]


class Block(Pair):
    """`blocker` has blocked `blocked`: neither sees the other."""

    blocker = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once")]
        indexes = [models.Index(fields=["blocked", "blocker"], name="block_back")]


class MuteQuerySet(models.QuerySet["Mute"]):
    def running(self) -> Self:
        """Those that have not ended."""
        return self.exclude(until__lte=Now())


class Mute(Pair):
    """`muter` does not want to see or hear of `muted`, until `until` if that is given; `muted` is not told."""

    muter = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    muted = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    until = models.DateTimeField(null=True)

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["muter", "muted"], name="mute_once")]


class Starter(models.Model):
    """A member whom staff suggest to newcomers, in staff's order."""

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="starter")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]


class Suggestion(models.Model):
    """Someone whom a member may want to follow. Derived by `graph.suggesting`, and can be made again at any time.

    What made them fit may be over by now, so each reading asks anew what still holds (`graph.beside`). `through` is
    the member's followed one who is named as following them, and `shared` how many such there are.
    """

    member = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    suggested = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    through = models.ForeignKey(Profile, models.SET_NULL, null=True, related_name="+")
    shared = models.PositiveIntegerField(default=0)
    score = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "suggested"], name="suggest_once")]


class Suggested(models.Model):
    """When a member's suggestions were last made: an id of that moment, which later follows are greater than."""

    member = models.OneToOneField(Profile, models.CASCADE, primary_key=True, related_name="+")
    upto = models.BigIntegerField()


class Dismissal(Pair):
    """`member` does not want `dismissed` suggested to them."""

    member = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    dismissed = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "dismissed"], name="dismiss_once")]


class Birthday(models.Model):
    """`friend` has their birthday on `day` (days since the year 1, as `date.toordinal`). Derived, for a week ahead.

    `born` is the date from which it follows: a birthday that has been changed since is not told.
    """

    member = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    friend = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    born = models.DateField()
    day = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "friend", "day"], name="birthday_once")]
        indexes = [models.Index(fields=["day"], name="birthday_day")]
