"""Saving posts for later, and pinning one's own."""

from kith.kernel.limits import define
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.models import Post
from kith.posts.views.answers import act

define("keep", member="600/h", network="3000/h")


@act("keep")
def save(request: MemberRequest, post: Post) -> None:
    """Keep a post for later."""
    actions.save_post(member=request.member, post=post)


@act("keep")
def unsave(request: MemberRequest, post: Post) -> None:
    """Keep it no longer."""
    actions.unsave_post(member=request.member, post=post)


@act("keep")
def pin(request: MemberRequest, post: Post) -> None:
    """Put an own post at the top of the profile."""
    actions.pin_post(actor=request.member, post=post)


@act("keep")
def unpin(request: MemberRequest, post: Post) -> None:
    """Take it from there."""
    actions.unpin_post(actor=request.member, post=post)
