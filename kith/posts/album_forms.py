"""The shape of what members send about albums and the people in photos."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from kith.graph.audiences import Audience
from kith.posts.forms import FilesForm, GatedForm
from kith.posts.models import Album
from kith.posts.models.album import DESCRIPTION_LENGTH, TITLE_LENGTH

AT_ONCE = 20


class AlbumForm(GatedForm[Album]):
    """What an album says and whom it is for."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=TITLE_LENGTH, widget=forms.TextInput({"dir": "auto"})
    )
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=DESCRIPTION_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    audience = forms.TypedChoiceField(choices=Audience.choices, coerce=int, label=gettext_lazy("Who may see this"))


class PhotosForm(FilesForm[Album]):
    """Photos for an album, and whether a post shall tell of them."""

    announce = forms.BooleanField(required=False, label=gettext_lazy("Also tell of them in a post"))

    most_items = AT_ONCE
    photos_only = True

    def said(self) -> dict[str, Any]:
        said = {**self.cleaned_data, "items": self.items}
        del said["announce"]
        return said


class NewAlbumForm(AlbumForm, PhotosForm):
    """An album with its first photos."""


class SpotForm(forms.Form):
    """Who is in a photo, and where in it, in thousandths."""

    handle = forms.CharField(max_length=60)
    x = forms.IntegerField(required=False)
    y = forms.IntegerField(required=False)

    def spot(self) -> tuple[int, int] | None:
        x, y = self.cleaned_data["x"], self.cleaned_data["y"]
        return None if x is None or y is None else (x, y)


def words_of(wrong: ValidationError) -> str:
    """What a verb said is wrong, in one line."""
    return " ".join(wrong.messages)
