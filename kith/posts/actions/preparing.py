"""Follow the photos, videos and sounds of a post while they are made ready."""

from django.db.models import F

from kith.posts.models import Post


def redraw(item_id: int) -> None:
    """Have the cards drawn anew of the posts that show this item, since the item has changed."""
    Post.objects.filter(media__item=item_id).update(revision=F("revision") + 1)
    Post.objects.filter(preview__link__picture=item_id).update(revision=F("revision") + 1)
