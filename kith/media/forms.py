"""Choosing a picture in a form, and the part of it that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.media.crop import Crop, read_place


@dataclass(frozen=True)
class Picked:
    """What a form brings: a file, and where the browser says its part lies; no words without JavaScript."""

    upload: "UploadedFile[Any]"
    words: str


@dataclass(frozen=True)
class ChosenPicture:
    """An upload that was not looked at yet, and the part of it to keep."""

    upload: "UploadedFile[Any]"
    crop: Crop


class PictureInput(forms.FileInput):
    """A file field beside the picture that there is now; `js/crop.js` lets one choose the part of a new one.

    `shown` is the picture that there is now, as safe HTML; `note` says what became of it, and `reason` why, in a
    person's own words. Where `is_open` is false, none can be chosen.
    """

    template_name = "media/picture_input.html"
    ratio: float = 1
    shown: str = ""
    note: str | Promise = ""
    reason: str = ""
    is_open = True

    def __init__(self) -> None:
        super().__init__({"accept": "image/*"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        own = {"input": self, "ratio": str(self.ratio), "place_name": place_name(name)}
        return {**super().get_context(name, value, attrs), **own}

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        upload = super().value_from_datadict(data, files, name)
        return upload and Picked(upload, data.get(place_name(name), ""))


class PictureField(forms.FileField):
    """A picture of which a part with this ratio of width to height is kept: a `ChosenPicture`, or None."""

    widget = PictureInput

    def __init__(self, *, ratio: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ratio = self.widget.ratio = ratio

    def to_python(self, data: Any) -> Any:
        if not data or super().to_python(data.upload) is None:
            return None
        try:
            return ChosenPicture(data.upload, Crop(self.ratio, read_place(data.words) if data.words else None))
        except ValueError as error:
            raise ValidationError(_("Please choose the part of the picture again."), code="crop") from error


def place_name(name: str) -> str:
    """What the hidden field beside a file field is called: it says where the part to keep lies."""
    return f"{name}_place"
