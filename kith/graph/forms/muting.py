from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DAYS = {"1": _("For a day"), "7": _("For a week"), "30": _("For a month"), "": _("Until I unmute")}


class MuteForm(forms.Form):
    """For how long."""

    days = forms.ChoiceField(
        label=_("How long?"), choices=list(DAYS.items()), required=False, initial="7", widget=forms.RadioSelect
    )

    def until(self) -> datetime | None:
        """When the mute ends, if ever."""
        days = self.cleaned_data["days"]
        return timezone.now() + timedelta(days=int(days)) if days else None
