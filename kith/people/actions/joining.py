"""Joining: newcomers, applications and invitations."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kith.audit import log
from kith.kernel import gates
from kith.kernel.events import emit
from kith.mail import letters
from kith.people import handles
from kith.people.drafts import SignUp
from kith.people.events import MemberApproved, MemberDeclined, MemberJoined
from kith.people.joining import NotOpen, find_invitation, may_invite, state_of_newcomer
from kith.people.languages import language_for
from kith.people.models import Account, Application, Invitation, Profile, Role, State
from kith.people.permissions import NotAllowed, require

LONGEST_INVITATION = timedelta(days=90)
MOST_USES = 1000


class HandleTaken(Exception):
    """Someone else took the handle a moment before."""


def join(
    *,
    handle: str,
    email: str = "",
    password: str | None = None,
    invitation: str = "",
    words: str = "",
    language: str = "",
) -> Profile:
    """Make a member as the joining policy says: an account and its profile, active or waiting for approval.

    Raises NotOpen, HandleTaken or gates.Refused.
    """
    draft = SignUp(handle=handle, email=email, words=words)
    answer = gates.ask("sign-up", draft)
    if answer.verdict == gates.Verdict.REFUSE:
        raise gates.Refused(answer.reason)
    with transaction.atomic():
        inviter = _use(invitation) if invitation else None
        state = state_of_newcomer(invited=inviter is not None)
        if answer.verdict in (gates.Verdict.HOLD, gates.Verdict.ASK):
            state = State.AWAITING
        profile = make_member(handle=handle, email=email, password=password, language=language)
        profile.state, profile.invited_by = state, inviter
        profile.save(update_fields=["state", "invited_by"])
        if state == State.AWAITING:
            Application.objects.create(profile=profile, words=words)
        emit(MemberJoined(profile.pk))
    return profile


def make_member(
    *, handle: str, email: str = "", password: str | None = None, language: str = "", role: Role = Role.MEMBER
) -> Profile:
    """An account and its profile, whatever the joining policy: for `join`, for the owner at set-up."""
    account = Account(username=handle, email=email.lower(), language=language)
    account.set_password(password)  # before the transaction: it takes its time
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            profile = Profile(account=account, handle=handle, role=role)
            profile.role_since = timezone.now() if role != Role.MEMBER else None
            profile.save(force_insert=True)
            if email:
                EmailAddress.objects.create(user=account, email=email.lower(), primary=True)
    except IntegrityError as error:
        if handles.is_taken(handle):
            raise HandleTaken(handle) from error
        raise
    return profile


def _use(token: str) -> Profile:
    invitation = find_invitation(token)
    if invitation is None:
        raise NotOpen
    # The row decides, not what was read: of two who come at once with one use left, one is let in.
    used = Invitation.objects.filter(pk=invitation.pk, uses_left__gt=0, revoked_at=None)
    if not used.update(uses_left=F("uses_left") - 1):
        raise NotOpen
    return invitation.inviter


@transaction.atomic
def approve(*, actor: Profile, applicant: Profile, answer: str = "") -> None:
    """Let an applicant in."""
    _decide(actor, applicant, answer, approved=True)
    Profile.objects.filter(pk=applicant.pk).update(state=State.ACTIVE, stamp=F("stamp") + 1)
    emit(MemberApproved(applicant.pk))


@transaction.atomic
def decline(*, actor: Profile, applicant: Profile, answer: str = "") -> None:
    """Decline an applicant: they see the answer on their status page, and nothing more of the community."""
    _decide(actor, applicant, answer, approved=False)
    emit(MemberDeclined(applicant.pk))


def _decide(actor: Profile, applicant: Profile, answer: str, *, approved: bool) -> None:
    require(actor, "approve")
    application = (
        Application.objects.select_for_update(of=("self",))
        .filter(profile=applicant, profile__state=State.AWAITING)
        .first()
    )
    # Someone declined may be let in after all; who is in already is no longer an applicant.
    if application is None:
        raise NotAllowed
    application.approved, application.answer, application.decided_at = approved, answer, timezone.now()
    application.save()
    log.record(actor=actor, verb="approve" if approved else "decline", target=applicant, reason=answer)
    _write_to(Account.objects.get(profile=applicant), "mail/approved" if approved else "mail/declined", answer)


def _write_to(account: Account, template: str, answer: str) -> None:
    if account.email:
        context = {"handle": account.username, "answer": answer}
        letters.send(to=account.email, template=template, context=context, language=language_for(account))


@transaction.atomic
def invite(*, actor: Profile, uses: int = 1, expires_at: datetime) -> Invitation:
    """Make an invitation link for a number of people, until a time."""
    if not may_invite(actor):
        raise NotAllowed
    latest = timezone.now() + LONGEST_INVITATION
    return Invitation.objects.create(
        inviter=actor, uses_left=max(1, min(uses, MOST_USES)), expires_at=min(expires_at, latest)
    )


@transaction.atomic
def revoke(*, actor: Profile, invitation: Invitation) -> None:
    """Make an invitation let nobody in any more: by who made it, or by staff."""
    if invitation.inviter_id != actor.pk:
        require(actor, "invite")
        log.record(actor=actor, verb="revoke_invitation", target=invitation)
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())
