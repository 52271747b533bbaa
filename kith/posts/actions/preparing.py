"""Follow the photos, videos and sounds of a post while they are made ready."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from kith.kernel.gates import Verdict
from kith.media.models import MediaItem, MediaState
from kith.media.words import MESSAGES
from kith.people.models import Profile
from kith.posts.actions.announcing import announce
from kith.posts.actions.attaching import words_in
from kith.posts.gates import Draft, judge
from kith.posts.models import Post, PostMedia, PostState


@transaction.atomic
def follow_item(item_id: int) -> None:
    """Have the card drawn anew of the post that shows this item, which has changed; and show a post that waited for it.

    Harmless to repeat: a post waits only once. The author of one that is shown is told what of it was lost.
    """
    shows = Post.objects.filter(media__item=item_id)
    shows.update(revision=F("revision") + 1)
    for post in shows.select_for_update(of=("self",)).filter(state__in=(PostState.WAITING, PostState.SHOWN)):
        go_on(post)


def go_on(post: Post) -> None:
    """Show a post, which its caller has locked, once nothing is left to wait for; or say what of it was lost."""
    if post.state == PostState.WAITING and not is_unready(post):
        _hold_by_titles(post)
        show_if_ready(post)
    elif post.state in (PostState.WAITING, PostState.SHOWN) and (failed := _failed(_places(post))):
        post.state_reason = _what_failed(post, failed)
        post.save(update_fields=["state_reason"])


def waits(media: Sequence[MediaItem]) -> bool:
    """Whether something of this, which `refuse_media` has locked, is still to be prepared."""
    items = MediaItem.objects.filter(pk__in=[item.pk for item in media], state=MediaState.PROCESSING)
    return bool(media) and items.exists()


def is_unready(post: Post) -> bool:
    """Whether something in a post, which its caller has locked, is still to be prepared."""
    return PostMedia.objects.filter(post=post, item__state=MediaState.PROCESSING).exists()


def _hold_by_titles(post: Post) -> None:
    """Have a post wait for staff if a gate finds fault with what its songs are called: only now that is known."""
    titles = words_in([MediaItem(title=place.item.title, artist=place.item.artist) for place in _places(post)])
    if not titles:
        return
    audience = (post.root or post).audience
    draft = Draft(post.author, post.text, audience, post=post.parent, words=titles)
    with _in_language_of(post.author):
        answer = judge("comment" if post.is_comment else "post", draft)
    if answer.verdict in (Verdict.HOLD, Verdict.REFUSE):
        post.state, post.state_reason = PostState.HELD, answer.reason
        post.save(update_fields=["state", "state_reason"])


def show_if_ready(post: Post) -> None:
    """Show and announce a waiting post, which its caller has locked, unless something in it is still to be prepared."""
    if post.state != PostState.WAITING or is_unready(post):
        return
    places = _places(post)
    failed = _failed(places)
    post.state_reason = _what_failed(post, failed)
    if not failed or len(failed) < len(places) or post.text:
        PostMedia.objects.filter(pk__in=[place.pk for place in failed]).delete()
        post.state = PostState.SHOWN
        announce(post)
    post.save(update_fields=["state", "state_reason"])


def _places(post: Post) -> list[PostMedia]:
    return list(PostMedia.objects.filter(post=post).select_related("item"))


def _failed(places: list[PostMedia]) -> list[PostMedia]:
    return [place for place in places if place.item.state == MediaState.FAILED]


def _what_failed(post: Post, failed: list[PostMedia]) -> str:
    """What the author is told, in their language; nothing if nothing failed."""
    if not failed:
        return ""
    with _in_language_of(post.author):
        words = {str(MESSAGES[place.item.failure]) for place in failed if place.item.failure in MESSAGES}
        return " ".join([_("Not everything could be used."), *sorted(words)])


def _in_language_of(member: Profile) -> translation.override:
    account = member.account
    return translation.override((account and account.language) or None)
