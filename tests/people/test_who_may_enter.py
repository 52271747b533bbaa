import pytest
from django.test import Client
from django.urls import get_resolver

from kith.people.models import Profile, State
from kith.people.sign_in_urls import urlpatterns
from tests.cast import PASSWORD


def test_words_sent_after_the_session_ended_are_handed_back(cast):
    sent = {"handle": "what I had typed", "csrfmiddlewaretoken": "secret", "password": "secret"}
    answer = Client().post("/settings/handle/", sent)
    assert answer.status_code == 403
    assert "what I had typed" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_htmx_is_sent_to_sign_in_as_a_whole_page(cast):
    htmx = {"HX-Request": "true", "HX-Current-URL": "http://testserver/settings/"}
    answer = Client().post("/settings/handle/", {"handle": "x"}, headers=htmx)
    assert answer["HX-Redirect"] == "/accounts/login/?next=/settings/"


def test_who_signs_in_comes_back_to_where_they_were(cast):
    browser = Client()
    sent_to = browser.get("/settings/language/")["Location"]
    assert browser.post(sent_to, {"login": "ana", "password": PASSWORD})["Location"] == "/settings/language/"


@pytest.mark.parametrize("url", ["https://evil.example", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(cast, url):
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": "ana", "password": PASSWORD, "next": url})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("state", [State.AWAITING, State.SUSPENDED, State.LEAVING])
def test_in_every_state_one_signs_out(cast, as_member, state):
    Profile.objects.filter(pk=cast.ben.pk).update(state=state)
    browser = as_member(cast.ben)
    assert browser.get("/status/").status_code == 200
    assert browser.post("/accounts/logout/").status_code == 302
    assert browser.get("/status/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(("state", "may"), [(State.SUSPENDED, True), (State.LEAVING, True), (State.AWAITING, False)])
def test_export_is_left_to_the_suspended_and_not_to_who_waits(cast, as_member, state, may):
    Profile.objects.filter(pk=cast.ben.pk).update(state=state)
    answer = as_member(cast.ben).get("/settings/export/")
    assert ((answer.status_code, answer.get("Location")) != (302, "/status/")) is may


def all_views(patterns):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from all_views(pattern.url_patterns)
        else:
            yield pattern.name, pattern.callback


def test_every_page_of_the_sign_in_library_has_a_limit():
    views = dict(all_views(urlpatterns))
    assert {"account_login", "account_signup", "mfa_authenticate", "usersessions_list"} <= views.keys()
    assert all(hasattr(view, "limit") for view in views.values())
    assert not hasattr(get_resolver().resolve("/status/").func, "limit")


def test_pages_are_kept_by_no_shared_cache(cast, as_member):
    for browser in (as_member(cast.ana), Client()):
        assert "private" in browser.get("/accounts/login/", follow=True)["Cache-Control"]
