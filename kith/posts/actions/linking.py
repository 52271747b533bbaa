"""The preview of the first link in a post or comment: noted with the text, fetched by a task, shown or not."""

import functools
import logging
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kith.kernel.events import emit
from kith.kernel.ids import id_at
from kith.kernel.limits import Rate, over
from kith.media.actions import delete_item, keep_photo
from kith.media.allowance import NOBODY
from kith.media.models import MediaItem
from kith.media.words import BadMedia, Busy
from kith.people.models import Profile
from kith.posts.access import may_edit, require, require_writer
from kith.posts.events import LinkPosted, LinkRead
from kith.posts.links.fetching import Unreachable, Web
from kith.posts.links.preview import look_at, picture_at
from kith.posts.links.reading import Said
from kith.posts.models import Link, Post, PostLink
from kith.posts.models.link import ADDRESS_LENGTH

log = logging.getLogger(__name__)

# A site that answers slowly keeps a worker for seconds: nobody may make it wait all day.
ASKED = Rate.read("60/h")
UNUSED_FOR = timedelta(days=1)
AT_ONCE = 200

public_web = functools.cache(Web)


def keep_link(post: Post, address: str) -> None:
    """Note the link of a new text, and have its page asked unless that was done lately."""
    if not _has_preview(post, address):
        return
    # Locked, so that the link isn't forgotten between now and the row that needs it.
    link, _new = Link.objects.select_for_update(no_key=True).get_or_create(address=address)
    PostLink.objects.create(post=post, link=link)
    if link.is_due and not over(f"preview:{post.author_id}", ASKED):
        emit(LinkPosted(link_id=link.pk))


def keep_link_again(post: Post, address: str) -> None:
    """The same for an edited post. A link that stays keeps its preview, or stays without, unless files came to it."""
    kept = PostLink.objects.filter(post=post)
    if not _has_preview(post, address) or not kept.filter(link__address=address).exists():
        kept.delete()
        keep_link(post, address)


def _has_preview(post: Post, address: str) -> bool:
    """Not a post that shows something else already, and no page of this community, which isn't everyone's to see."""
    if not (address and settings.LINK_PREVIEWS) or len(address) > ADDRESS_LENGTH:
        return False
    shows_more = post.is_share or post.media.exists() or hasattr(post, "poll")
    return not shows_more and urlsplit(address).hostname != settings.SITE.hostname


def refresh_link(link_id: int) -> None:
    """Ask a page what it says of itself, if it is time to, and show that on the posts that link to it.

    Its picture comes by a task of its own: the words wait for none.
    """
    link = Link.objects.filter(pk=link_id).first()
    if link is None or not link.is_due:
        return
    try:
        said = look_at(link.address, public_web())
    except Unreachable as reason:
        log.info("Link %s has no preview: %s.", link.pk, reason)
        Link.objects.filter(pk=link.pk).update(fetched_at=timezone.now())
        return
    _note(link, said)


@transaction.atomic
def _note(link: Link, said: Said) -> None:
    link.title, link.description, link.site = said.title, said.description, said.site
    link.fetched_at = timezone.now()
    link.save(update_fields=["title", "description", "site", "fetched_at"])
    _redraw(link)
    emit(LinkRead(link_id=link.pk, picture=said.picture))


def refresh_picture(link_id: int, address: str) -> None:
    """Show the picture that a page names ("" for none), in place of an earlier one, on the posts that link to it.

    Raises Busy when there was no time for it now: posts then show what they showed before, until it is tried again.
    """
    if Link.objects.filter(pk=link_id).exists():
        _show_picture(link_id, _keep_picture(address) if address else None)


def _keep_picture(address: str) -> MediaItem | None:
    """A foreign picture, made anew like any upload; none if it can't be one. Shared by posts, it is no member's own."""
    try:
        upload = SimpleUploadedFile("preview", picture_at(address, public_web()))
        return keep_photo(owner_id=NOBODY, upload=upload)
    except Busy:
        raise
    except (Unreachable, BadMedia):
        return None


@transaction.atomic
def _show_picture(link_id: int, picture: MediaItem | None) -> None:
    # Locked, so that of two who come at once each sees which picture it replaces, and none is left behind.
    link = Link.objects.select_for_update(no_key=True).filter(pk=link_id).first()
    if link is None or link.picture == picture:
        return
    before, link.picture = link.picture, picture
    link.save(update_fields=["picture"])
    if before is not None:
        delete_item(before)
    _redraw(link)


def _redraw(link: Link) -> None:
    Post.objects.filter(preview__link=link.pk).update(revision=F("revision") + 1)


@transaction.atomic
def show_preview(*, actor: Profile, post: Post, shown: bool) -> None:
    """Take the preview from what the actor wrote, or put it back."""
    require_writer(actor)
    require(may_edit(actor, post))
    PostLink.objects.filter(post=post).update(is_removed=not shown)
    Post.objects.filter(pk=post.pk).update(revision=F("revision") + 1)


def forget_links(now: datetime | None = None) -> None:
    """Forget the pages that no post has linked to for a day. Their pictures then hang on nothing, and are swept."""
    oldest = id_at((now or timezone.now()) - UNUSED_FOR)
    unused = Link.objects.filter(posts=None, pk__lt=oldest).order_by("pk")
    while True:
        with transaction.atomic():
            batch = list(unused.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
            Link.objects.filter(pk__in=[link.pk for link in batch]).delete()
        if len(batch) < AT_ONCE:
            return
