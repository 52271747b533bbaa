"""Files on their way into a post, comment or album: kept at once, so that a refused form loses none, then attached."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kith.kernel.text import clean
from kith.media.actions import keep_upload
from kith.media.incoming import find_upload, keep_whole
from kith.media.models import Kind, MediaItem, is_key
from kith.media.words import BadMedia
from kith.people.models import Profile
from kith.posts.access import require_writer
from kith.posts.actions.attaching import UNUSABLE, too_many
from kith.posts.actions.describing import ALT_LENGTH
from kith.posts.forms import FilesForm
from kith.posts.models import PostMedia


def take_files(form: FilesForm[Any]) -> None:
    """Fill `form.items`: those kept earlier, then the new uploads. What is wrong becomes an error."""
    if not form.has_files:
        return
    form.items = _items(form, form.photo_keys[: form.most_items])
    # Asked afterwards: if the same form is taken just now, what is no longer loose here is found in what it made.
    form.taken = form.earlier()
    if form.taken:
        return
    require_writer(form.member)
    if len(form.items) < len(form.photo_keys):
        form.add_error(None, UNUSABLE)
    _take_words(form)
    room = form.most_items - len(form.items)
    if len(form.new_uploads) > room:
        form.add_error(None, too_many(form.most_items))
    for upload in form.new_uploads[: max(room, 0)]:
        _take(form, upload)


def loose_items(member: Profile, keys: list[str], *, photos_only: bool = False) -> list[MediaItem]:
    """The member's items of these keys that are in no post and no album yet, in the order of the keys."""
    sound = [key for key in keys if is_key(key)]
    attached = PostMedia.objects.filter(item__owner_id=member.pk).values("item")
    loose = MediaItem.objects.filter(key__in=sound, owner_id=member.pk, in_album=None).exclude(pk__in=attached)
    found = {item.key: item for item in loose if item.kind == Kind.PHOTO or not photos_only}
    return [found[key] for key in sound if key in found]


def own_item(member: Profile, key: str) -> MediaItem | None:
    """The member's item of a key, wherever it hangs."""
    return MediaItem.objects.filter(key=key, owner_id=member.pk).first() if is_key(key) else None


def keep_picked(
    member: Profile, file: UploadedFile | None, upload_key: str, *, photo_only: bool = False
) -> MediaItem | None:
    """The item of a file, or of the member's own upload that has come whole; None where there is neither."""
    if file is not None:
        return keep_upload(owner_id=member.pk, upload=file, photo_only=photo_only)
    upload = find_upload(member.pk, upload_key)
    return keep_whole(upload=upload, photo_only=photo_only) if upload and upload.is_whole else None


def _items(form: FilesForm[Any], keys: list[str]) -> list[MediaItem]:
    # The loose ones first: what is hung up meanwhile is then in its place.
    loose = loose_items(form.member, keys, photos_only=form.photos_only)
    found = {item.key: item for item in [*loose, *form.in_place]}
    return [found[key] for key in keys if key in found]


def _take(form: FilesForm[Any], upload: UploadedFile) -> None:
    try:
        form.items.append(keep_upload(owner_id=form.member.pk, upload=upload, photo_only=form.photos_only))
    except BadMedia as bad:
        # The name tells which of several pictures it was.
        text = _("%(file)s: %(problem)s") % {"file": upload.name, "problem": str(bad)}
        form.add_error(None, text)


def _take_words(form: FilesForm[Any]) -> None:
    for item in form.items:
        item.alt = form.data.get(f"alt-{item.key}", item.alt)
        try:
            item.alt = clean(item.alt, ALT_LENGTH)
        except ValidationError as wrong:
            form.add_error(None, wrong)
