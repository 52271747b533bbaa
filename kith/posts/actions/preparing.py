"""Follow the photos, videos and sounds of a post while they are made ready."""

from django.db.models import F

from kith.posts.models import Post


def redraw(item_id: int) -> None:
    """Have the card drawn anew of the post that shows this item, since the item has changed."""
    Post.objects.filter(media__item=item_id).update(revision=F("revision") + 1)
