"""Roles: who gives which to whom."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kith.audit import log
from kith.kernel.events import emit
from kith.people.actions.resets import end_reset_links
from kith.people.events import RoleChanged
from kith.people.models import Profile, Role, State
from kith.people.permissions import NotAllowed, may_give, require


class LastOwner(NotAllowed):
    """The community would be left without an owner who can act."""


@transaction.atomic
def set_role(*, actor: Profile | None, member: Profile, role: Role, reason: str = "") -> None:
    """Give a member a role; the last owner keeps theirs."""
    require(actor, "roles")
    # With all owners, in the order of their ids: two owners who demote each other must not wait for each other.
    rows = Profile.objects.select_for_update().filter(Q(pk=member.pk) | Q(role=Role.OWNER)).order_by("pk")
    member = next(row for row in rows if row.pk == member.pk)
    if not may_give(actor, member, role):
        raise NotAllowed
    if member.role == role:
        return
    if role != Role.OWNER:
        keep_an_owner(without=member)
    before, member.role, member.role_since = Role(member.role), role, timezone.now()
    member.stamp += 1
    member.save(update_fields=["role", "role_since", "stamp"])
    end_reset_links(member=member)  # whoever made one may have had the higher role then
    log.record(actor=actor, verb="set_role", target=member, reason=reason, before=before.name, role=role.name)
    emit(RoleChanged(member.pk))


def keep_an_owner(*, without: Profile) -> None:
    """Raise LastOwner if no owner who is active would be left without this member. Holds all owners' rows."""
    if without.role != Role.OWNER:
        return
    owners = Profile.objects.select_for_update().filter(role=Role.OWNER, state=State.ACTIVE).order_by("pk")
    if all(owner.pk == without.pk for owner in owners):
        raise LastOwner
