"""Writing to those who run the community."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.kernel.text import clean, clean_name

LONGEST = 4000


class ContactForm(forms.Form):
    """A message. `website` is hidden from people: what fills every field of a form is no person."""

    name = forms.CharField(label=_("Your name"), required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    address = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("If you would like an answer."), max_length=254
    )
    text = forms.CharField(label=_("Message"), widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}))
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off", "class": "trap"}),
    )

    def __init__(self, *args: Any, sender: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sender is not None:  # who writes is known already
            del self.fields["name"]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"], 80)

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"], LONGEST)

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data["website"])
