"""A limit holds for a member and for a network, says when to come back, and keeps what was typed."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from kith.kernel import limits
from kith.kernel.limits import Rate, define, limited

define("say", member="2/h", network="4/h")


@limited("say")
def say(request):
    return HttpResponse("said")


SAY = limits.LIMITS.pop("say")  # the documentation is not to have it

urlpatterns = [path("say", say), path("", include("config.urls"))]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _one_window(monkeypatch):
    """No hour ends in the middle of a test."""
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_000)


def say_from(address: str, client: Client | None = None, **data: str):
    return (client or Client()).post("/say", data, REMOTE_ADDR=address)


def test_a_network_is_refused_past_its_limit_and_others_are_not(community):
    answers = [say_from("192.0.2.1").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert say_from("192.0.2.2").status_code == 200


def test_a_member_is_refused_wherever_they_are_and_others_are_not(cast, as_member):
    ana, ben = as_member(cast.ana), as_member(cast.ben)
    assert [say_from(f"192.0.2.{n}", ana).status_code for n in range(3)] == [200, 200, 429]
    assert say_from("192.0.2.9", ben).status_code == 200


def test_reading_does_not_count(community):
    assert {Client().get("/say").status_code for _ in range(9)} == {200}
    assert say_from("192.0.2.1").status_code == 200


def test_all_addresses_of_one_ipv6_customer_are_one_network(community):
    answers = [say_from(f"2001:db8:0:1::{n}").status_code for n in range(5)]
    assert answers[-1] == 429
    assert say_from("2001:db8:0:2::1").status_code == 200


def test_an_ipv4_address_is_the_same_when_it_comes_mapped(community):
    for _ in range(4):
        say_from("192.0.2.1")
    assert say_from("::ffff:192.0.2.1").status_code == 429


def test_the_refusal_says_when_and_keeps_what_was_typed(community):
    for _ in range(4):
        say_from("192.0.2.1")
    answer = say_from("192.0.2.1", text="Dear <all>", audience="2", csrfmiddlewaretoken="old")
    assert answer["Retry-After"] == "3600"
    assert "Dear &lt;all&gt;</textarea>" in answer.text
    assert '<input type="hidden" name="audience" value="2">' in answer.text
    assert "old" not in answer.text


def test_htmx_gets_a_message_and_the_form_stays(community):
    for _ in range(4):
        say_from("192.0.2.1")
    answer = Client().post("/say", {"text": "Hi"}, REMOTE_ADDR="192.0.2.1", headers={"HX-Request": "true"})
    assert answer.status_code == 429
    assert answer["HX-Retarget"] == "#messages"
    assert "60 minutes" in answer.text
    assert "<html" not in answer.text


def test_the_next_window_is_open(community, monkeypatch):
    for _ in range(5):
        say_from("192.0.2.1")
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_003_600)
    assert say_from("192.0.2.1").status_code == 200


def test_a_limit_that_can_not_be_counted_lets_through(community, monkeypatch):
    monkeypatch.setattr(limits, "count_up", lambda key, seconds: 0)
    assert {say_from("192.0.2.1").status_code for _ in range(9)} == {200}


@pytest.mark.parametrize("text", ["", "5", "5/x", "/h", "5/-1h"])
def test_a_rate_that_can_not_be_read_is_refused(text):
    with pytest.raises(ValueError, match="not a rate"):
        Rate.read(text)


def test_a_name_is_defined_once_and_before_its_use(monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", {})
    define("whisper")
    with pytest.raises(ValueError, match="twice"):
        define("whisper")
    with pytest.raises(ValueError, match="no such limit"):
        limited("sing")
