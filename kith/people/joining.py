"""Who may join, and how: the community's policy, and what an invitation changes of it. It asks; it does not write."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kith.community.current import current
from kith.community.models import Inviting, Joining
from kith.people.models import Application, Invitation, Profile, State
from kith.people.models.profile import SHOWN_STATES
from kith.people.permissions import may


class NotOpen(Exception):
    """Nobody may join this way: the community is closed, or it needs an invitation that still works."""


def policy() -> Joining:
    """The community's joining policy; closed before it is set up."""
    community = current()
    return Joining(community.joining) if community else Joining.CLOSED


def working_invitations() -> QuerySet[Invitation]:
    """Invitations that let someone in: not used up, not over, not revoked, by someone who is still active."""
    return Invitation.objects.filter(
        uses_left__gt=0, expires_at__gt=timezone.now(), revoked_at=None, inviter__state=State.ACTIVE
    )


def find_invitation(token: str) -> Invitation | None:
    """The invitation of a token, if it lets someone in just now."""
    if not token or not token.isascii() or not token.isprintable():
        return None
    found = working_invitations().filter(token=token[:40]).select_related("inviter").first()
    return found if found is not None and may_invite(found.inviter) else None


def state_of_newcomer(*, invited: bool) -> State:
    """The state in which someone joins just now; raises NotOpen if they may not."""
    match policy():
        case Joining.OPEN:
            return State.ACTIVE
        case Joining.APPROVAL:
            return State.ACTIVE if invited else State.AWAITING
        case Joining.INVITATION if invited:
            return State.ACTIVE
    raise NotOpen


def may_invite(member: Profile) -> bool:
    """Whether a member may make invitations: staff, or everyone who may write if the community says so."""
    if may(member, "invite"):
        return True
    community = current()
    return community is not None and community.inviting == Inviting.MEMBERS and may(member, "write")


def applicants() -> QuerySet[Profile]:
    """Those who wait for approval, longest first."""
    waiting = Q(state=State.AWAITING, application__decided_at=None)
    return Profile.objects.filter(waiting).select_related("application", "account").order_by("application__id")


def application_of(member: Profile) -> Application | None:
    """What a member wrote when they asked to join, and the answer; None for who joined without asking."""
    return Application.objects.filter(profile=member).first()


def invitations_of(member: Profile) -> QuerySet[Invitation]:
    """The links of a member that still let someone in, newest first."""
    return working_invitations().filter(inviter=member).order_by("-pk")


def own_invitation(member: Profile, pk: int) -> Invitation:
    """One of a member's own links; 404 for anyone else's."""
    return get_object_or_404(Invitation, inviter=member, pk=pk)


def invited_by(member: Profile) -> QuerySet[Profile]:
    """Who came by a member's links, newest first."""
    return Profile.objects.filter(invited_by=member, state__in=SHOWN_STATES).order_by("-pk")[:200]
