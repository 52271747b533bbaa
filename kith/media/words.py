"""What a member is told of an upload that can't be kept, by the word that the decoding processes say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Promise] = {
    "broken": _("This picture can't be opened. It may be damaged or only partly uploaded."),
    "too_many_pixels": _("This picture is too large: at most 100 million pixels. Make it smaller and try again."),
    "too_many_frames": _("This moving picture has too many frames: at most 1,000."),
    "no_room": _("There is no room for this file at the moment. Please tell the people who run this community."),
    "busy": _("Too much is being done here at this moment to take this picture in. Please try again shortly."),
    "damaged": _("This video or sound can't be opened. It may be damaged or only partly uploaded."),
    "cut_off": _("This video or sound ends too soon: only a part of it has arrived. Please add it again."),
    "no_frames": _("There is nothing to see or to hear in this file."),
    "frame_too_large": _("The pictures of this video are too large: at most 4K, which is 3840 × 2160 pixels."),
    "too_long": _(
        "This is too long: at most an hour for a video, four hours for a sound, a minute for a moving picture."
    ),
    "too_heavy": _("This file takes too much work to prepare. Make it shorter or smaller and try again."),
    "lost": _("This file was lost on its way. Please add it again."),
    "unknown": _("This is not a picture of a type that can be used here: JPEG, PNG, WebP, GIF, HEIC, AVIF or TIFF."),
}


class BadMedia(Exception):
    """The upload can't be kept; the message says why, for the member."""


class Busy(BadMedia):
    """Nothing is wrong with the upload: at another moment it can be kept."""


def bad(reason: str) -> BadMedia:
    """The error for a word of MESSAGES."""
    return (Busy if reason == "busy" else BadMedia)(str(MESSAGES[reason]))
