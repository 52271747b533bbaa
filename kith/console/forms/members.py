"""What staff say about a member."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.kernel.text import clean
from kith.people.models import Profile, Role, State
from kith.people.permissions import may_give

DAYS = [("1", _("For a day")), ("7", _("For a week")), ("30", _("For a month")), ("", _("Until someone lifts it"))]
STATES = [(State.READ_ONLY, _("Read-only")), (State.SUSPENDED, _("Suspended")), (State.ACTIVE, _("Active"))]


class SearchForm(forms.Form):
    """Which members to list."""

    q = forms.CharField(label=_("Handle or name"), required=False, max_length=60)
    state = forms.TypedChoiceField(
        label=_("State"), choices=[("", _("Any")), *State.choices], coerce=int, empty_value=None, required=False
    )
    role = forms.TypedChoiceField(
        label=_("Role"), choices=[("", _("Any")), *Role.choices], coerce=int, empty_value=None, required=False
    )


class ReasonForm(forms.Form):
    """Why, or what else there is to say."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def clean_reason(self) -> str:
        return clean(self.cleaned_data["reason"], 500)


class RefusalForm(ReasonForm):
    """Why a picture is not shown."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("The member reads it.")
    )


class AnswerForm(ReasonForm):
    """The answer to an applicant."""

    reason = forms.CharField(label=_("What to tell them"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class StateForm(ReasonForm):
    """What a member may do from now on, until when, and why. The member reads the reason."""

    state = forms.TypedChoiceField(label=_("State"), choices=STATES, coerce=int, widget=forms.RadioSelect)
    days = forms.ChoiceField(label=_("How long?"), choices=DAYS, required=False, initial="7", widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The member reads it."),
    )
    field_order = ("state", "days", "reason")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") not in (None, State.ACTIVE) and "reason" in data and not data["reason"]:
            self.add_error("reason", ValidationError(_("Please give the member a reason."), code="required"))
        return data

    def until(self) -> datetime | None:
        """When the state ends by itself, if ever."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=int(days)) if days else None


class RoleForm(forms.Form):
    """A member's role: one of those that this member of staff may give."""

    role = forms.TypedChoiceField(label=_("Role"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Profile, member: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"role": member.role}, **kwargs})
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role.value, role.label) for role in Role if may_give(actor, member, role)]
