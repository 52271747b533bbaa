from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.ids import new_id
from kith.people.models.profile import Profile


class PictureKind(models.TextChoices):
    AVATAR = "avatar", _("Profile photo")
    COVER = "cover", _("Cover photo")


class Verdict(models.IntegerChoices):
    """What staff said of a picture. The order tells which of a member's is the newest: see `ProfilePicture`."""

    WAITING = 0, _("Waiting for approval")
    APPROVED = 1, _("Approved")
    REFUSED = 2, _("Not approved")


class ProfilePicture(models.Model):
    """A picture that a member chose for their profile, whether or not the community's rule lets others see it.

    Of a kind there is the one that staff approved, and one chosen since that waits or was refused with a `reason`.
    What others see of them stands in `Profile.avatar_key` and `cover_key`, and follows from these rows and the rule:
    `people.actions.pictures` alone writes either. `key` is that of a `media` item.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Profile, models.CASCADE, related_name="pictures", db_index=False)
    kind = models.CharField(max_length=6, choices=PictureKind)
    key = models.CharField(max_length=32, db_index=True)
    verdict = models.PositiveSmallIntegerField(choices=Verdict, default=Verdict.WAITING)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind", "verdict"], name="picture_once_a_verdict")]
        indexes = [
            models.Index(fields=["-id"], condition=models.Q(verdict=Verdict.WAITING), name="picture_waiting"),
        ]
