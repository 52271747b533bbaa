"""What is said when a post or comment is there to be seen."""

from typing import Any

from django.db.models import QuerySet

from kith.kernel.events import emit
from kith.kernel.prepared import Prepared
from kith.posts.events import Commented, Mentioned, PostPublished, Shared
from kith.posts.models import Mention, Post


def announce(post: Post) -> None:
    """Say that a post or comment is there. Not said of a held one until it is restored."""
    ids = {"post_id": post.pk, "author_id": post.author_id}
    emit(Commented(**ids) if post.is_comment else PostPublished(**ids))
    if post.shared_id:
        emit(Shared(**ids))
    announce_mentions(post)


def announce_mentions(post: Post) -> None:
    """Say that a post or comment names members, if it does."""
    if _mentions(post.pk):
        emit(Mentioned(post_id=post.pk, author_id=post.author_id))


@Prepared
def _mentions(post: int) -> QuerySet[Any]:
    return Mention.objects.filter(post=post).values_list("pk")[:1]
