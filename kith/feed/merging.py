"""Authors whose posts are read from posts by whoever follows them, because delivering them to all would take long."""

from django.conf import settings

from kith.feed.fanout import deliver
from kith.feed.models import Merged, Shelf
from kith.graph.models import Follow
from kith.people.models import Profile
from kith.posts.models import Post

RECENT = 20


def weigh() -> None:
    """Begin to merge who has become followed by many. It ends at half as many, so that nobody goes to and fro."""
    for author in Profile.objects.filter(follower_count__gte=settings.FEED_MERGE_ABOVE):
        Merged.objects.get_or_create(author=author)
    for merged in Merged.objects.filter(author__follower_count__lt=settings.FEED_MERGE_ABOVE // 2):
        stop(merged)


def stop(merged: Merged) -> None:
    """Deliver an author's posts again. The newest are delivered now; the older stay to be read from posts."""
    author = merged.author_id
    merged.delete()
    posts = list(
        Post.objects.top_level().filter(author=author).order_by("-id").values_list("id", flat=True)[: RECENT + 1]
    )
    for post in posts[:RECENT]:
        deliver(post)
    if len(posts) > RECENT:
        followers = Follow.objects.filter(followed=author).values("follower")
        Shelf.objects.filter(reader__in=followers, complete_since__lt=posts[-1]).update(complete_since=posts[-1])
