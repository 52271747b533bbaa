"""Say who is in a photo, with their consent."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.graph.access import Moved, get_member
from kith.kernel.events import emit
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.access import may_change_photo, require, require_writer
from kith.posts.events import MemberTagged, TagSettled
from kith.posts.models import Consent, PhotoTag
from kith.posts.photos import visible_photos

MOST = 50
WHOLE = 1000  # a spot is in thousandths of the photo

type Spot = tuple[int, int]


@transaction.atomic
def tag_member(*, actor: Profile, item: MediaItem, handle: str, spot: Spot | None = None) -> PhotoTag:
    """Say that a member is in the actor's own photo. Others see it once the member agrees; with oneself, at once.

    Tagging again only moves the spot. ValidationError, in the same words whatever the reason, for who can't be tagged:
    not there, blocked, may not see the photo, wants no tags, or has refused this one.
    """
    require_writer(actor)
    require(may_change_photo(actor, item))
    member = _taggable(actor, item, handle)
    x, y = [min(max(part, 0), WHOLE) for part in spot] if spot else (None, None)
    consent = Consent.GIVEN if member.pk == actor.pk else Consent.ASKED
    tag, made = PhotoTag.objects.get_or_create(item=item, member=member, defaults={"consent": consent, "x": x, "y": y})
    if tag.consent == Consent.REFUSED:
        raise _nobody(handle)
    if not made:
        PhotoTag.objects.filter(pk=tag.pk).update(x=x, y=y)
    elif tag.consent == Consent.ASKED:
        emit(MemberTagged(owner_id=actor.pk, member_id=member.pk))
    return tag


@transaction.atomic
def agree_to_tag(*, member: Profile, tag: PhotoTag) -> None:
    """Let others see that the member is in a photo."""
    require_writer(member)
    agreed = PhotoTag.objects.filter(pk=tag.pk, member=member, consent=Consent.ASKED).update(consent=Consent.GIVEN)
    if agreed:
        emit(TagSettled(owner_id=tag.item.owner_id, member_id=member.pk))


@transaction.atomic
def remove_tag(*, actor: Profile, tag: PhotoTag) -> None:
    """Take a tag off a photo: by whose photo it is; or by the one in it, for good, whatever they said before."""
    require(actor.pk in (tag.member_id, tag.item.owner_id))
    if actor.pk == tag.item.owner_id:
        tag.delete()
    else:
        PhotoTag.objects.filter(pk=tag.pk).update(consent=Consent.REFUSED)
    emit(TagSettled(owner_id=tag.item.owner_id, member_id=tag.member_id))


def end_tags_between(*, one: int, other: int) -> None:
    """Take off the tags that two members have on each other's photos."""
    either = Q(member=one, item__owner_id=other) | Q(member=other, item__owner_id=one)
    PhotoTag.objects.filter(either).delete()


def _taggable(actor: Profile, item: MediaItem, handle: str) -> Profile:
    try:
        member = get_member(actor, handle.strip().removeprefix("@"))
    except (Http404, Moved):
        raise _nobody(handle) from None
    wanted = member.pk == actor.pk or member.may_be_tagged
    if not wanted or not visible_photos(member).filter(pk=item.pk).exists():
        raise _nobody(handle)
    if PhotoTag.objects.filter(item=item).exclude(member=member).count() >= MOST:
        text = ngettext(
            "A photo can have at most %(most)d person tagged.", "A photo can have at most %(most)d people tagged.", MOST
        )
        raise ValidationError(text % {"most": MOST})
    return member


def _nobody(handle: str) -> ValidationError:
    return ValidationError(_("“%(handle)s” can't be tagged in this photo.") % {"handle": handle[:40]})
