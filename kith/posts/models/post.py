from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from kith.graph.audiences import Audience
from kith.kernel.ids import new_id, time_of
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.models.visibility import PostQuerySet


class PostState(models.IntegerChoices):
    """Who sees it: all who may; or its author alone, marked; or, while a task takes it away, nobody.

    One that waits is shown and announced when its videos and sounds are prepared.
    """

    SHOWN = 0, _("Shown")
    HELD = 1, _("Held")
    HIDDEN = 2, _("Hidden")
    REMOVED = 3, _("Removed")
    DELETED = 4, _("Deleted")
    WAITING = 5, _("Being prepared")


WITHHELD = (PostState.HELD, PostState.HIDDEN, PostState.REMOVED)  # by staff, or by a gate


class Post(models.Model):
    """A post, or a comment: a post with a `parent` (what it answers) and a `root` (the post under which it stands).

    A comment has no audience of its own: who sees its root sees it. `shared` is the original inside a share; a post
    whose `is_share` is true and `shared` is empty shared something that is gone. `revision` rises at every change
    of what its card shows. Counts are neutral: they may exceed what a viewer may list.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(Profile, models.CASCADE, related_name="posts")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    # An index of its own would hold every post under NULL, which SQLite takes for a rare value: it then found one
    # author's posts by walking those of everybody. `post_comments` begins with it.
    root = models.ForeignKey("self", models.CASCADE, null=True, related_name="comments", db_index=False)
    shared = models.ForeignKey("self", models.SET_NULL, null=True, related_name="shares")
    is_share = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.MEMBERS)
    state = models.PositiveSmallIntegerField(choices=PostState, default=PostState.SHOWN)
    state_reason = models.TextField(blank=True)
    comments_closed = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    comment_count = models.PositiveIntegerField(default=0)
    reaction_count = models.PositiveIntegerField(default=0)
    share_count = models.PositiveIntegerField(default=0)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["author", "-id"], condition=models.Q(root__isnull=True), name="post_by_author"),
            models.Index(fields=["-id"], condition=models.Q(root__isnull=True), name="post_top_level"),
            models.Index(fields=["root", "parent", "id"], condition=models.Q(root__isnull=False), name="post_comments"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None, root=None) | ~models.Q(parent=None) & ~models.Q(root=None),
                name="comment_has_parent_and_root",
            )
        ]

    @property
    def created_at(self) -> datetime:
        return time_of(self.pk)

    @property
    def is_comment(self) -> bool:
        return self.root_id is not None


class Version(models.Model):
    """What a post said before an edit. `audience` is whom it was for then: widening hides earlier versions.

    `files_changed` says that the edit also added photos or took something away; what it took away is gone.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    text = models.TextField(blank=True)
    audience = models.PositiveSmallIntegerField(choices=Audience)
    files_changed = models.BooleanField(default=False)


class PostMedia(models.Model):
    """A photo, video or sound in a post, in its place, with the words for who can't see it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="media", db_index=False)
    item = models.OneToOneField(MediaItem, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=1500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["post", "position"], name="media_place_once")]


class Submission(models.Model):
    """The key of a submitted form: sent twice, it acts once. It commits with the post or album made or changed."""

    author = models.ForeignKey(Profile, models.CASCADE, db_index=False)
    key = models.CharField(max_length=40)
    post = models.ForeignKey(Post, models.CASCADE, null=True)
    album = models.ForeignKey("posts.Album", models.CASCADE, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "key"], name="submit_once")]
