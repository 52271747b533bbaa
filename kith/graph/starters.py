"""Whom newcomers are shown to follow, and how staff choose them."""

from django.db import transaction
from django.db.models import Max, QuerySet

from kith.audit import log
from kith.graph.access import visible_members
from kith.graph.models import Follow, FollowRequest, Starter
from kith.people.models import Profile
from kith.people.permissions import require

MOST = 30


def suggested_to(viewer: Profile) -> list[Profile]:
    """Staff's list, or while there is none the members with most followers; without whom the viewer follows already."""
    chosen = _new_to(viewer).filter(starter__isnull=False).order_by("starter__position")
    return list(chosen[:MOST]) or list(_new_to(viewer).order_by("-follower_count", "pk")[:MOST])


def starters() -> QuerySet[Starter]:
    """Staff's list as it is, in order."""
    return Starter.objects.select_related("profile").order_by("position")


@transaction.atomic
def add_starter(*, actor: Profile, member: Profile) -> None:
    """Put a member at the end of the list."""
    require(actor, "community")
    last = Starter.objects.aggregate(last=Max("position"))["last"] or 0
    _, made = Starter.objects.get_or_create(profile=member, defaults={"position": last + 1})
    if made:
        log.record(actor=actor, verb="add_starter", target=member)


@transaction.atomic
def remove_starter(*, actor: Profile, member: Profile) -> None:
    """Take a member off the list."""
    require(actor, "community")
    gone, _ = Starter.objects.filter(profile=member).delete()
    if gone:
        log.record(actor=actor, verb="remove_starter", target=member)


@transaction.atomic
def raise_starter(*, actor: Profile, member: Profile) -> None:
    """Move a member one place up."""
    require(actor, "community")
    order = list(Starter.objects.select_for_update().order_by("position"))
    place = next((place for place, row in enumerate(order) if row.profile_id == member.pk), 0)
    if place:
        above, row = order[place - 1], order[place]
        above.position, row.position = row.position, above.position
        Starter.objects.bulk_update([above, row], ["position"])
        log.record(actor=actor, verb="raise_starter", target=member)


def _new_to(viewer: Profile) -> QuerySet[Profile]:
    known = Follow.objects.filter(follower=viewer).values("followed")
    asked = FollowRequest.objects.filter(follower=viewer).values("followed")
    return visible_members(viewer).exclude(pk=viewer.pk).exclude(pk__in=known).exclude(pk__in=asked)
