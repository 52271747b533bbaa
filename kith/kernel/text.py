"""Text that people typed: made safe to keep before anything costly looks at it, and folded to be found again.

Lengths and runs of combining marks are counted first, because Unicode normalisation takes seconds on text that is
made to be slow.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Real writing stacks few marks on a letter (Tibetan and pointed Hebrew up to six); tricks stack hundreds.
MARKS_IN_A_ROW = 8

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters but for tab and line feed, lone surrogates, noncharacters, and the sign that stands for bytes
# that were no UTF-8: none can be typed, and none can be kept or shown.
UNREADABLE = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\ufeff\uffa0]"
)
SPACES = re.compile(r"\s+")


def clean(text: str, limit: int) -> str:
    """The text as it is kept: lines end in a line feed, composed (NFC), no blank ends; at most `limit` characters.

    Raises ValidationError, with words for the member, on what is too long or cannot be shown.
    """
    text = LINE_ENDS.sub("\n", text) if len(text) <= 2 * limit else text
    _refuse_length(text, limit)
    _refuse_unreadable(text)
    _refuse_stacked_marks(text)
    text = unicodedata.normalize("NFC", text).strip()
    _refuse_length(text, limit)  # composing makes some text longer
    return text


def clean_name(text: str, limit: int) -> str:
    """A name on one line, which cannot turn the text around it or hide what it says."""
    if len(text) <= 2 * limit and TURNS_DIRECTION.search(text):
        raise ValidationError(_("A name can't contain characters that turn the direction of text."), code="direction")
    return SPACES.sub(" ", INVISIBLE.sub("", clean(text, limit))).strip()


def tame(text: str, limit: int) -> str:
    """A text of strangers on one line of at most `limit` characters: what `clean_name` refuses is left out, or cut.

    The caller has bounded the length of what is given.
    """
    shown = TURNS_DIRECTION.sub("", INVISIBLE.sub("", UNREADABLE.sub("", SPACES.sub(" ", text))))
    letters: list[str] = []
    run = 0
    for letter in shown.strip():
        run = run + 1 if letter > "\u02ff" and unicodedata.category(letter)[0] == "M" else 0
        if run <= MARKS_IN_A_ROW:
            letters.append(letter)
    short = unicodedata.normalize("NFC", "".join(letters[: limit + 1]))
    if len(letters) <= limit and len(short) <= limit:
        return short
    cut = short[: limit - 1]
    return (cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut).rstrip() + "…"


def _refuse_length(text: str, limit: int) -> None:
    over = len(text) - limit
    if over > 0:
        message = ngettext(
            "This is %(over)d character too long: at most %(limit)d are possible.",
            "This is %(over)d characters too long: at most %(limit)d are possible.",
            over,
        )
        raise ValidationError(message % {"over": over, "limit": limit}, code="too_long")


def _refuse_unreadable(text: str) -> None:
    found = UNREADABLE.search(text)
    if found is None:
        return
    before = text[max(0, found.start() - 20) : found.start()]
    if before.strip():
        message = _("There is a character that can't be shown after “%(before)s”. Please remove it.")
    else:
        message = _("There is a character that can't be shown at the beginning. Please remove it.")
    raise ValidationError(message % {"before": before}, code="unreadable")


def _refuse_stacked_marks(text: str) -> None:
    if text.isascii():
        return
    run = 0
    for letter in text:
        run = run + 1 if letter > "\u02ff" and unicodedata.category(letter)[0] == "M" else 0
        if run > MARKS_IN_A_ROW:
            raise ValidationError(_("There are too many accents on one letter."), code="marks")


# What folding takes off: accents of Latin, Greek and Cyrillic letters, vowel marks of Arabic and Hebrew. Not the
# marks of Javanese, Thai or the scripts of India, which are their vowels; nor the breve of й, a letter of its own.
ACCENTS = re.compile(
    "(?<!и)[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
    "|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"
    "|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff]"
    "|[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
# Letters that decompose into nothing but are written one for the other; digits of Arabic and Persian.
SAME_LETTER = str.maketrans(
    "ıøđłħŧٱىةیکگہھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "iodlhtايهيكگهه01234567890123456789",
)


def fold(text: str) -> str:
    """What two spellings of one word have in common, for hashtags and search; the text has been through `clean`.

    Case, accents, the dotless ı of Turkish, vowel marks, tatweel and letter variants of Arabic make no difference.
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text).casefold()
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", letters))
    return unicodedata.normalize("NFC", bare.translate(SAME_LETTER))
