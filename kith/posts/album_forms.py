"""The shape of what members send about albums and the people in photos."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith.graph.audiences import Audience
from kith.kernel.gates import Refused
from kith.media.actions import keep_photo
from kith.media.models import MediaItem
from kith.media.words import BadMedia
from kith.people.models import Profile
from kith.posts.gates import AskedAgain
from kith.posts.models import Album
from kith.posts.models.album import DESCRIPTION_LENGTH, TITLE_LENGTH

AT_ONCE = 20
TYPES = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif,image/avif,image/tiff"


class AlbumForm(forms.Form):
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
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def attempt(self, make: Callable[..., Album]) -> Album | None:
        """Call a verb with what was sent. What it refuses becomes an error of the form, and None is returned."""
        if not self.is_valid():
            return None
        try:
            return make(**self.cleaned_data)
        except AskedAgain as again:
            self.data = {**dict(self.data.items()), "confirmed": "yes"}
            self.add_error(None, [str(again), _("Send it again if you are sure.")])
        except Refused as refused:
            self.add_error(None, str(refused))
        except ValidationError as wrong:
            self.add_error(None, wrong)
        return None


class SpotForm(forms.Form):
    """Who is in a photo, and where in it, in thousandths."""

    handle = forms.CharField(max_length=60)
    x = forms.IntegerField(required=False)
    y = forms.IntegerField(required=False)

    def spot(self) -> tuple[int, int] | None:
        x, y = self.cleaned_data["x"], self.cleaned_data["y"]
        return None if x is None or y is None else (x, y)


def take_uploads(member: Profile, files: MultiValueDict[str, UploadedFile]) -> tuple[list[MediaItem], list[str]]:
    """Keep the photos that were sent, AT_ONCE at most; and what is to be said of those that could not be kept."""
    uploads = files.getlist("photos")
    kept: list[MediaItem] = []
    problems: list[str] = []
    for upload in uploads[:AT_ONCE]:
        try:
            kept.append(keep_photo(owner_id=member.pk, upload=upload))
        except BadMedia as bad:
            problems.append(_("%(file)s: %(problem)s") % {"file": upload.name, "problem": str(bad)})
    if len(uploads) > AT_ONCE:
        text = ngettext(
            "At most %(most)d photo is taken at once. Add the others after it.",
            "At most %(most)d photos are taken at once. Add the others after these.",
            AT_ONCE,
        )
        problems.append(text % {"most": AT_ONCE})
    return kept, problems


def words_of(wrong: ValidationError) -> str:
    """What a verb said is wrong, in one line."""
    return " ".join(wrong.messages)
