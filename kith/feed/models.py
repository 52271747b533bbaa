from django.db import models

from kith.kernel.ids import new_id
from kith.people.models import Profile
from kith.posts.models import Post


class Entry(models.Model):
    """A post in a reader's Following feed. Derived: it can be rebuilt from posts and follows.

    The id is the arrival number, by which "N new posts" asks; the page sorts by post id. It holds the newest 500
    for each reader seen in the last 30 days.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    reader = models.ForeignKey(Profile, models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "post"], name="entry_once")]
        indexes = [models.Index(fields=["reader", "id"], name="entry_arrival")]
