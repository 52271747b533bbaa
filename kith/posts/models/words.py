from django.db import models

from kith.people.models import Profile
from kith.posts.models.post import Post


class Tag(models.Model):
    """A hashtag: `name` is folded (`kernel.text`), so #Tea and #TEA are one; `shown` is how it was first written."""

    name = models.CharField(max_length=100, unique=True)
    shown = models.CharField(max_length=100)


class PostTag(models.Model):
    """A post or comment has a hashtag. Only what the post says now; the index serves the hashtag's page by time."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "post"], name="tag_once")]


class Mention(models.Model):
    """A post names a member. It never widens who may see the post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions", db_index=False)
    member = models.ForeignKey(Profile, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="mention_once")]
