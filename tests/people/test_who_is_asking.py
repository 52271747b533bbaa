from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from kith.community import current
from kith.community.models import Community
from kith.people.middleware import MemberMiddleware
from kith.people.models import Account, Profile, Session, State
from kith.people.sessions import SessionStore


@pytest.fixture
def asks(as_member):
    """What a view knows of who asks with a browser's cookies."""

    def ask(browser: Client, view=lambda request: None) -> HttpRequest:
        request = HttpRequest()
        request.COOKIES = {name: morsel.value for name, morsel in browser.cookies.items()}
        request.session = SessionStore(request.COOKIES.get("sessionid"))

        def answer(request):
            request.said = view(request)
            return HttpResponse()

        MemberMiddleware(answer)(request)
        return request

    return ask


def test_one_query_tells_member_account_and_community(cast, as_member, asks, django_assert_num_queries):
    browser = as_member(cast.ana)
    asks(browser, lambda request: current.current())  # notes that she was seen, and keeps the community
    with django_assert_num_queries(1):
        request = asks(browser, lambda request: (current.current().name, request.member.account.username))
    assert request.said == ("Riverside", "ana")
    assert request.member == cast.ana
    assert request.user == cast.ana.account


def test_a_stranger_costs_no_query_and_no_session(cast, asks, django_assert_num_queries):
    with django_assert_num_queries(0):
        request = asks(Client())
    assert request.member is None
    assert not request.user.is_authenticated
    assert not request.session.accessed


@pytest.mark.parametrize("cookie", ["x" * 32, "short", "a" * 5000, "' OR 1=1 --", "é" * 32, "a\x00b" * 5])
def test_a_forged_cookie_is_a_stranger(cast, cookie):
    browser = Client()
    browser.cookies["sessionid"] = cookie
    assert browser.get("/accounts/login/").status_code == 200


def test_an_expired_session_is_a_stranger(cast, as_member, asks):
    browser = as_member(cast.ana)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert asks(browser).member is None


def test_a_change_of_password_or_state_signs_out(cast, as_member, asks):
    for field, value in (("password", "!"), ("stamp", 1)):
        browser = as_member(Profile.objects.get(pk=cast.ben.pk))
        assert asks(browser).member == cast.ben
        Account.objects.filter(pk=cast.ben.account.pk).update(**{field: value})
        assert asks(browser).member is None


def test_a_change_of_the_community_by_another_process_is_seen_at_once(cast, as_member, asks):
    browser = as_member(cast.ana)
    assert asks(browser, lambda request: current.current().name).said == "Riverside"
    Community.objects.update(name="Lakeside", stamp=2)
    assert asks(browser, lambda request: current.current().name).said == "Lakeside"
    assert asks(Client(), lambda request: current.current().name).said == "Lakeside"


def test_when_a_member_was_seen_is_noted_at_most_once_in_five_minutes(cast, as_member, asks):
    browser = as_member(cast.ana)
    asks(browser)
    first = Profile.objects.get(pk=cast.ana.pk).last_seen_at
    asks(browser)
    assert Profile.objects.get(pk=cast.ana.pk).last_seen_at == first
    Profile.objects.update(last_seen_at=first - timedelta(minutes=6))
    asks(browser)
    assert Profile.objects.get(pk=cast.ana.pk).last_seen_at >= first


def test_a_session_that_nears_its_end_is_renewed(cast, as_member, asks):
    browser = as_member(cast.ana)
    assert not asks(browser).session.modified
    Session.objects.update(expire_date=timezone.now() + timedelta(days=20))
    assert asks(browser).session.modified


def test_what_a_stranger_has_kept_is_kept_for_a_day(cast, as_member):
    Client().get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert Session.objects.get(account=None).expire_date <= timezone.now() + timedelta(days=1)
    as_member(cast.ana)
    assert Session.objects.get(account=cast.ana.account).expire_date > timezone.now() + timedelta(days=30)


def test_a_suspension_whose_time_is_over_ends_at_the_next_request(cast, as_member, asks):
    past = timezone.now() - timedelta(minutes=1)
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.SUSPENDED, state_until=past, state_reason="Spam")
    assert asks(as_member(cast.ben)).member.state == State.ACTIVE
    assert Profile.objects.get(pk=cast.ben.pk).state == State.ACTIVE
