"""What another site may do to who asks it: nothing that takes long, fills memory or never ends."""

import gzip
import zlib

import pytest

from kith.posts.links.fetching import REDIRECTS, Deadline, Unreachable
from tests.posts.foreign import serving


@pytest.fixture
def site():
    with serving() as site:
        yield site


def get(site, address, **more):
    options = {"types": ("text/html",), "most": 1000, "deadline": Deadline(5)} | more
    return site.web().get(address, **options)


def test_type_charset_and_final_address_come_with_the_bytes(site):
    site.page("/new", "<p>x", type="Text/HTML;  Charset='KOI8-R'")
    answer = get(site, site.moved("/old", "/new", 301))
    assert (answer.address, answer.type, answer.charset, answer.body) == (
        site.at("/new"),
        "text/html",
        "koi8-r",
        b"<p>x",
    )


@pytest.mark.parametrize(("hops", "arrives"), [(REDIRECTS, True), (REDIRECTS + 1, False)])
def test_so_many_redirects_and_no_more(site, hops, arrives):
    site.page("/0", "<title>There</title>")
    for hop in range(hops):
        site.moved(f"/{hop + 1}", f"/{hop}")
    if arrives:
        assert get(site, site.at(f"/{hops}")).body
    else:
        with pytest.raises(Unreachable, match="redirected too often"):
            get(site, site.at(f"/{hops}"))


def test_a_ring_of_redirects_ends(site):
    site.moved("/a", "/b")
    site.moved("/b", "/a")
    with pytest.raises(Unreachable, match="redirected too often"):
        get(site, site.at("/a"))
    assert len(site.asked) == REDIRECTS + 1


@pytest.mark.parametrize("status", [204, 206, 304, 400, 403, 404, 410, 429, 500, 503])
def test_only_a_whole_answer_will_do(site, status):
    site.answers["/"] = (status, {"Content-Type": "text/html"}, b"")
    with pytest.raises(Unreachable, match=f"answered {status}"):
        get(site, site.at("/"))


@pytest.mark.parametrize("type", ["application/pdf", "video/mp4", "text/plain", "image/svg+xml", ""])
def test_only_the_types_asked_for_will_do(site, type):
    site.page("/", "<title>x</title>", type=type)
    with pytest.raises(Unreachable, match="is "):
        get(site, site.at("/"))


def endless(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"<p>" * 10_000)


def test_an_endless_page_is_cut_or_refused(site):
    site.answers["/"] = endless
    assert len(get(site, site.at("/"), cut=True).body) == 1000
    with pytest.raises(Unreachable, match="longer than 1000 bytes"):
        get(site, site.at("/"))


def test_ten_megabytes_are_not_read(site):
    address = site.page("/", b"x" * 10_000_000)
    assert get(site, address, cut=True).body == b"x" * 1000


def test_packed_answers_are_unpacked(site):
    address = site.page("/", gzip.compress(b"<title>Packed</title>"), Content_Encoding="gzip")
    assert get(site, address).body == b"<title>Packed</title>"


def test_a_bomb_is_unpacked_no_further_than_there_is_room(site):
    address = site.page("/", gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")
    assert get(site, address, cut=True).body == b"0" * 1000
    with pytest.raises(Unreachable, match="longer than"):
        get(site, address)


@pytest.mark.parametrize(
    ("coding", "body"), [("gzip", b"no gzip"), ("br", b"\x0b"), ("deflate", zlib.compress(b"x")), ("gzip, gzip", b"x")]
)
def test_what_is_packed_in_another_way_is_refused(site, coding, body):
    address = site.page("/", body, Content_Encoding=coding)
    with pytest.raises(Unreachable):
        get(site, address)


def dripping(part):
    """An answer that never ends, a byte at a time, until who asks hangs up."""

    def drip(handler):
        if part == "body":
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
        while True:
            handler.wfile.write(b"x" if part == "body" else b"HTTP/1.1 100 Continue\r\n\r\n")
            handler.wfile.flush()

    return drip


@pytest.mark.parametrize("part", ["head", "body"])
def test_an_answer_that_never_ends_meets_the_deadline(site, part):
    site.answers["/"] = dripping(part)
    with pytest.raises(Unreachable):
        get(site, site.at("/"), most=1 << 40, deadline=Deadline(0.3))


def test_a_site_that_says_nothing_meets_the_deadline(site):
    site.answers["/"] = lambda handler: handler.rfile.read()
    with pytest.raises(Unreachable):
        get(site, site.at("/"), deadline=Deadline(0.2))


def raw(answer):
    return lambda handler: handler.wfile.write(answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0" * 500,
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1_000_000,
        b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_is_no_answer_is_none(site, answer):
    site.answers["/"] = raw(answer)
    with pytest.raises(Unreachable):
        get(site, site.at("/"))
