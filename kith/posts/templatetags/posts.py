"""What the templates of posts ask for themselves."""

from typing import Any

from django import template

from kith.media.models import MediaItem
from kith.posts.gallery import show

register = template.Library()


@register.filter
def as_shown(item: MediaItem) -> dict[str, Any]:
    """An item as the cards of posts show it."""
    return show(item, item.alt)
