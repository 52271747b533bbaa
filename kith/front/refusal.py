"""What the front answers when it does not let a request through."""

from functools import lru_cache
from html import escape

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import trans_real

from kith.front.answers import Headers, Whole

REASONS = {
    400: _("The request could not be understood."),
    404: _("This page does not exist."),
    405: _("This address does not take that kind of request."),
    408: _("The request took too long to arrive."),
    411: _("The request did not say how long it is."),
    413: _("What you sent is too large."),
    500: _("Something went wrong on our side. It has been noted."),
    503: _("Very many people are here at once. Please try again in a moment."),
    507: _("There is no room left on the server's disk."),
}
PAGE = (
    '<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{reason}</title><p>{reason}</p></html>'
)
ALWAYS = [
    ("content-type", "text/html; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("x-robots-tag", "noindex"),
    ("content-security-policy", "default-src 'none'"),
]
# What was refused before it was read whole cannot be followed by another request.
CLOSES = {400, 408, 411, 413, 507}


class Refused(Exception):
    """The front does not let this request through; the status says why."""

    def __init__(self, status: int, retry_after: int | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after = retry_after


@lru_cache(maxsize=256)
def page(status: int, accept_language: str = "", retry_after: int | None = None) -> Whole:
    """The page for a refusal, in the best of the languages asked for."""
    language = best_language(accept_language[:100])
    with translation.override(language):
        direction = "rtl" if translation.get_language_bidi() else "ltr"
        html = PAGE.format(language=language, direction=direction, reason=escape(str(REASONS[status])))
    headers: Headers = [*ALWAYS, ("content-language", language), ("vary", "accept-language")]
    if retry_after is not None:
        headers.append(("retry-after", str(retry_after)))
    if status in CLOSES:
        headers.append(("connection", "close"))
    return Whole(status, headers, html.encode())


def best_language(accept_language: str) -> str:
    for code, _quality in trans_real.parse_accept_lang_header(accept_language):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return "en"
