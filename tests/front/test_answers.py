"""What the front sends: pages compressed, files in parts, static files from memory, errors as small pages."""

import re
import socket
import sys
import threading
import zlib

import psutil
import pytest

from kith.front.refusal import REASONS, Refusals
from tests.front.conftest import request
from tests.front.site import LIMITS
from tests.waiting import wait_until


def test_a_page_is_compressed_for_who_takes_it(site):
    answer = site.ask("/page", "Accept-Encoding: br, gzip;q=0.5")
    assert answer["content-encoding"] == "gzip"
    assert zlib.decompress(answer.body, 31) == site.ask("/page").body
    assert answer["etag"] == 'W/"strong"'


def test_a_page_is_plain_for_who_does_not(site):
    for headers in ([], ["Accept-Encoding: gzip;q=0"], ["Accept-Encoding: identity"]):
        answer = site.ask("/page", *headers)
        assert answer["content-encoding"] is None
        assert answer["vary"] == "Accept-Encoding"


def test_every_cookie_arrives(site):
    assert len([value for name, value in site.ask("/page").headers if name == "set-cookie"]) == 2


def test_head_has_the_headers_and_no_body(site):
    whole, head = site.ask("/page"), site.ask("/page", method="HEAD")
    assert head.body == b""
    assert head["content-length"] == str(len(whole.body))


def test_an_answer_in_pieces_arrives_whole(site):
    assert site.ask("/pieces").body.count(b"piece") == 3


def test_static_files_come_under_their_hash_for_ever(site):
    answer = site.ask("/static/a.abc123.css")
    assert (answer.status, answer.body) == (200, b"body { color: red }")
    assert "immutable" in (answer["cache-control"] or "")
    assert answer["x-content-type-options"] == "nosniff"
    assert site.ask("/static/a.abc123.css", "Accept-Encoding: gzip").body == b"pretend gzip"
    assert site.ask("/static/a.abc123.css", f"If-None-Match: {answer['etag']}").status == 304
    assert site.ask("/static/a.abc123.css", method="HEAD")["content-length"] == "19"


def test_nothing_else_lies_under_static(site):
    for path in ("/static/a.css", "/static/../kith.db", "/static/%2e%2e/secret.key", "/static/staticfiles.json"):
        assert site.ask(path).status == 404
    assert site.ask("/static/a.abc123.css", method="POST").status == 405


def test_an_error_is_a_page_that_tells_nothing_of_the_code(site):
    answer = site.ask("/breaks")
    assert answer.status == 500
    assert b"on purpose" not in answer.body


def test_a_refusal_is_a_page_in_the_best_language(site):
    answer = site.ask("/echo", "Host: evil.example", "Accept-Language: xx, ar;q=0.9, en;q=0.8")
    assert answer["content-language"] == "ar"
    assert b'dir="rtl"' in answer.body
    assert answer["content-type"] == "text/html; charset=utf-8"


def test_a_refusal_looks_like_the_rest_of_the_site(site):
    page = site.ask("/echo", "Host: evil.example").body.decode()
    assert re.search(r'<link rel="stylesheet" href="/static/ui/kith[^"]*css">', page)
    assert page.count("<h1") == 1
    assert "data-theme" not in page


@pytest.mark.parametrize(
    ("cookie", "language", "theme"),
    [
        ("django_language=ar; theme=dark", "ar", "dark"),
        ("theme=light", "en", "light"),
        ('django_language=xx; theme="><script>', "en", ""),
        ("django_language=" + "a" * 3000, "en", ""),
    ],
)
def test_a_refusal_is_in_the_language_and_the_look_that_were_chosen(site, cookie, language, theme):
    answer = site.ask("/echo", "Host: evil.example", f"Cookie: {cookie}", "Accept-Language: en")
    assert answer["content-language"] == language
    assert f'<html lang="{language}"'.encode() in answer.body
    assert (b"data-theme" in answer.body) is bool(theme)
    assert f'data-theme="{theme}"'.encode() in answer.body or not theme
    assert b"<script" not in answer.body


@pytest.mark.parametrize("status", REASONS)
def test_every_refusal_is_there_in_every_language(status, settings):
    pages = Refusals().pages
    assert {language for kept, language, _ in pages if kept == status} == set(dict(settings.LANGUAGES))
    sent = {language: pages[status, language, ""] for language, _ in settings.LANGUAGES}
    assert b"data-theme" not in b"".join(sent.values())
    assert len(set(sent.values())) == len(sent)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets us find the listening socket")
def test_a_client_that_does_not_read_is_given_up(site):
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", site.port))
        line.sendall(request("/large"))
        ours = line.getsockname()[1]
        assert line.recv(100)
        wait_until(lambda: ours not in clients_of(site.port))
        assert site.ask("/large").status == 200


def test_a_client_that_reads_slowly_is_not(site):
    """It takes several times as long as one that does not read at all is given."""
    pause = threading.Event()
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", site.port))
        line.sendall(request("/large"))
        taken = b""
        for _ in range(30):
            taken += line.recv(2048)
            pause.wait(LIMITS.window / 8)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        while piece := line.recv(1 << 20):
            taken += piece
    assert len(taken) > 20_000_000


def clients_of(port: int) -> set[int]:
    """The ports of those to whom this server has an open connection."""
    return {each.raddr.port for each in psutil.net_connections("tcp") if each.raddr and each.laddr.port == port}
