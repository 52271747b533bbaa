"""The CSRF token for the forms of an answer: Django's own format, made in a tenth of the time.

A token is a random mask and the secret of the cookie, hidden by that mask, so that no two answers hold the same
(otherwise a compressed answer's length would give the secret away). Django draws the mask letter by letter.
"""

import secrets
from operator import add
from typing import Any

from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, get_token

LETTERS = CSRF_ALLOWED_CHARS.encode()
PLACE_OF = bytes(max(LETTERS.find(byte), 0) for byte in range(256))
TWICE = LETTERS * 2
# Random bytes as letters, all equally likely: bytes from 248 = 4 * 62 on are left out.
EVEN = 256 - 256 % len(LETTERS)
LETTER_OF = bytes(LETTERS[byte % len(LETTERS)] for byte in range(256))
LEFT_OUT = bytes(range(EVEN, 256))


def form_token(request: Any) -> str:
    """The token of this answer: made once, and with the cookie that the browser has, if it has one."""
    if not hasattr(request, "form_token"):
        secret = request.META.get("CSRF_COOKIE")
        # Django would send the cookie anew with every answer. A new one is given at every sign-in, and lasts a year.
        request.form_token = masked(secret) if secret and not _is_new(request) else get_token(request)
    return request.form_token


def _is_new(request: Any) -> bool:
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def masked(secret: str) -> str:
    """The secret of the cookie, behind a new mask."""
    mask = _letters(CSRF_SECRET_LENGTH)
    places = map(add, secret.encode().translate(PLACE_OF), mask.translate(PLACE_OF))
    hidden = bytes(map(TWICE.__getitem__, places))
    return (mask + hidden).decode()


def _letters(count: int) -> bytes:
    letters = b""
    while len(letters) < count:
        letters += secrets.token_bytes(count).translate(LETTER_OF, LEFT_OUT)
    return letters[:count]
