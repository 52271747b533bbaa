"""What the front answers when it does not let a request through.

The pages are drawn when the process starts and kept as bytes: refusing must cost next to nothing when many are refused.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.csp import build_policy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import trans_real

from kith.front.answers import Headers, Whole
from kith.ui.frame import THEMES

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
BUSY = {503}
# What came with the request has not been taken.
SENT = {408, 413, 500, 503, 507}
# What was refused before it was read whole cannot be followed by another request.
CLOSES = {400, 408, 411, 413, 507}


class Refused(Exception):
    """The front does not let this request through; the status says why."""

    def __init__(self, status: int, retry_after: int | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.retry_after = retry_after


class Refusals:
    """The page for every refusal, in every language, light or dark."""

    def __init__(self) -> None:
        policy: Any = settings.SECURE_CSP
        self.always: Headers = [
            ("content-type", "text/html; charset=utf-8"),
            ("cache-control", "no-store"),
            ("vary", "accept-language, cookie"),
            ("x-content-type-options", "nosniff"),
            ("x-robots-tag", "noindex"),
            ("content-security-policy", build_policy(policy)),
        ]
        self.pages = {
            (status, language, theme): html
            for status in REASONS
            for language, _name in settings.LANGUAGES
            for theme, html in _drawn(status, language).items()
        }

    def answer(self, refused: Refused, asked: Any) -> Whole:
        """The answer to who asked with these headers."""
        cookies = parse_cookie(asked.get("cookie") or "")
        language = best_language(cookies.get(settings.LANGUAGE_COOKIE_NAME, ""), asked.get("accept-language") or "")
        theme = cookies.get("theme", "")
        headers = [*self.always, ("content-language", language)]
        if refused.retry_after is not None:
            headers.append(("retry-after", str(refused.retry_after)))
        if refused.status in CLOSES:
            headers.append(("connection", "close"))
        body = self.pages[refused.status, language, theme if theme in THEMES else ""]
        return Whole(refused.status, headers, body)


def _drawn(status: int, language: str) -> dict[str, bytes]:
    """The page in one language, by theme: drawn once, since a theme is no more than an attribute."""
    about = {"reason": REASONS[status], "busy": status in BUSY, "sent": status in SENT, "frame": {"theme": THEMES[0]}}
    with translation.override(language):
        html = render_to_string("ui/refused.html", about)
    themes = {theme: f' data-theme="{theme}"' for theme in THEMES} | {"": ""}
    return {theme: html.replace(themes[THEMES[0]], said, 1).encode() for theme, said in themes.items()}


@lru_cache(maxsize=1000)
def best_language(switched_to: str, wished: str) -> str:
    """The language that was switched to here, else the best that the browser wishes, else the site's."""
    for code in (switched_to, *(code for code, _quality in trans_real.parse_accept_lang_header(wished[:100]))):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
