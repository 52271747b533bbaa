"""Make albums, fill them, put their photos in order, and take them away."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.kernel.text import clean, clean_name
from kith.media.actions import delete_unused
from kith.media.models import Kind, MediaItem
from kith.people.models import Profile
from kith.posts.access import may_change_album, require, require_writer
from kith.posts.actions.attaching import IN_A_POST, UNUSABLE, lock_own, words_in
from kith.posts.actions.once import once
from kith.posts.actions.publishing import publish_post, read_audience
from kith.posts.gates import Draft, pass_gate
from kith.posts.models import Album, AlbumPhoto, Post
from kith.posts.models.album import DESCRIPTION_LENGTH, TITLE_LENGTH

MOST = 500


class Said(TypedDict):
    """What a member says of an album."""

    title: str
    description: str
    audience: int


def create_album(
    *, owner: Profile, items: Sequence[MediaItem] = (), key: str = "", confirmed: bool = False, **said: Unpack[Said]
) -> Album:
    """Make an album with the owner's own photos; with the same `key`, once. A gate may refuse it or ask again
    (`confirmed`). Raises ValidationError with words for the member.
    """
    require_writer(owner)

    def make() -> Album:
        album = Album.objects.create(owner=owner, **_read(owner, said, words_in(items), confirmed=confirmed))
        _put_last(album, items)
        return album

    return once(Album, owner, key, make)


@transaction.atomic
def edit_album(*, actor: Profile, album: Album, confirmed: bool = False, **said: Unpack[Said]) -> Album:
    """Change what an album says and whom it is for; its photos are for fewer or more people from then on."""
    now = _locked(actor, album)
    for name, value in _read(actor, said, (), confirmed=confirmed).items():
        setattr(now, name, value)
    now.save()
    return now


@transaction.atomic
def delete_album(*, actor: Profile, album: Album) -> None:
    """Delete an album, and those of its photos that hang on nothing else."""
    now = _locked(actor, album)
    items = [row.item for row in now.photos.select_related("item")]
    now.delete()
    delete_unused(items)


def add_photos(
    *, actor: Profile, album: Album, items: Sequence[MediaItem], key: str = "", confirmed: bool = False
) -> Album:
    """Put the actor's own photos at the end of an album; with the same `key`, once. Return the album as it is now.

    Gates are asked about their words. Raises ValidationError with words for the member, also on a photo that is in an
    album already.
    """

    def add() -> Album:
        now = _locked(actor, album)
        if words := words_in(items):
            pass_gate("post", Draft(actor, "", now.audience, words=words), confirmed=confirmed, may_hold=False)
        _put_last(now, items)
        return now

    return once(Album, actor, key, add)


def _put_last(album: Album, items: Sequence[MediaItem]) -> None:
    if album.photos.count() + len(items) > MOST:
        text = ngettext("An album can have at most %(most)d photo.", "An album can have at most %(most)d photos.", MOST)
        raise ValidationError(text % {"most": MOST})
    lock_own(album.owner, items)
    in_albums = AlbumPhoto.objects.filter(item__in=items).exists()
    if in_albums or any(item.kind != Kind.PHOTO for item in items):
        raise ValidationError(UNUSABLE, code="media")
    last = album.photos.order_by("position").last()
    start = last.position + 1 if last else 0
    AlbumPhoto.objects.bulk_create(
        AlbumPhoto(album=album, item=item, position=start + place) for place, item in enumerate(items)
    )
    MediaItem.objects.bulk_update(items, ["alt"])


def announce_photos(
    *, actor: Profile, album: Album, items: Sequence[MediaItem], key: str = "", confirmed: bool = False
) -> Post:
    """Publish a post with photos that were just added to an album with this `key`, for whom the album is for; once."""
    text = ngettext("Added %(count)d photo to “%(album)s”.", "Added %(count)d photos to “%(album)s”.", len(items))
    said = text % {"count": len(items), "album": album.title}
    own = key and f"{key}-post"  # the key itself is the album's
    photos = items[:IN_A_POST]
    return publish_post(author=actor, text=said, audience=album.audience, media=photos, key=own, confirmed=confirmed)


@transaction.atomic
def place_photo(*, actor: Profile, album: Album, item: MediaItem, place: int) -> None:
    """Move a photo of an album to a place (0 is the first); beyond the ends, to the end."""
    now = _locked(actor, album)
    rows = list(now.photos.all())
    moved = next((row for row in rows if row.item_id == item.pk), None)
    require(moved is not None)
    assert moved is not None
    rows.remove(moved)
    rows.insert(max(place, 0), moved)
    changed = [row for position, row in enumerate(rows) if row.position != position]
    for position, row in enumerate(rows):
        row.position = position
    AlbumPhoto.objects.bulk_update(changed, ["position"])


@transaction.atomic
def choose_cover(*, actor: Profile, album: Album, item: MediaItem) -> None:
    """Have a photo of an album stand for it."""
    now = _locked(actor, album)
    require(now.photos.filter(item=item).exists())
    now.cover = item
    now.save(update_fields=["cover"])


@transaction.atomic
def remove_photo(*, actor: Profile, album: Album, item: MediaItem) -> None:
    """Take a photo out of an album. It is deleted, unless it hangs on something else too."""
    now = _locked(actor, album)
    gone, _rows = now.photos.filter(item=item).delete()
    require(bool(gone))
    if now.cover_id == item.pk:
        now.cover = None
        now.save(update_fields=["cover"])
    delete_unused([item])


def _read(owner: Profile, said: Said, words: tuple[str, ...], *, confirmed: bool) -> Said:
    title = clean_name(said["title"], TITLE_LENGTH)
    if not title:
        raise ValidationError({"title": _("Give the album a title.")})
    description = clean(said["description"], DESCRIPTION_LENGTH)
    audience = read_audience(said["audience"])
    draft = Draft(owner, f"{title}\n\n{description}".strip(), audience, words=words)
    pass_gate("post", draft, confirmed=confirmed, may_hold=False)
    return {"title": title, "description": description, "audience": audience}


def _locked(actor: Profile, album: Album) -> Album:
    """The actor's own album as it is now, kept from changing until the end of the transaction."""
    require_writer(actor)
    now = Album.objects.select_for_update(no_key=True).filter(pk=album.pk).first()
    require(now is not None and may_change_album(actor, now))
    assert now is not None
    return now
