"""What newcomers are asked for, a little at a time. Everything can be skipped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.kernel.text import clean, clean_name


class PhotoForm(forms.Form):
    avatar = forms.FileField(label=_("Profile photo"), widget=forms.FileInput(attrs={"accept": "image/*"}))


class AboutForm(forms.Form):
    display_name = forms.CharField(label=_("Name"), required=False, help_text=_("In any script; others see it first."))
    bio = forms.CharField(label=_("About you"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"], 60)

    def clean_bio(self) -> str:
        return clean(self.cleaned_data["bio"], 1000)
