"""The console is there for staff, each part for who may use it, and for nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.audit.models import Line
from kith.community.models import Community
from kith.graph.models import Starter
from kith.people.models import Invitation, Profile, State
from kith.posts.models import Post

MODERATORS = [
    *("", "log/", "members/", "members/{ana}/", "members/{ana}/state/", "applicants/", "invitations/", "posts/"),
    "posts/{post}/withhold/",
]
ADMINISTRATORS = ["starters/", "tasks/", "community/"]
CHANGES = [
    *("members/{ana}/state/", "members/{ana}/role/", "members/{ana}/reset/", "members/{ana}/answer/"),
    *("invitations/", "invitations/1/revocation/", "posts/", "posts/{post}/withhold/", "posts/{post}/restore/"),
    *("posts/{post}/text/", "starters/", "starters/{ana}/up/", "starters/{ana}/off/", "tasks/1/again/"),
    *("tasks/1/dismiss/", "community/"),
]


GIVEN = {"state": "3", "reason": "x", "role": "3", "approve": "", "uses": "1", "days": "1", "handle": "ben"}


def everything() -> list[list[tuple]]:
    """All that the console can change."""
    seen = [field.name for field in Profile._meta.concrete_fields if field.name != "last_seen_at"]
    return [
        list(Profile.objects.order_by("pk").values_list(*seen)),
        *(list(model.objects.order_by("pk").values_list()) for model in (Post, Community, Invitation, Starter, Line)),
    ]


def at(page: str, staff, post) -> str:
    return "/console/" + page.format(ana=staff.ana.pk, post=post.pk)


@pytest.mark.parametrize("page", MODERATORS)
def test_moderators_enter(staff, as_member, post, page):
    assert as_member(staff.mo).get(at(page, staff, post)).status_code == 200


@pytest.mark.parametrize("page", ADMINISTRATORS)
def test_administrators_enter_where_moderators_do_not(staff, as_member, post, page):
    assert as_member(staff.ada).get(at(page, staff, post)).status_code == 200
    assert as_member(staff.mo).get(at(page, staff, post)).status_code == 404


@pytest.mark.parametrize("page", MODERATORS + ADMINISTRATORS)
def test_to_members_the_console_is_not_there(staff, as_member, post, page):
    client = as_member(staff.ana)
    answer = client.get(at(page, staff, post))
    assert answer.status_code == 404
    assert answer.content == client.get("/no/such/page/").content


@pytest.mark.parametrize("page", MODERATORS + ADMINISTRATORS)
def test_strangers_are_asked_to_sign_in(staff, as_member, post, page):
    assert as_member(None).get(at(page, staff, post)).status_code == 302


@pytest.mark.parametrize("page", CHANGES)
def test_members_and_strangers_change_nothing(staff, as_member, post, page):
    before = everything()
    assert as_member(staff.ben).post(at(page, staff, post), GIVEN).status_code == 404
    assert as_member(None).post(at(page, staff, post), GIVEN).status_code in (302, 403)
    assert everything() == before


@pytest.mark.parametrize("state", [State.SUSPENDED, State.READ_ONLY])
def test_staff_who_are_restricted_do_not_enter(staff, as_member, state):
    Profile.objects.filter(pk=staff.mo.pk).update(state=state)
    assert as_member(staff.mo).get("/console/").status_code in (302, 404)


def test_staff_without_a_second_factor_are_sent_to_set_one_up(staff, as_member):
    Profile.objects.filter(pk=staff.mo.pk).update(role_since=timezone.now() - timedelta(days=8))
    answer = as_member(staff.mo).get("/console/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")


@pytest.mark.parametrize("page", ["members/{ana}/role/", "members/{ana}/reset/"])
def test_roles_and_reset_links_ask_for_a_fresh_sign_in(staff, as_member, freshly, post, page):
    answer = as_member(staff.olu).post(at(page, staff, post), {"role": "1"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert Profile.objects.get(pk=staff.ana.pk).role == 0
    assert freshly(staff.olu).get(at(page, staff, post)).status_code == 200


@pytest.mark.parametrize("page", ["members/{}/", "members/{}/state/", "posts/{}/withhold/"])
@pytest.mark.parametrize("number", ["1", str(1 << 63), "9" * 5000])
def test_what_never_was_is_not_there(staff, as_member, page, number):
    assert as_member(staff.olu).get("/console/" + page.format(number)).status_code == 404


def test_the_pages_offered_are_those_that_open(staff, as_member):
    for member in (staff.mo, staff.olu):
        client = as_member(member)
        shown = client.get("/console/").content.decode().split('<nav class="console-nav"')[1].split("</nav>")[0]
        addresses = [part.split('"')[0] for part in shown.split('href="')[1:]]
        assert len(addresses) >= 4
        assert all(client.get(address).status_code == 200 for address in addresses)
