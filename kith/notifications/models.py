from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.kernel.ids import new_id
from kith.people.models import Profile
from kith.posts.models import Post


class Kind(models.TextChoices):
    FOLLOW = "follow", _("Someone follows you")
    REQUEST = "request", _("Someone asks to follow you")
    APPROVAL = "approval", _("Your request to follow was approved")
    COMMENT = "comment", _("Someone comments on your post")
    REPLY = "reply", _("Someone replies to your comment")
    MENTION = "mention", _("Someone mentions you")
    REACTION = "reaction", _("Someone reacts to your post")
    SHARE = "share", _("Someone shares your post")
    TAG = "tag", _("Someone wants to tag you in a photo")
    POLL = "poll", _("Your poll has ended")
    VOTED = "voted", _("A poll in which you voted has ended")
    PICTURE = "picture", _("Your new picture was approved")
    NO_PICTURE = "no_picture", _("Your new picture was not approved")


# What nobody did to the member: it is told as from themselves.
BY_NOBODY = frozenset({Kind.POLL, Kind.PICTURE, Kind.NO_PICTURE})


class Notification(models.Model):
    """One happening that a member is told of. Those of one kind about one post are shown as a group.

    `post` is what to open: the comment for a comment, the own post for a reaction. `about` is the post that groups.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Profile, models.CASCADE, related_name="notifications", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    actor = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    about = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # Two, because empty values are never equal to SQLite.
            models.UniqueConstraint(
                fields=["member", "kind", "actor", "post"], condition=models.Q(post__isnull=False), name="told_once"
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "actor"], condition=models.Q(post=None), name="told_once_without_post"
            ),
        ]
        indexes = [
            models.Index(fields=["member", "-id"], name="notification_page"),
            models.Index(fields=["member"], condition=models.Q(read_at=None), name="notification_unread"),
        ]
