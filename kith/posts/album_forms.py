"""The shape of what members send about albums and the people in photos."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from kith.graph.audiences import Audience
from kith.posts.actions.once import submitted
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
    """Photos for an album, and whether a post shall tell of them.

    The same form with other words or photos is another one: what of it can be done is done, and nothing is lost.
    """

    announce = forms.BooleanField(required=False, label=gettext_lazy("Also tell of them in a post"))

    most_items = AT_ONCE
    photos_only = True

    def earlier(self) -> Album | None:
        return submitted(Album, self.member, self.once_key)

    @property
    def once_key(self) -> str:
        """The key of this form with all that it says."""
        return self.key_of(sorted(self.data.lists()))

    def said(self) -> dict[str, Any]:
        said = {**self.cleaned_data, "items": self.items, "key": self.once_key}
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
