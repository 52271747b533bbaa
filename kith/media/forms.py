"""Choosing a picture in a form."""

from typing import Any

from django import forms
from django.utils.functional import Promise


class PictureInput(forms.FileInput):
    """A file field beside the picture that there is now.

    `shown` is that picture as safe HTML; `note` says what became of it, and `reason` why, in a person's own words.
    Where `is_open` is false, none can be chosen.
    """

    template_name = "media/picture_input.html"
    shown: str = ""
    note: str | Promise = ""
    reason: str = ""
    is_open = True

    def __init__(self) -> None:
        super().__init__({"accept": "image/*"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "input": self}


class PictureField(forms.FileField):
    """A picture; it is None where none is chosen."""

    widget = PictureInput
