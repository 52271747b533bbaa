"""Edit a post or comment, with its history."""

from collections.abc import Sequence
from functools import partial

from django.utils import timezone

from kith.kernel.events import emit
from kith.kernel.gates import Answer, Verdict
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.access import may_edit, require, require_writer
from kith.posts.actions.announcing import announce_mentions
from kith.posts.actions.linking import keep_link_again
from kith.posts.actions.once import once
from kith.posts.actions.preparing import go_on
from kith.posts.actions.publishing import read_audience
from kith.posts.actions.refilling import read_refill, refill_post
from kith.posts.actions.wording import keep_names_again, read_text
from kith.posts.events import AudienceWidened, PostEdited
from kith.posts.gates import Draft, pass_gate
from kith.posts.models import WITHHELD, Post, PostState, Version


def edit_post(
    *,
    actor: Profile,
    post: Post,
    text: str,
    audience: int,
    media: Sequence[MediaItem] = (),
    left_out: Sequence[MediaItem] = (),
    key: str = "",
    confirmed: bool = False,
) -> Post:
    """Change the text of the actor's own post or comment, a post's audience, and what hangs on it (`read_refill`).

    With the same `key`, once. Earlier texts stay as versions; what is left out is deleted. A gate may hold the post,
    refuse, or ask again (`confirmed`). Raises ValidationError with words for the member.
    """
    require_writer(actor)
    change = partial(_change, actor, post, text, audience, media, left_out, confirmed=confirmed)
    return once(Post, actor, key, change)


def _change(
    actor: Profile,
    post: Post,
    text: str,
    audience: int,
    media: Sequence[MediaItem],
    left_out: Sequence[MediaItem],
    *,
    confirmed: bool,
) -> Post:
    # Locked, so that of two edits at once the second keeps what the first one wrote as a version.
    now = locked(post)
    require(may_edit(actor, now))
    refill = read_refill(now, media, left_out)
    text, names = read_text(text, may_be_empty=now.is_share or (bool(refill.after) and not hasattr(now, "poll")))
    audience = now.audience if now.is_comment else read_audience(audience)
    if (text, audience) == (now.text, now.audience) and not refill.changes:
        return now
    ids = tuple(item.pk for item in refill.after)
    draft = Draft(actor, text, audience, ids, post=now, words=refill.new_words)
    answer = pass_gate("edit", draft, confirmed=confirmed)
    widened = audience < now.audience
    refill_post(now, refill)
    if text != now.text or refill.others:
        _keep_version(now, files_changed=refill.others)
        now.text, now.edited_at = text, timezone.now()
        keep_names_again(now, names)
        keep_link_again(now, names.link)
    now.audience = audience
    hold(now, answer)
    now.revision += 1
    now.save(update_fields=["text", "edited_at", "audience", "state", "state_reason", "revision"])
    _announce(now, widened=widened)
    go_on(now)
    return now


def _keep_version(post: Post, *, files_changed: bool) -> None:
    # A comment is for whom its root is for, so that widening the root hides earlier versions of both.
    audience = (post.root or post).audience
    Version.objects.create(post=post, text=post.text, audience=audience, files_changed=files_changed)


def locked(post: Post) -> Post:
    """The post as it is now, kept from changing until the end of the transaction; Http404 if it is gone."""
    rows = Post.objects.select_for_update(of=("self",), no_key=True).select_related("root")
    found = rows.filter(pk=post.pk).first()
    require(found is not None)
    assert found is not None
    return found


def hold(post: Post, answer: Answer) -> None:
    """Have a post wait for staff if a gate says so; what staff said of it already stays. The caller saves it."""
    if answer.verdict is Verdict.HOLD and post.state not in WITHHELD:
        post.state, post.state_reason = PostState.HELD, answer.reason


def _announce(post: Post, *, widened: bool) -> None:
    ids = {"post_id": post.pk, "author_id": post.author_id}
    emit(PostEdited(**ids))
    if post.state != PostState.SHOWN:
        return
    if widened:
        emit(AudienceWidened(**ids))
    announce_mentions(post)
