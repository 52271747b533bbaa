"""The pictures of members' profiles: what a member chooses, what staff say of it, and what the community's rule shows.

Each verb ends in `_dress`, which makes what others see follow from the rows and the rule. That goes with the verb's
transaction, so there is no moment at which a page shows what the rule forbids. Each first holds the community's row:
a choice and a change of the rule wait for each other.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kith.audit import log
from kith.community.actions import change
from kith.community.models import Community, PictureRule
from kith.kernel.events import emit
from kith.people.events import PictureDecided, ProfileEdited
from kith.people.models import PictureKind, Profile, ProfilePicture, Verdict
from kith.people.permissions import NotAllowed, require

# Under each rule, the verdicts of pictures that others see.
SHOWN = {
    PictureRule.ALLOWED: (Verdict.WAITING, Verdict.APPROVED),
    PictureRule.APPROVAL: (Verdict.APPROVED,),
    PictureRule.NONE: (),
}


class PicturesNotAllowed(Exception):
    """This community shows generated pictures for all; members choose none."""


@transaction.atomic
def choose_picture(*, member: Profile, kind: PictureKind, key: str) -> Profile:
    """Let a member wear a picture, by its key in `media`, as far as the rule lets it show; return them as they are.

    Where it waits for approval, others go on seeing the one that was approved before.
    """
    require(member, "settings")
    rule = _held_rule()
    if rule == PictureRule.NONE:
        raise PicturesNotAllowed
    former = member.pictures.filter(kind=kind)
    (former.exclude(verdict=Verdict.APPROVED) if rule == PictureRule.APPROVAL else former).delete()
    ProfilePicture.objects.create(member=member, kind=kind, key=key)
    return _redress(member, rule)


@transaction.atomic
def remove_picture(*, member: Profile, kind: PictureKind) -> Profile:
    """Take a member's picture off, and what waits; the generated one is left."""
    require(member, "settings")
    rule = _held_rule()
    member.pictures.filter(kind=kind).delete()
    return _redress(member, rule)


@transaction.atomic
def approve_pictures(*, actor: Profile, pictures: Iterable[int]) -> int:
    """Let others see those of these that still wait, in place of what their members wore before; return how many."""
    require(actor, "approve")
    rule = _held_rule()
    waiting = list(_waiting().filter(pk__in=pictures))
    for picture in waiting:
        picture.member.pictures.filter(kind=picture.kind).exclude(pk=picture.pk).delete()
        picture.verdict = Verdict.APPROVED
        picture.save(update_fields=["verdict"])
        _decided(actor, "approve_picture", picture)
    _dress(Profile.objects.filter(pk__in=[picture.member_id for picture in waiting]), rule)
    return len(waiting)


@transaction.atomic
def refuse_picture(*, actor: Profile, picture: ProfilePicture, reason: str) -> None:
    """Show a waiting picture to nobody, for a reason that its member reads. One that waits no more stays as it is."""
    require(actor, "approve")
    rule = _held_rule()
    found = _waiting().filter(pk=picture.pk).first()
    if found is None:
        raise NotAllowed
    found.verdict, found.reason = Verdict.REFUSED, reason
    found.save(update_fields=["verdict", "reason"])
    _decided(actor, "refuse_picture", found)
    _dress(Profile.objects.filter(pk=found.member_id), rule)


@transaction.atomic
def set_picture_rule(*, actor: Profile | None, rule: PictureRule) -> None:
    """Change whether members' own pictures are shown. No picture is lost: a rule that allows more shows it again."""
    require(actor, "ownership")
    change(actor=actor, pictures=rule)
    _dress(Profile.objects.filter(pk__in=ProfilePicture.objects.values("member")), rule)


def _held_rule() -> PictureRule:
    """The rule, which cannot change before this transaction ends."""
    held = Community.objects.select_for_update().values_list("pictures", flat=True).first()
    return PictureRule(held) if held else PictureRule.ALLOWED


def _waiting() -> QuerySet[ProfilePicture]:
    return ProfilePicture.objects.filter(verdict=Verdict.WAITING).select_related("member")


def _decided(actor: Profile, verb: str, picture: ProfilePicture) -> None:
    log.record(actor=actor, verb=verb, target=picture.member, reason=picture.reason, kind=picture.kind, key=picture.key)
    emit(PictureDecided(picture.pk))


def _redress(member: Profile, rule: PictureRule) -> Profile:
    _dress(Profile.objects.filter(pk=member.pk), rule)
    emit(ProfileEdited(member.pk))
    return Profile.objects.get(pk=member.pk)


def _dress(members: QuerySet[Profile], rule: PictureRule) -> None:
    """Give members the pictures that the rule lets others see, and their cards a new stamp where that changes any."""
    worn = {f"{kind}_key": _shown_of(kind, rule) for kind in PictureKind}
    members.exclude(**worn).update(**worn, stamp=F("stamp") + 1)


def _shown_of(kind: PictureKind, rule: PictureRule) -> Coalesce:
    # What waits was chosen after what is approved.
    shown = ProfilePicture.objects.filter(member=OuterRef("pk"), kind=kind, verdict__in=SHOWN[rule])
    newest = shown.order_by("verdict").values("key")[:1]
    return Coalesce(Subquery(newest, output_field=CharField()), Value(""))
