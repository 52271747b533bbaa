"""The picture of the front page: everyone may see it who may see the page, and that is everyone."""

from collections.abc import Iterable
from typing import Any

from kith.community.current import current
from kith.media.allowance import NOBODY
from kith.media.models import MediaItem


def front_picture(viewer: Any, item: MediaItem) -> bool:
    """Whether it is the picture of the front page. It is no member's, or it would leave with who uploaded it."""
    community = current()
    return item.owner_id == NOBODY and community is not None and item.key == community.picture_key


def photos_of_community(items: Iterable[MediaItem]) -> set[int]:
    """Those of the photos that the front page shows."""
    return {item.pk for item in items if front_picture(None, item)}
