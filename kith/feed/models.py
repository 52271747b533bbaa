from django.db import models

from kith.kernel.ids import new_id
from kith.people.models import Profile
from kith.posts.models import Post, Tag

# Greater than any post id: nothing is complete yet.
NOTHING = (1 << 63) - 1


class Shelf(models.Model):
    """A reader who has entries. Fan-out delivers to readers with a shelf; who stays away for 30 days loses it.

    Every post newer than `complete_since` (a post id) that belongs into the reader's Following feed is an entry;
    older ones are read from posts.
    """

    reader = models.OneToOneField(Profile, models.CASCADE, primary_key=True, related_name="+")
    complete_since = models.BigIntegerField(default=NOTHING)


class Entry(models.Model):
    """A post in a reader's Following feed. Derived: it can be rebuilt from posts and follows.

    The id is the arrival number, by which "N new posts" asks; the page sorts by post id. It holds the newest 500
    for each reader seen in the last 30 days.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    # No index of its own where one that begins with it stands below: every write pays for each.
    reader = models.ForeignKey(Profile, models.CASCADE, related_name="entries", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="entries")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "post"], name="entry_once")]
        indexes = [models.Index(fields=["reader", "-id"], name="entry_arrival")]


class Merged(models.Model):
    """An author with so many followers that posts are not delivered, but read from posts by whoever follows."""

    author = models.OneToOneField(Profile, models.CASCADE, primary_key=True, related_name="+")


class Trend(models.Model):
    """A hashtag that is used unusually much just now. Derived by `feed.trending`.

    For all members, or `for_strangers`: counted from posts for everyone alone. `members` used it lately, each counted
    once.
    """

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+", db_index=False)
    for_strangers = models.BooleanField()
    members = models.PositiveIntegerField()
    score = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "for_strangers"], name="trend_once")]


class BlockedTag(models.Model):
    """A hashtag that staff keep out of what is trending; `name` is folded. Its page stays."""

    name = models.CharField(max_length=100, unique=True)


class Popular(models.Model):
    """A post that many members reacted to or talked about this week. Derived; the greater `place`, the more did."""

    place = models.BigIntegerField(primary_key=True)
    post = models.OneToOneField(Post, models.CASCADE, related_name="+")
