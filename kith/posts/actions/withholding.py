"""Staff withhold a post or comment, and restore it. Why, is in the audit log and on the post for its author."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kith.audit.log import record
from kith.kernel.events import emit
from kith.people.models import Profile
from kith.posts.access import FIXED, may_withhold, require
from kith.posts.actions.editing import locked
from kith.posts.actions.preparing import is_unready, show_if_ready
from kith.posts.events import PostRestored, PostWithheld
from kith.posts.models import WITHHELD, Post, PostState


@transaction.atomic
def withhold_post(*, actor: Profile, post: Post, state: int, reason: str) -> None:
    """Hold, hide or remove a post or comment: from now on its author alone sees it, with the reason.

    What is removed stays so until it is restored: its author could edit what is only hidden.
    """
    require(may_withhold(actor, post))
    if state not in WITHHELD:
        raise ValidationError(_("Choose whether to hide or remove it."), code="state")
    now = locked(post)
    require(now.state not in FIXED)
    _set_state(now, state, reason)
    record(actor=actor, verb="withhold_post", target=now, reason=reason, state=PostState(state).name.lower())
    emit(PostWithheld(post_id=now.pk, author_id=now.author_id))


@transaction.atomic
def restore_post(*, actor: Profile, post: Post, reason: str = "") -> None:
    """Show a withheld post or comment again. One that was never shown is announced now, or when it is prepared."""
    require(may_withhold(actor, post))
    now = locked(post)
    if now.state not in WITHHELD:
        return
    is_new = now.state == PostState.HELD or is_unready(now)
    _set_state(now, PostState.WAITING if is_new else PostState.SHOWN, "")
    record(actor=actor, verb="restore_post", target=now, reason=reason)
    emit(PostRestored(post_id=now.pk, author_id=now.author_id))
    if is_new:
        show_if_ready(now)


def _set_state(post: Post, state: int, reason: str) -> None:
    post.state, post.state_reason = state, reason
    post.revision += 1
    post.save(update_fields=["state", "state_reason", "revision"])
