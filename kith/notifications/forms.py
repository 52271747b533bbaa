from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.notifications.models import Kind
from kith.people.models import Profile


class KindsForm(forms.Form):
    """Of what a member wants to hear."""

    kinds = forms.MultipleChoiceField(
        label=_("Tell me when"), choices=Kind, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, member: Profile, **kwargs: Any) -> None:
        wanted = [kind for kind in Kind.values if kind not in member.muted_kinds]
        super().__init__(*args, **{"initial": {"kinds": wanted}, **kwargs})
