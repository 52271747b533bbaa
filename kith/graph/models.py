from typing import Self

from django.db import models
from django.db.models.functions import Now

from kith.kernel.ids import new_id
from kith.people.models import Profile


class Pair(models.Model):
    """What one member is to another; the id says since when."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class Follow(Pair):
    """`follower` has followed `followed`, and was let in where the account is private."""

    follower = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    followed = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="follow_once")]
        indexes = [
            models.Index(fields=["followed", "follower"], name="follow_back"),
            models.Index(fields=["followed", "-id"], name="follow_followers"),
            models.Index(fields=["follower", "-id"], name="follow_following"),
        ]


class FollowRequest(Pair):
    """`follower` asks to follow `followed`, whose account is private."""

    follower = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    followed = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "followed"], name="request_once")]


class Block(Pair):
    """`blocker` has blocked `blocked`: neither sees the other."""

    blocker = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    blocked = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once")]
        indexes = [models.Index(fields=["blocked", "blocker"], name="block_back")]


class MuteQuerySet(models.QuerySet["Mute"]):
    def running(self) -> Self:
        """Those that have not ended."""
        return self.exclude(until__lte=Now())


class Mute(Pair):
    """`muter` does not want to see or hear of `muted`, until `until` if that is given; `muted` is not told."""

    muter = models.ForeignKey(Profile, models.CASCADE, related_name="+")
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
