"""From an uploaded picture to the one that a member wears, for the forms that let them choose."""

from django import forms

from kith.graph.forms.pictures import NOT_ALLOWED
from kith.media.actions import keep_photo
from kith.media.forms import ChosenPicture
from kith.media.words import BadMedia
from kith.people.actions.pictures import PicturesNotAllowed, choose_picture
from kith.people.models import PictureKind, Profile


def kept_key(member: Profile, form: forms.Form, kind: PictureKind) -> str | None:
    """Keep the picture that a form brings and return its key. None: there is none, or the form says what is wrong."""
    chosen: ChosenPicture | None = form.cleaned_data.get(kind)
    if chosen is None:
        return None
    try:
        return keep_photo(owner_id=member.pk, upload=chosen.upload, crop=chosen.crop).key
    except BadMedia as error:
        form.add_error(kind, str(error))
        return None


def wear(member: Profile, form: forms.Form, kind: PictureKind, key: str) -> bool:
    """Let the member wear it; false where the rule has been changed meanwhile, which the form then says."""
    try:
        choose_picture(member=member, kind=kind, key=key)
    except PicturesNotAllowed:
        form.add_error(kind, NOT_ALLOWED)
        return False
    return True
