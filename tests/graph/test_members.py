"""The road to a member by handle, and the lists of who follows whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.community.models import Community, Reading
from kith.graph.actions import block, follow
from kith.people.models import FormerHandle, Profile, State

PAGES = ["", "/followers", "/following"]


def let_anyone_read() -> None:
    Community.objects.update(reading=Reading.ANYONE)


@pytest.mark.parametrize("page", PAGES)
def test_members_find_each_other_by_handle_in_any_case(cast, as_member, page):
    assert as_member(cast.cyd).get(f"/@ana{page}").status_code == 200
    assert as_member(cast.cyd).get(f"/@ANA{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("handle", ["nobody", "a%00b", "%F0%9F%90%88", "x" * 3000, "..", "ana%0A"])
def test_a_handle_that_nobody_has_is_not_there(cast, as_member, page, handle):
    assert as_member(cast.cyd).get(f"/@{handle}{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("blocker", "blocked"), [("ana", "cyd"), ("cyd", "ana")])
def test_a_block_hides_either_side_as_if_they_were_not_there(cast, as_member, page, blocker, blocked):
    block(actor=getattr(cast, blocker), target=getattr(cast, blocked))
    hidden = as_member(cast.cyd).get(f"/@ana{page}")
    missing = as_member(cast.cyd).get(f"/@nix{page}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert as_member(cast.ana).get(f"/@cyd{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.LEAVING, State.AWAITING])
def test_who_is_not_shown_is_not_there(cast, as_member, page, state):
    Profile.objects.filter(pk=cast.ana.pk).update(state=state)
    assert as_member(cast.ben).get(f"/@ana{page}").status_code == 404
    assert as_member(cast.olu).get(f"/@ana{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_asked_to_sign_in_where_members_read(cast, as_member, page):
    for handle in ("ana", "nobody"):
        response = as_member(None).get(f"/@{handle}{page}")
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", PAGES)
def test_strangers_see_members_where_anyone_reads(cast, as_member, page):
    let_anyone_read()
    assert as_member(None).get(f"/@ana{page}").status_code == 200
    Profile.objects.filter(pk=cast.ana.pk).update(state=State.SUSPENDED)
    assert as_member(None).get(f"/@ana{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_handle_given_up_leads_to_the_new_one_for_a_while(cast, as_member, page):
    former = FormerHandle.objects.create(handle="anna", profile=cast.ana, until=timezone.now() + timedelta(days=1))
    moved = as_member(cast.cyd).get(f"/@anna{page}?before=5")
    assert (moved.status_code, moved["Location"]) == (301, f"/@ana{page}?before=5")
    block(actor=cast.ana, target=cast.ben)
    assert as_member(cast.ben).get(f"/@anna{page}").status_code == 404
    FormerHandle.objects.filter(pk=former.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert as_member(cast.cyd).get(f"/@anna{page}").status_code == 404


@pytest.mark.parametrize("page", ["/followers", "/following"])
def test_lists_of_a_private_account_are_for_its_followers(cast, as_member, page):
    let_anyone_read()
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True)
    assert as_member(cast.ana).get(f"/@ana{page}").status_code == 200
    assert as_member(cast.ben).get(f"/@ana{page}").status_code == 200
    assert as_member(cast.cyd).get(f"/@ana{page}").status_code == 404
    assert as_member(None).get(f"/@ana{page}").status_code == 404
    assert b"/@ana/followers" not in as_member(cast.cyd).get("/@ana").content


def test_lists_leave_out_who_may_not_be_seen(cast, as_member):
    follow(follower=cast.cyd, followed=cast.ana)
    follow(follower=cast.mo, followed=cast.ana)
    block(actor=cast.cyd, target=cast.olu)
    Profile.objects.filter(pk=cast.mo.pk).update(state=State.DEACTIVATED)
    shown = as_member(cast.olu).get("/@ana/followers").content.decode()
    assert "/@ben" in shown
    assert "/@cyd" not in shown
    assert "/@mo" not in shown
    assert "/@cyd" in as_member(cast.ben).get("/@ana/followers").content.decode()


def test_lists_are_paged_from_the_last_to_the_first(cast, as_member, make_many):
    for member in make_many(25):
        follow(follower=member, followed=cast.ana)
    client = as_member(cast.ben)
    first = client.get("/@ana/followers")
    older = first.context["page"].older
    second = client.get(f"/@ana/followers?before={older}")
    handles = [person.profile.handle for page in (first, second) for person in page.context["page"].rows]
    assert handles == [f"many{number}" for number in reversed(range(25))] + ["ben"]
    assert second.context["page"].older is None
    rows = client.get(f"/@ana/followers?before={older}", headers={"HX-Request": "true"}).content.decode()
    assert "many4" in rows
    assert "<html" not in rows


@pytest.mark.parametrize("cursor", ["x", "-1", "", "1e3", "9" * 5000, str(1 << 63), "٣"])
def test_a_forged_cursor_is_not_there(cast, as_member, cursor):
    assert as_member(cast.ben).get("/@ana/followers", {"before": cursor}).status_code == 404


def test_a_list_costs_the_same_however_long(cast, as_member, make_many, django_assert_num_queries):
    client = as_member(cast.ben)
    client.get("/@ana/followers")
    for member in make_many(15):
        follow(follower=member, followed=cast.ana)
    with django_assert_num_queries(5):  # session and member, the member of the page, block, list, bell
        client.get("/@ana/followers")
