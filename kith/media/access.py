"""The only road to a photo, video or sound: through what it hangs on, as far as the viewer may see that."""

from typing import Any

from django.http import Http404

from kith.kernel.registry import registry
from kith.media.models import MediaItem


def get_item(viewer: Any, key: str) -> MediaItem:
    """The item of a key, if some domain lets the viewer see it. Missing and forbidden are one answer: 404."""
    item = MediaItem.objects.filter(key=key).defer("alt", "waveform").first()
    if item is None or not any(may_see(viewer, item) for may_see in registry().files):
        raise Http404
    return item
