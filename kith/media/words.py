"""What a member is told of an upload that can't be kept, by the word that the decoding processes say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "broken": _("This picture can't be opened. It may be damaged or only partly uploaded."),
    "too_many_pixels": _("This picture is too large: at most 100 million pixels. Make it smaller and try again."),
    "too_many_frames": _("This moving picture has too many frames: at most 1,000."),
    "no_room": _("There is no room for this picture at the moment. Please tell the people who run this community."),
    "lost": _("This file was lost on its way. Please add it again."),
    "busy": _("Too many pictures are coming in at this moment. Please try again shortly."),
    "unknown": _("This is not a picture of a type that can be used here: JPEG, PNG, WebP, GIF, HEIC, AVIF or TIFF."),
}


class BadMedia(Exception):
    """The upload can't be kept; the message says why, for the member."""


def bad(reason: str) -> BadMedia:
    """The error for a word of MESSAGES."""
    return BadMedia(str(MESSAGES[reason]))
