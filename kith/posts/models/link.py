from datetime import timedelta

from django.db import models
from django.utils import timezone

from kith.kernel.ids import new_id
from kith.media.models import MediaItem
from kith.posts.models.post import Post

ADDRESS_LENGTH = 2000
GOOD_FOR = timedelta(days=7)
SILENT_FOR = timedelta(hours=1)


class Link(models.Model):
    """A page that posts link to, and what it said of itself when it was last asked: one row for all of them.

    Without a title there is nothing to show: it has not been asked yet, or said nothing.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    address = models.CharField(max_length=ADDRESS_LENGTH)
    title = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=400, blank=True)
    site = models.CharField(max_length=60, blank=True)
    picture = models.ForeignKey(MediaItem, models.SET_NULL, null=True, related_name="+")
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address"], name="link_once")]

    @property
    def is_due(self) -> bool:
        """Whether the page is to be asked when somebody links to it."""
        if self.fetched_at is None:
            return True
        return timezone.now() - self.fetched_at > (GOOD_FOR if self.title else SILENT_FOR)


class PostLink(models.Model):
    """The link in a post or comment that has a preview: the first one. `is_removed`: its author wants no preview."""

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="preview")
    link = models.ForeignKey(Link, models.CASCADE, related_name="posts")
    is_removed = models.BooleanField(default=False)
