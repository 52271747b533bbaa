import hashlib
import threading

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from kith.community.actions import AlreadyFounded, change, found
from kith.community.current import current
from kith.community.models import Community
from kith.people.models import Account, Profile, Role
from kith.people.set_up_link import FILE

TOKEN = "the token of this start"
GIVEN = {
    "name": "Riverside",
    "tagline": "Neighbours by the river",
    "language": "en",
    "joining": "approval",
    "reading": "anyone",
    "handle": "olu",
    "email": "olu@example.org",
    "password": "a long enough one",
}


@pytest.fixture
def link(db):
    path = settings.DATA / FILE
    path.write_text(hashlib.sha256(TOKEN.encode()).hexdigest())
    yield f"/setup/{TOKEN}"
    path.unlink(missing_ok=True)


@pytest.mark.parametrize("path", ["/", "/@ana", "/accounts/login/", "/nothing/here", "/settings/"])
def test_before_set_up_every_page_says_so(db, path):
    answer = Client().get(path)
    assert answer.status_code == 503
    assert "being set up" in answer.content.decode()


def test_the_link_makes_community_and_owner_and_signs_them_in(link):
    browser = Client()
    assert browser.get(link).status_code == 200
    assert browser.post(link, GIVEN).status_code == 302
    community, owner = Community.objects.get(), Profile.objects.get()
    assert (community.name, community.joining, community.reading) == ("Riverside", "approval", "anyone")
    assert (owner.handle, owner.role) == ("olu", Role.OWNER)
    assert browser.session["_auth_user_id"] == str(owner.account_id)


def test_the_link_is_dead_after_set_up(link):
    Client().post(link, GIVEN)
    assert Client().get(link).status_code == 404
    (settings.DATA / FILE).write_text(hashlib.sha256(TOKEN.encode()).hexdigest())
    assert Client().post(link, GIVEN).status_code == 404
    assert Community.objects.count() == Account.objects.count() == 1


@pytest.mark.parametrize("token", ["wrong", hashlib.sha256(TOKEN.encode()).hexdigest(), "%00", "x" * 5000])
def test_a_wrong_token_opens_nothing(link, token):
    assert Client().get(f"/setup/{token}").status_code == 404
    assert Client().post(f"/setup/{token}", GIVEN).status_code == 404
    assert not Community.objects.exists()


def test_without_a_printed_link_no_token_opens(db):
    assert Client().get(f"/setup/{TOKEN}").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " \u200b "),
        ("name", "\u202egnirts"),
        ("handle", "ab"),
        ("handle", "settings"),
        ("password", "too short"),
        ("password", "password1234"),
        ("email", "a@example.org\nBcc: b@example.org"),
        ("joining", "maybe"),
        ("language", "xx"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(link, field, value):
    answer = Client().post(link, {**GIVEN, field: value})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Community.objects.exists()


def test_a_community_is_founded_once(community):
    with pytest.raises(AlreadyFounded):
        found(name="Another")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_up_at_once_one_does():
    done = []

    def try_it(name):
        try:
            done.append(found(name=name).name)
        except AlreadyFounded:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it, args=[name]) for name in ("One", "Two", "Three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [Community.objects.get().name]


def test_a_change_raises_the_stamp_and_is_seen(cast, django_capture_on_commit_callbacks):
    before = current().stamp
    with django_capture_on_commit_callbacks(execute=True):
        change(actor=cast.olu, name="Lakeside")
    assert (current().name, current().stamp) == ("Lakeside", before + 1)
