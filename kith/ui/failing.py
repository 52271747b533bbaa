"""What is answered when a view, or anything around it, has failed: never without the text that was typed."""

import errno
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from kith.ui.frame import form_token

AGAIN_IN = 5  # seconds
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


def failed(request: HttpRequest) -> HttpResponse:
    """503 if the database is locked, full or away, or the disk is full: later it will work; else 500.

    Django calls it while the error is at hand, and has logged it.
    """
    status = 503 if passes(sys.exc_info()[1]) else 500
    # Without the request: the frame of other pages may need the database that has just failed.
    response = HttpResponse(render_to_string(f"{status}.html", typed(request)), status=status)
    add_never_cache_headers(response)
    if status == 503:
        response["Retry-After"] = str(AGAIN_IN)
    return response


def passes(error: BaseException | None) -> bool:
    """Whether this is a fault that passes by itself, or when someone makes room."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return isinstance(error, OperationalError | InterfaceError)


def typed(request: HttpRequest) -> dict[str, Any]:
    """What was sent with a text, so that it can be sent again: the same form, once more, with the same submit key."""
    posted = request.POST.dict() if request.method == "POST" and "text" in request.POST else {}
    if not posted.get("text"):
        return {}
    kept = {name: value for name, value in posted.items() if name not in {"text", "csrfmiddlewaretoken"}}
    return {"text": posted["text"], "kept": kept, "action": request.path, "csrf_token": form_token(request)}
