"""Hosts, paths and proxies: what is believed of a request."""

import pytest

PROXY = "127.0.0.2"


def test_another_host_is_refused(site):
    assert site.ask("/echo", "Host: evil.example").status == 400
    assert site.ask("/echo", "Host: localhost.evil.example").status == 400
    assert site.ask("/echo", "Host: LOCALHOST:8000").status == 200
    assert site.ask("/echo", "Host:").status == 400


def test_machines_may_ask_for_health_by_any_host(site):
    assert site.ask("/healthz", "Host: 10.1.2.3").status == 200


def test_a_database_that_is_not_migrated_is_not_ready(site):
    answer = site.ask("/readyz")
    assert answer.status == 503
    assert b"not migrated" in answer.body


def test_crawlers_are_told_to_stay_away(site):
    assert site.ask("/robots.txt").body == b"User-agent: *\nDisallow: /\n"
    assert site.ask("/page")["x-robots-tag"] == "noindex"


@pytest.mark.parametrize("path", ["/said/%00", "/said/%ff%fe", "/said/" + "a" * 5000])
def test_a_path_that_is_no_text_is_refused(site, path):
    assert site.ask(path).status == 400


def test_a_path_in_any_script_reaches_django(site):
    assert site.ask("/said/%D8%B9%D8%B1%D8%A8%D9%8A%20x").json()["path"] == "/said/عربي x"


def test_an_unknown_method_is_refused(site):
    assert site.ask("/echo", method="TRACE").status == 405


def test_nobody_is_believed_but_the_trusted_proxy(site):
    headers = ["X-Forwarded-For: 9.9.9.9", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil", "X-Real-IP: 9.9.9.9"]
    stranger = site.ask("/echo", *headers).json()["meta"]
    assert stranger["REMOTE_ADDR"] == "127.0.0.1"
    assert not [name for name in stranger if "FORWARDED" in name or "REAL" in name]


def test_the_trusted_proxy_says_who_asks_and_how(site):
    headers = ["X-Forwarded-For: 8.8.8.8, 9.9.9.9", "X-Forwarded-Proto: https"]
    told = site.ask("/echo", *headers, source=PROXY).json()["meta"]
    assert told["REMOTE_ADDR"] == "9.9.9.9"  # what the client itself wrote stands before it
    assert told["HTTP_X_FORWARDED_PROTO"] == "https"


def test_a_trusted_proxy_that_says_nonsense_is_taken_for_the_client(site):
    told = site.ask("/echo", "X-Forwarded-For: 9.9.9.9, unknown", source=PROXY).json()["meta"]
    assert told["REMOTE_ADDR"] == PROXY


def test_a_header_with_an_underscore_does_not_pass_for_another(site):
    told = site.ask("/echo", "X_Forwarded_For: 9.9.9.9", "Content_Length: 7", source=PROXY).json()["meta"]
    assert told["REMOTE_ADDR"] == PROXY
    assert told["CONTENT_LENGTH"] == ""
    assert "HTTP_X_FORWARDED_FOR" not in told


def test_headers_and_cookies_that_come_twice_are_joined(site):
    told = site.ask("/echo", "Cookie: a=1", "Cookie: b=2", "Accept: x", "Accept: y").json()["meta"]
    assert told["HTTP_COOKIE"] == "a=1; b=2"
    assert told["HTTP_ACCEPT"] == "x,y"
