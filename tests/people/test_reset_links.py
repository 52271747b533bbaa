from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kith.audit.models import Line
from kith.people.actions.ranks import set_role
from kith.people.actions.resets import UsedUp, make_reset_link, use_reset_link
from kith.people.models import Account, ResetLink, Role
from kith.people.permissions import NotAllowed
from tests.cast import PASSWORD, make_member

NEW = {"password": "quite another one"}


@pytest.fixture
def path(cast) -> str:
    link = make_reset_link(actor=cast.olu, member=cast.ben)
    return link[link.index("/reset/") :]


def test_a_link_sets_a_password_once_and_ends_sessions(cast, as_member, path):
    browser = as_member(cast.ben)
    assert "@ben" in Client().get(path).content.decode()
    assert Client().post(path, NEW).status_code == 302
    assert Account.objects.get(username="ben").check_password(NEW["password"])
    assert browser.get("/settings/")["Location"].startswith("/accounts/login/")
    assert Client().post(path, {"password": "a third one entirely"}).status_code == 404
    assert [line.verb for line in Line.objects.order_by("id")] == ["make_reset_link", "use_reset_link"]


def test_the_token_is_not_kept(path):
    token = path.split("/")[2]
    assert token not in str(ResetLink.objects.values().get())
    assert token not in str(list(Line.objects.values()))


@pytest.mark.parametrize("token", ["wrong", "x" * 4000, "%00", "é"])
def test_a_made_up_link_opens_nothing(cast, path, token):
    assert Client().get(f"/reset/{token}/").status_code == 404


def test_a_link_that_is_a_day_old_opens_nothing(path):
    ResetLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().post(path, NEW).status_code == 404


def test_a_newer_link_stops_the_older(cast, path):
    make_reset_link(actor=cast.olu, member=cast.ben)
    assert Client().get(path).status_code == 404


def test_a_password_that_the_member_changes_ends_the_link(cast, path):
    browser = Client()
    browser.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": NEW["password"], "password2": NEW["password"]}
    assert browser.post("/accounts/password/change/", new).status_code == 302
    assert Client().get(path).status_code == 404


def test_a_link_does_not_outlive_a_change_of_role(cast, path):
    set_role(actor=cast.olu, member=cast.ben, role=Role.OWNER)
    assert Client().get(path).status_code == 404


def test_a_weak_password_is_refused_and_the_link_still_works(path):
    answer = Client().post(path, {"password": "password123"})
    assert "password" in answer.context["form"].errors
    assert Client().post(path, NEW).status_code == 302


def test_a_link_that_was_read_twice_is_used_once(cast, path):
    link = ResetLink.objects.get()
    use_reset_link(link=link, password="first of the two")
    with pytest.raises(UsedUp):
        use_reset_link(link=link, password="second of the two")
    assert Account.objects.get(username="ben").check_password("first of the two")


@pytest.mark.parametrize(
    ("actor", "member"), [("ana", "ben"), ("mo", "ben"), ("ada", "olu"), ("ada", "ada"), ("olu", "olu")]
)
def test_only_administrators_make_links_and_only_for_lower_roles(cast, actor, member):
    cast.ada = make_member("ada", role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        make_reset_link(actor=getattr(cast, actor), member=getattr(cast, member))
    assert not ResetLink.objects.exists()
