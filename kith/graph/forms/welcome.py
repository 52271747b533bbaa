"""What newcomers are asked for, a little at a time. Everything can be skipped."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from kith.graph.forms.pictures import ProfilePictureField
from kith.kernel.text import clean, clean_name
from kith.people.models import PictureKind, Profile


class PhotoForm(forms.Form):
    avatar = ProfilePictureField(PictureKind.AVATAR)

    def __init__(self, *args: Any, member: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ProfilePictureField, self.fields["avatar"]).meet(member)


class AboutForm(forms.Form):
    display_name = forms.CharField(label=_("Name"), required=False, help_text=_("In any script; others see it first."))
    bio = forms.CharField(label=_("About you"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"], 60)

    def clean_bio(self) -> str:
        return clean(self.cleaned_data["bio"], 1000)
