"""Publish a post, or a share of one."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from kith.graph.audiences import Audience
from kith.kernel.gates import Answer, Verdict
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.access import require_writer
from kith.posts.actions.announcing import announce
from kith.posts.actions.attaching import IN_A_POST, attach, refuse_media, words_in
from kith.posts.actions.linking import keep_link
from kith.posts.actions.once import once
from kith.posts.actions.preparing import waits
from kith.posts.actions.wording import keep_names, read_text
from kith.posts.gates import Draft, pass_gate
from kith.posts.models import Post, PostState
from kith.posts.polls import PollDraft, keep_poll
from kith.posts.words import Named


def publish_post(
    *,
    author: Profile,
    text: str,
    audience: int,
    media: Sequence[MediaItem] = (),
    shared: Post | None = None,
    poll: PollDraft | None = None,
    key: str = "",
    confirmed: bool = False,
) -> Post:
    """Publish a post; with the same `key`, once. A gate may hold it (`state`), refuse it or ask again (`confirmed`).

    Raises ValidationError with words for the member. What may be `shared` is decided by `share_post`.
    """
    require_writer(author)
    text, names = read_text(text, may_be_empty=(bool(media) and poll is None) or shared is not None)
    audience = read_audience(audience)
    choices = poll.choices if poll else ()
    ids = tuple(item.pk for item in media)
    draft = Draft(author, text, audience, ids, choices=choices, words=words_in(media))

    def make() -> Post:
        refuse_media(author, media, IN_A_POST)
        answer = pass_gate("post", draft, confirmed=confirmed)
        post = _write(author, text, audience, media, shared, names, answer)
        if poll is not None:
            keep_poll(post, poll)
        keep_link(post, names.link)
        return post

    return once(Post, author, key, make)


def read_audience(audience: int) -> Audience:
    """One of the audiences; ValidationError for what is none."""
    try:
        return Audience(audience)
    except ValueError:
        raise ValidationError(_("Choose who may see this."), code="audience") from None


def state_after(answer: Answer, media: Sequence[MediaItem]) -> dict[str, int | str]:
    """The state, and its reason, of what a gate let be written with these photos, videos and sounds."""
    if answer.verdict is Verdict.HOLD:
        return {"state": PostState.HELD, "state_reason": answer.reason}
    return {"state": PostState.WAITING if waits(media) else PostState.SHOWN, "state_reason": ""}


def _write(
    author: Profile,
    text: str,
    audience: Audience,
    media: Sequence[MediaItem],
    shared: Post | None,
    names: Named,
    answer: Answer,
) -> Post:
    post = Post.objects.create(
        author=author,
        text=text,
        audience=audience,
        shared=shared,
        is_share=shared is not None,
        **state_after(answer, media),
    )
    attach(post, media)
    keep_names(post, names)
    Profile.objects.filter(pk=author.pk).update(post_count=F("post_count") + 1, last_audience=audience)
    author.last_audience = audience
    if shared is not None:
        Post.objects.filter(pk=shared.pk).update(share_count=F("share_count") + 1)
    if post.state == PostState.SHOWN:
        announce(post)
    return post
