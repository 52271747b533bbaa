"""What is said when a post or comment is there to be seen."""

from kith.kernel.events import emit
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
    if Mention.objects.filter(post=post).exists():
        emit(Mentioned(post_id=post.pk, author_id=post.author_id))
