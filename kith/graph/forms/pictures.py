"""Choosing avatar and cover, as far as the community's picture rule lets members."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kith.community.current import picture_rule
from kith.community.models import PictureRule
from kith.media.forms import PictureField, PictureInput
from kith.people.models import PictureKind, Profile, ProfilePicture, Verdict
from kith.people.pictures import chosen_by
from kith.ui.frame import avatar

RATIOS = {PictureKind.AVATAR: 1, PictureKind.COVER: 3}  # as css/avatar.css and css/profile.css have them
NOT_ALLOWED = _("This community shows generated pictures for everyone: no picture can be chosen.")
KEPT = _("This community shows generated pictures for everyone. Yours is kept, and shown again if that changes.")
ASKS_FIRST = _("Others see a new picture once it is approved.")
WAITS = _("This picture waits for approval: others don't see it yet.")
REFUSED = _("Your new picture was not approved.")


class ProfilePictureField(PictureField):
    """A member's avatar or cover; the form that has it calls `meet` with the member."""

    def __init__(self, kind: PictureKind, **kwargs: Any) -> None:
        super().__init__(ratio=RATIOS[kind], label=kind.label, **kwargs)
        self.kind = kind

    def meet(self, member: Profile) -> ProfilePicture | None:
        """Show what the member chose last and what became of it; return it, if there is anything."""
        chosen, rule = chosen_by(member).get(self.kind), picture_rule()
        input = cast(PictureInput, self.widget)
        input.is_open = rule != PictureRule.NONE
        input.shown = shown(member, self.kind, chosen, rule)
        input.note = note(chosen, rule)
        input.reason = chosen.reason if chosen and rule != PictureRule.NONE else ""
        return chosen

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and picture_rule() == PictureRule.NONE:
            raise ValidationError(NOT_ALLOWED, code="not_allowed")
        return super().clean(data, initial)


def note(chosen: ProfilePicture | None, rule: PictureRule) -> Any:
    """What to say of a picture, in one sentence; nothing where there is nothing to say."""
    if rule == PictureRule.NONE:
        return KEPT if chosen else NOT_ALLOWED
    if chosen and chosen.verdict == Verdict.REFUSED:
        return REFUSED
    if rule == PictureRule.APPROVAL:
        return WAITS if chosen and chosen.verdict == Verdict.WAITING else ASKS_FIRST
    return ""


def shown(member: Profile, kind: PictureKind, chosen: ProfilePicture | None, rule: PictureRule) -> SafeString | str:
    """The picture as HTML: one that waits, else what others see."""
    key: str = getattr(member, f"{kind}_key")
    if chosen and rule == PictureRule.APPROVAL and chosen.verdict == Verdict.WAITING:
        key = chosen.key
    if kind == PictureKind.AVATAR:
        return avatar(member.pk, member.name, key, "l")
    return format_html('<img src="{}" alt="">', reverse("media:file", args=[key, "320"])) if key else ""
