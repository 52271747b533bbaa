"""Say more of what is in a post: words for who can't see or hear it, what a song is called, captions."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from kith.kernel.text import clean, clean_name
from kith.media import captions
from kith.media.models import Kind, MediaItem
from kith.people.models import Profile
from kith.posts.access import may_edit, require, require_writer
from kith.posts.models import Post, PostMedia

ALT_LENGTH = 1500
NAME_LENGTH = 200


class Words(NamedTuple):
    """What is said of a photo, video or sound; only a sound has a title and an artist."""

    alt: str
    title: str = ""
    artist: str = ""


@transaction.atomic
def describe_media(*, actor: Profile, post: Post, words: Mapping[int, Words]) -> None:
    """Set the words of what is in the actor's own post, by the id of the item. ValidationError for what is too long."""
    require_writer(actor)
    require(may_edit(actor, post))
    places = list(PostMedia.objects.filter(post=post, item__in=list(words)).select_related("item"))
    for place in places:
        said = words[place.item_id]
        place.alt = clean(said.alt, ALT_LENGTH)
        if place.item.kind == Kind.SOUND:
            place.item.title = clean_name(said.title, NAME_LENGTH)
            place.item.artist = clean_name(said.artist, NAME_LENGTH)
    PostMedia.objects.bulk_update(places, ["alt"])
    MediaItem.objects.bulk_update([place.item for place in places], ["title", "artist"])
    _redraw(post)


def caption_video(*, actor: Profile, video: PostMedia, language: str, upload: "UploadedFile[Any]") -> None:
    """Put captions in a language under a video in the actor's own post. Raises media.words.BadMedia."""
    require_writer(actor)
    require(may_edit(actor, video.post))
    captions.keep_captions(item=video.item, language=language, upload=upload)
    _redraw(video.post)


def remove_captions(*, actor: Profile, video: PostMedia, language: str) -> None:
    """Take the captions in a language away from a video in the actor's own post."""
    require_writer(actor)
    require(may_edit(actor, video.post))
    captions.remove_captions(item=video.item, language=language)
    _redraw(video.post)


def _redraw(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(revision=F("revision") + 1)
