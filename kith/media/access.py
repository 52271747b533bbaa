"""The only road to a photo: through what it hangs on, as far as the viewer may see that."""

from typing import Any

from django.http import Http404

from kith.kernel.registry import registry
from kith.media.models import Photo


def get_photo(viewer: Any, key: str) -> Photo:
    """The photo of a key, if some domain lets the viewer see it. Missing and forbidden are one answer: 404."""
    photo = Photo.objects.filter(key=key).only("id", "key", "owner_id").first()
    if photo is None or not any(may_see(viewer, photo) for may_see in registry().files):
        raise Http404
    return photo
