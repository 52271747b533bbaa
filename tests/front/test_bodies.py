"""Bodies come whole, in time and within the limit, or not at all."""

import hashlib
import threading

from tests.front.conftest import read, request
from tests.front.site import LIMITS


def test_a_body_reaches_django_whole(site):
    body = bytes(range(256)) * 40
    seen = site.ask("/echo", method="POST", body=body).json()
    assert seen["size"] == len(body)
    assert seen["sha"] == hashlib.sha256(body).hexdigest()


def test_a_large_body_reaches_django_from_disk(site):
    body = b"x" * (LIMITS.body - 1)
    assert site.ask("/echo", method="POST", body=body).json()["sha"] == hashlib.sha256(body).hexdigest()


def test_a_body_past_the_limit_is_refused_before_it_is_sent(site):
    answer = site.send(request("/echo", f"Content-Length: {LIMITS.body + 1}", method="POST"))
    assert answer.status == 413


def test_a_length_that_is_no_length_is_refused(site):
    for length in ("-1", "1" * 5000, "1e3", "٣"):
        assert site.send(request("/echo", f"Content-Length: {length}", method="POST")).status in {400, 413, 431}


def test_a_body_without_a_length_is_refused(site):
    raw = request("/echo", "Transfer-Encoding: chunked", method="POST") + b"3\r\nabc\r\n0\r\n\r\n"
    assert site.send(raw).status == 411


def test_a_post_without_a_body_is_let_in(site):
    assert site.ask("/echo", method="POST").json()["size"] == 0


def test_a_body_that_stops_coming_is_refused_and_the_connection_closed(site):
    answer = site.send(request("/echo", "Content-Length: 100", method="POST") + b"some")
    assert answer.status == 408


def test_a_body_that_ends_early_never_reaches_django(site):
    with site.connect() as line:
        line.sendall(request("/echo", "Content-Length: 100", method="POST") + b"some")
        line.shutdown(1)
        assert read(line).status in {0, 400}


def test_a_slow_body_that_moves_is_let_in(site):
    """It takes several times the window, and is never slower than the window asks."""
    pause = threading.Event()
    pieces = 12
    with site.connect() as line:
        line.sendall(request("/echo", f"Content-Length: {pieces * LIMITS.window_bytes}", method="POST"))
        for _ in range(pieces):
            line.sendall(b"x" * LIMITS.window_bytes)
            pause.wait(LIMITS.window / 4)
        assert read(line).json()["size"] == pieces * LIMITS.window_bytes


def test_headers_that_stop_coming_close_the_connection(site):
    with site.connect() as line:
        line.sendall(b"GET /echo HTTP/1.1\r\nHost: loc")
        assert read(line).status in {0, 408}


def test_a_connection_that_sends_nothing_is_closed(site):
    with site.connect() as line:
        assert line.recv(1) == b""
