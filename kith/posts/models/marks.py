from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.ids import new_id
from kith.people.models import Profile
from kith.posts.models.post import Post


class ReactionKind(models.IntegerChoices):
    LIKE = 1, _("Like")
    LOVE = 2, _("Love")
    LAUGH = 3, _("Laugh")
    WOW = 4, _("Wow")
    SAD = 5, _("Sad")
    CARE = 6, _("Care")


class Reaction(models.Model):
    """What a member felt about a post: one a member and post, changeable."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="reactions", db_index=False)
    member = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    kind = models.PositiveSmallIntegerField(choices=ReactionKind)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="reaction_once")]


class Save(models.Model):
    """A post that a member keeps for later; nobody else knows."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Profile, models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="save_once")]


class Pin(models.Model):
    """The one post that a member keeps at the top of their profile."""

    member = models.OneToOneField(Profile, models.CASCADE, related_name="pin")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
