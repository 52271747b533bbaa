"""A small site behind a real front, with short deadlines, for the tests of this folder."""

import hashlib
import sys
from collections import defaultdict
from threading import Event

from django.conf import settings
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path, re_path

from kith.front.app import Front
from kith.front.limits import Limits
from kith.kernel.sending import send_file

LIMITS = Limits(
    body=3_000_000,
    window=0.4,
    window_bytes=1000,
    threads=2,
    wait=30,
    waiting=3,
    password_wait=30,
    password_waiting=3,
    upload_wait=30,
    upload_waiting=3,
)
released: defaultdict[str, Event] = defaultdict(Event)


def echo(request, rest=""):
    body = request.read()
    told = {key: value for key, value in request.META.items() if isinstance(value, str)}
    seen = {"path": request.path, "size": len(body), "sha": hashlib.sha256(body).hexdigest(), "meta": told}
    return JsonResponse(seen)


def long_page(request):
    response = HttpResponse("<p>a long page</p>" * 200)
    response.headers["ETag"] = '"strong"'
    response.set_cookie("one", "1")
    response.set_cookie("two", "2")
    return response


def large(request):
    return HttpResponse(b"x" * 20_000_000, content_type="application/octet-stream")


def a_file(request):
    kept = settings.DATA / "file.bin"
    kept.write_bytes(bytes(range(256)) * 10)
    return send_file(request, kept.open("rb"), etag='"kept"', content_type="image/webp")


def an_empty_file(request):
    kept = settings.DATA / "empty.bin"
    kept.write_bytes(b"")
    return send_file(request, kept.open("rb"))


def in_pieces(request):
    return StreamingHttpResponse(f"piece {number}\n".encode() for number in range(3))


def breaks(request):
    raise RuntimeError("broken on purpose")


def held(request, name):
    """Does not answer until `release` is asked for, by the same name."""
    released[name].wait(60)
    return HttpResponse("held")


def release(request, name):
    released[name].set()
    return HttpResponse("released")


urlpatterns = [
    path("echo", echo),
    path("page", long_page),
    path("large", large),
    path("file", a_file),
    path("empty-file", an_empty_file),
    path("pieces", in_pieces),
    path("breaks", breaks),
    path("held/<name>", held),
    path("accounts/held/<name>", held),
    path("posts/picked/<name>", held),
    path("accounts/release/<name>", release),
    path("release/<name>", release),
    re_path("^said/(?P<rest>.*)$", echo),
    path("", include("kith.ui.urls")),  # the pages of refusals name the icon of the community
]
front = Front(LIMITS)

if __name__ == "__main__":
    import kith.front.__main__ as granian

    granian.server("127.0.0.1", int(sys.argv[1]), 1, "tests.front.site:front", headers_within=400).serve()
