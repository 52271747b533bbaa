"""The picture of the front page: everyone may see it who may see the page, and that is everyone."""

from collections.abc import Iterable
from typing import Any

from kith.community.current import current
from kith.media.models import Photo

# Whose the picture is: not the member's who uploaded it, or it would leave with them.
NOBODY = 0


def front_picture(viewer: Any, photo: Photo) -> bool:
    """Whether it is the picture of the front page."""
    community = current()
    return photo.owner_id == NOBODY and community is not None and photo.key == community.picture_key


def photos_of_community(photos: Iterable[Photo]) -> set[int]:
    """Those of the photos that the front page shows."""
    return {photo.pk for photo in photos if front_picture(None, photo)}
