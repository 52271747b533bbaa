"""Photos on their way into a post: kept at once, so that a refused form loses none, and attached by the post."""

import re

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kith.kernel.text import clean
from kith.media.actions import keep_photo
from kith.media.models import MediaItem
from kith.media.words import BadMedia
from kith.people.models import Profile
from kith.posts.actions.editing import ALT_LENGTH
from kith.posts.actions.publishing import PHOTOS
from kith.posts.forms import PublishForm
from kith.posts.models import PostMedia

KEY = re.compile(r"[A-Za-z0-9_-]{16,32}")


def take_photos(form: PublishForm) -> None:
    """Fill `form.items`: those kept earlier, then the new uploads. What is wrong becomes an error."""
    if not form.has_photos or not form.is_valid() or form.earlier():
        return
    form.items = loose_photos(form.member, form.photo_keys)
    if len(form.items) < len(form.photo_keys):
        form.add_error(None, _("One of the photos can't be used. Please add it again."))
    _take_words(form)
    room = PHOTOS - len(form.items)
    if len(form.uploads) > room:
        form.add_error(None, _("A post can have at most %(most)d photos.") % {"most": PHOTOS})
    for upload in form.uploads[: max(room, 0)]:
        _take(form, upload)


def loose_photos(member: Profile, keys: list[str]) -> list[MediaItem]:
    """The member's photos of these keys that are in no post yet, in the order of the keys."""
    sound = [key for key in keys[:PHOTOS] if KEY.fullmatch(key)]
    attached = PostMedia.objects.filter(item__owner_id=member.pk).values("item")
    found = {
        item.key: item for item in MediaItem.objects.filter(key__in=sound, owner_id=member.pk).exclude(pk__in=attached)
    }
    return [found[key] for key in sound if key in found]


def _take(form: PublishForm, upload: UploadedFile) -> None:
    try:
        form.items.append(keep_photo(owner_id=form.member.pk, upload=upload))
    except BadMedia as bad:
        # The name tells which of several pictures it was.
        text = _("%(file)s: %(problem)s") % {"file": upload.name, "problem": str(bad)}
        form.add_error(None, text)


def _take_words(form: PublishForm) -> None:
    for item in form.items:
        item.alt = form.data.get(f"alt-{item.key}", "")
        try:
            item.alt = clean(item.alt, ALT_LENGTH)
        except ValidationError as wrong:
            form.add_error(None, wrong)
