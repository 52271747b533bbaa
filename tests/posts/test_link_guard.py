"""Whom Kith contacts for a preview: never itself, its network or a cloud's keys, however the address is written."""

import socket
import ssl

import pytest

from kith.posts.links import fetching
from kith.posts.links.fetching import Deadline, Unreachable, Web
from kith.posts.links.guard import is_public
from tests.posts.foreign import HERE, certificate, serving

PRIVATE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::7f00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:2800:220:1::1%eth0",
    "ff02::1",
    "localhost",
    "",
]
PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_not_contacted(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is(address):
    assert is_public(address)


@pytest.fixture
def site():
    with serving() as site:
        yield site


def get(web, address, **more):
    options = {"types": ("text/html",), "most": 1000, "deadline": Deadline(5)} | more
    return web.get(address, **options)


LITERALS = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"]


@pytest.mark.parametrize("host", LITERALS)
def test_no_way_of_writing_this_machine_leads_to_it(site, host):
    site.page("/", "<title>Secret</title>")
    with pytest.raises(Unreachable, match="not at a public address"):
        get(Web(ports={site.port}), site.at("/", host))
    assert site.asked == []


def test_the_opened_guard_of_the_tests_would_have_reached_it(site):
    site.page("/", "<title>Open</title>")
    assert get(site.web(), site.at("/")).body == b"<title>Open</title>"


def test_one_private_address_among_public_ones_is_enough_to_refuse(site):
    web = site.web(may_contact=is_public, resolve=lambda host, port: ["93.184.215.14", HERE])
    with pytest.raises(Unreachable, match="not at a public address"):
        get(web, site.at("/"))


def test_a_name_that_changes_its_address_is_asked_once_and_that_answer_is_contacted(site):
    site.page("/", "<title>Checked</title>")
    answers = [[HERE], ["127.0.0.9"]]
    assert get(site.web(resolve=lambda host, port: answers.pop(0)), site.at("/")).body == b"<title>Checked</title>"
    assert answers == [["127.0.0.9"]]


def test_a_redirect_is_checked_like_the_first_address(site):
    site.page("/inside", "<title>Secret</title>")
    address = site.moved("/", site.at("/inside", "router.example"))
    names = {"news.example": [HERE], "router.example": ["192.168.1.1"]}
    with pytest.raises(Unreachable, match="not at a public address"):
        get(site.web(resolve=lambda host, port: names[host]), address)
    assert site.paths == ["/"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "http://[", ""])
def test_a_redirect_leads_only_to_the_web(site, to):
    address = site.moved("/", to)
    with pytest.raises(Unreachable):
        get(site.web(), address)
    assert set(site.paths) == {"/"}


def test_other_ports_than_those_of_the_web_are_not_tried(site):
    with pytest.raises(Unreachable, match="port"):
        get(Web(may_contact=lambda address: True, resolve=lambda host, port: [HERE]), site.at("/"))
    assert site.asked == []


def test_a_second_address_is_tried_when_the_first_does_not_answer(site):
    site.page("/", "<title>Second</title>")
    with socket.create_server((HERE, 0)) as closed:
        port = closed.getsockname()[1]
    assert port != site.port
    web = site.web(resolve=lambda host, port: ["127.0.0.77", HERE], may_contact=lambda address: True)
    assert get(web, site.at("/")).body == b"<title>Second</title>"


def test_a_resolver_that_never_answers_is_not_waited_for(site, monkeypatch):
    monkeypatch.setattr(fetching, "RESOLVE_SECONDS", 0.05)
    asked = fetching.threading.Event()
    with pytest.raises(Unreachable, match="not at a public address"):
        get(site.web(resolve=lambda host, port: asked.wait(60)), site.at("/"))
    asked.set()


@pytest.fixture
def secure(tmp_path):
    """A site with a certificate for news.example, and what trusts it."""
    pem, key = certificate(tmp_path, "news.example")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem, key)
    with serving(server) as site:
        yield site, ssl.create_default_context(cafile=str(pem))


def test_the_certificate_is_of_the_name_not_of_the_number(secure):
    site, trust = secure
    site.page("/", "<title>Signed</title>")
    assert get(site.web(tls=trust), site.at("/")).body == b"<title>Signed</title>"


def test_a_certificate_of_another_name_or_of_nobody_is_refused(secure):
    site, trust = secure
    site.page("/", "<title>Signed</title>")
    with pytest.raises(Unreachable, match="certificate"):
        get(site.web(tls=trust), site.at("/", "bank.example"))
    with pytest.raises(Unreachable, match="certificate"):
        get(site.web(), site.at("/"))
    assert site.asked == []


def test_nothing_is_sent_that_names_anybody(site):
    get(site.web(), site.page("/", "<title>x</title>") + "#ana")
    ((path, headers),) = site.asked
    assert path == "/"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
