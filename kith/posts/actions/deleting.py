"""Delete a post with its comments, or a comment with its answers."""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest

from kith.kernel.events import emit
from kith.media.actions import delete_photo
from kith.media.models import Photo
from kith.people.models import Profile
from kith.posts.access import may_delete, require, require_writer
from kith.posts.actions.editing import locked
from kith.posts.events import PostDeleted
from kith.posts.models import Post, PostPhoto


@transaction.atomic
def delete_post(*, actor: Profile, post: Post) -> None:
    """Delete what the actor wrote, or a comment under what they wrote. Photos' files go by a task."""
    require_writer(actor)
    require(may_delete(actor, post))
    erase_post(post)


def erase_post(post: Post) -> None:
    """Take a post or comment away with all that hangs on it, counts set right. Asks nobody; in a transaction."""
    root = locked(post.root) if post.root else None
    now = locked(post)
    going = Post.objects.filter(Q(pk=now.pk) | Q(root=now.pk) | Q(parent=now.pk))
    photos = list(Photo.objects.filter(pk__in=PostPhoto.objects.filter(post__in=going).values("photo")))
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
    now.delete()
    for photo in photos:
        delete_photo(photo)
    emit(PostDeleted(post_id=post.pk, author_id=post.author_id))


def _count_down(pk: int, count: str, by: int) -> None:
    Post.objects.filter(pk=pk).update(**{count: Greatest(F(count) - by, 0)})
