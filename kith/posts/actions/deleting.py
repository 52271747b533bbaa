"""Delete a post with its comments, or a comment with its answers."""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from kith.kernel.events import emit
from kith.media.actions import delete_unused
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.access import may_delete, require, require_writer
from kith.posts.actions.attaching import leave_albums
from kith.posts.actions.editing import locked
from kith.posts.events import PostDeleted, PostDiscarded
from kith.posts.models import Post, PostMedia, PostState

AT_ONCE = 200


@transaction.atomic
def delete_post(*, actor: Profile, post: Post) -> None:
    """Delete what the actor wrote, or a comment under what they wrote. Photos' files go by a task.

    A post with more than AT_ONCE comments is gone for everyone at once, and taken away by a task.
    """
    require_writer(actor)
    if post.root:
        locked(post.root)  # before the comment, as those do who comment: neither waits for the other for ever
    now = locked(post)
    require(may_delete(actor, now))
    if now.is_comment or now.comment_count <= AT_ONCE:
        erase_post(now)
        return
    now.state, now.comments_closed = PostState.DELETED, True
    now.revision += 1
    now.save(update_fields=["state", "comments_closed", "revision"])
    emit(PostDiscarded(post_id=now.pk, author_id=now.author_id))


def erase_in_pieces(post: Post) -> None:
    """Take away what stands under a post, a piece at a time, so that no page waits long for its turn; then the post."""
    under = Post.objects.filter(root=post.pk).order_by("-pk")  # answers before what they answer
    while piece := list(under.values_list("pk", flat=True)[:AT_ONCE]):
        Post.objects.filter(pk__in=piece).delete()
    with transaction.atomic():
        erase_post(post)


def erase_post(post: Post) -> None:
    """Take a post or comment away with all that hangs on it, counts set right. Asks nobody; in a transaction."""
    root = locked(post.root) if post.root else None
    now = locked(post)
    going = Post.objects.filter(Q(pk=now.pk) | Q(root=now.pk) | Q(parent=now.pk))
    items = list(MediaItem.objects.filter(pk__in=PostMedia.objects.filter(post__in=going).values("item")))
    if root is not None and now.parent_id is not None:
        gone = 1 + Post.objects.filter(parent=now.pk).count()
        _count_down(root.pk, "comment_count", gone)
        if now.parent_id != root.pk:
            _count_down(now.parent_id, "comment_count", 1)
    else:
        Profile.objects.filter(pk=now.author_id).update(post_count=Greatest(F("post_count") - 1, 0))
    if now.shared_id:
        _count_down(now.shared_id, "share_count", 1)
    Post.objects.filter(shared=now.pk).update(revision=F("revision") + 1)
    leave_albums(PostMedia.objects.filter(post__in=going))
    now.delete()
    delete_unused(items)
    emit(PostDeleted(post_id=post.pk, author_id=post.author_id))


def _count_down(pk: int, count: str, by: int) -> None:
    Post.objects.filter(pk=pk).update(**{count: Greatest(F(count) - by, 0)})
