"""Say more of what is in a post: words for who can't see or hear it, what a song is called, captions."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kith.kernel.text import clean, clean_name
from kith.media import captions
from kith.media.models import Kind, MediaItem
from kith.people.models import Profile
from kith.posts.access import may_change_photo, may_edit, require, require_writer
from kith.posts.actions.editing import hold, locked
from kith.posts.gates import Draft, pass_gate
from kith.posts.models import Album, Post, PostMedia

ALT_LENGTH = 1500
NAME_LENGTH = 200


class Words(NamedTuple):
    """What is said of a photo, video or sound; only a sound has a title and an artist."""

    alt: str
    title: str = ""
    artist: str = ""


@transaction.atomic
def describe_media(*, actor: Profile, post: Post, words: Mapping[int, Words], confirmed: bool = False) -> None:
    """Set the words of what is in the actor's own post, by the id of the item. ValidationError for what is too long.

    A gate may hold the post, refuse, or ask again (`confirmed`).
    """
    require_writer(actor)
    now = locked(post)
    require(may_edit(actor, now))
    places = list(PostMedia.objects.filter(post=now, item__in=list(words)).select_related("item"))
    before = {said for place in places for said in (place.alt, place.item.title, place.item.artist)}
    for place in places:
        _say(place, words[place.item_id])
    after = (said for place in places for said in (place.alt, place.item.title, place.item.artist))
    _pass_gate(actor, now, tuple(said for said in after if said not in before), confirmed=confirmed)
    PostMedia.objects.bulk_update(places, ["alt"])
    MediaItem.objects.bulk_update([place.item for place in places], ["title", "artist"])


def _say(place: PostMedia, said: Words) -> None:
    place.alt = clean(said.alt, ALT_LENGTH)
    if place.item.kind == Kind.SOUND:
        place.item.title = clean_name(said.title, NAME_LENGTH)
        place.item.artist = clean_name(said.artist, NAME_LENGTH)


@transaction.atomic
def describe_photo(*, actor: Profile, item: MediaItem, alt: str, confirmed: bool = False) -> None:
    """Set the words for who can't see the actor's own photo, wherever it hangs. Gates as for `describe_media`.

    What a gate would hold is refused for a photo that is in an album alone.
    """
    require_writer(actor)
    require(may_change_photo(actor, item))
    item.alt = clean(alt, ALT_LENGTH)
    if post := Post.objects.filter(media__item=item).first():
        _pass_gate(actor, locked(post), (item.alt,), confirmed=confirmed)
    elif album := Album.objects.filter(photos__item=item).first():
        draft = Draft(actor, "", album.audience, words=(item.alt,))
        pass_gate("post", draft, confirmed=confirmed, may_hold=False)
    item.save(update_fields=["alt"])
    PostMedia.objects.filter(item=item).update(alt=item.alt)


def caption_video(
    *, actor: Profile, video: PostMedia, language: str, upload: "UploadedFile[Any]", confirmed: bool = False
) -> None:
    """Put captions in a language under a video in the actor's own post. Raises media.words.BadMedia.

    A gate is asked about what is said in them, as for `describe_media`.
    """
    require_writer(actor)
    text = captions.read_captions(item=video.item, language=language, upload=upload)
    with transaction.atomic():
        now = locked(video.post)
        require(may_edit(actor, now))
        _pass_gate(actor, now, (captions.spoken(text),), confirmed=confirmed)
    # The store may answer slowly, so this waits in no transaction; if it fails, a post that staff were to see is held.
    captions.keep_captions(item=video.item, language=language, text=text)
    _show_anew(video.post)


def remove_captions(*, actor: Profile, video: PostMedia, language: str) -> None:
    """Take the captions in a language away from a video in the actor's own post."""
    require_writer(actor)
    require(may_edit(actor, video.post))
    captions.remove_captions(item=video.item, language=language)
    _show_anew(video.post)


@transaction.atomic
def _show_anew(post: Post) -> None:
    _redraw(locked(post))


def _pass_gate(actor: Profile, post: Post, words: tuple[str, ...], *, confirmed: bool) -> None:
    """Have new words in a post, which is locked, pass the gate, and the card drawn anew with them."""
    if any(words):
        draft = Draft(actor, post.text, post.audience, post=post, words=words)
        hold(post, pass_gate("edit", draft, confirmed=confirmed))
    _redraw(post)


def _redraw(post: Post) -> None:
    post.revision += 1
    post.save(update_fields=["state", "state_reason", "revision"])
