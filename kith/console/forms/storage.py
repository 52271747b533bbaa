"""How much room files may take."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 1_000_000_000  # a petabyte


class AllowanceForm(forms.Form):
    """The bounds, in megabytes."""

    member = forms.IntegerField(
        label=_("Room for the files of each member, in megabytes"),
        min_value=0,
        max_value=MOST,
        help_text=_("0 for no bound."),
    )
    site = forms.IntegerField(
        label=_("Room for the files of all members, in megabytes"),
        min_value=0,
        max_value=MOST,
        help_text=_("0 for no bound: as much as there is room on the disk."),
    )
