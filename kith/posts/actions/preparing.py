"""Follow the photos, videos and sounds of a post while they are made ready."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from kith.media.models import MediaItem, MediaState
from kith.media.words import MESSAGES
from kith.posts.actions.announcing import announce
from kith.posts.models import Post, PostMedia, PostState


@transaction.atomic
def follow_item(item_id: int) -> None:
    """Have the card drawn anew of the post that shows this item, which has changed; and show a post that waited for it.

    Harmless to repeat: a post waits only once. The author of one that is shown is told what of it was lost.
    """
    shows = Post.objects.filter(media__item=item_id)
    shows.update(revision=F("revision") + 1)
    for post in shows.select_for_update(of=("self",)).filter(state__in=(PostState.WAITING, PostState.SHOWN)):
        places = list(PostMedia.objects.filter(post=post).select_related("item"))
        failed = [place for place in places if place.item.state == MediaState.FAILED]
        if post.state == PostState.WAITING:
            _show_if_ready(post, places, failed)
        elif failed:
            post.state_reason = _what_failed(post, failed)
            post.save(update_fields=["state_reason"])


def waits(media: Sequence[MediaItem]) -> bool:
    """Whether something of this, which `refuse_media` has locked, is still to be prepared."""
    items = MediaItem.objects.filter(pk__in=[item.pk for item in media], state=MediaState.PROCESSING)
    return bool(media) and items.exists()


def _show_if_ready(post: Post, places: list[PostMedia], failed: list[PostMedia]) -> None:
    if any(place.item.state == MediaState.PROCESSING for place in places):
        return
    post.state_reason = _what_failed(post, failed)
    if len(failed) < len(places) or post.text:
        PostMedia.objects.filter(pk__in=[place.pk for place in failed]).delete()
        post.state = PostState.SHOWN
        announce(post)
    post.save(update_fields=["state", "state_reason"])


def _what_failed(post: Post, failed: list[PostMedia]) -> str:
    """What the author is told, in their language; nothing if nothing failed."""
    if not failed:
        return ""
    account = post.author.account
    with translation.override((account and account.language) or None):
        words = {str(MESSAGES[place.item.failure]) for place in failed if place.item.failure in MESSAGES}
        return " ".join([_("Not everything could be used."), *sorted(words)])
