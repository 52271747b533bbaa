"""Staff and members: finding, letting in, restricting, roles, ways back in. All of it in the log."""

import pytest

from kith.audit.log import broken_lines
from kith.audit.models import Line
from kith.people.models import Application, Invitation, Profile, ResetLink, Role, State
from tests.cast import PASSWORD, make_member


def fresh(member: Profile) -> Profile:
    return Profile.objects.get(pk=member.pk)


def logged(verb: str, target: Profile) -> list[tuple[int | None, str]]:
    lines = Line.objects.filter(verb=verb, target_id=target.pk)
    return list(lines.values_list("actor_id", "reason"))


def found(answer) -> list[str]:
    return [profile.handle for profile in answer.context["page"].rows]


def test_members_are_found_by_handle_name_state_and_role(staff, as_member):
    Profile.objects.filter(pk=staff.cyd.pk).update(display_name="Çiğdem", state=State.SUSPENDED)
    client = as_member(staff.mo)
    assert found(client.get("/console/members/", {"q": "@ben"})) == ["ben"]
    assert found(client.get("/console/members/", {"q": "Çiğ"})) == ["cyd"]
    assert found(client.get("/console/members/", {"state": int(State.SUSPENDED)})) == ["cyd"]
    assert found(client.get("/console/members/", {"role": int(Role.OWNER)})) == ["olu"]
    assert found(client.get("/console/members/", {"q": "nobody"})) == []
    assert len(found(client.get("/console/members/"))) == 6
    assert client.get("/console/members/", {"q": "a\0", "state": "99", "role": "x"}).status_code == 200


def test_the_list_is_paged(staff, as_member, make_many):
    make_many(60)
    client = as_member(staff.mo)
    first = client.get("/console/members/")
    second = client.get("/console/members/", {"before": first.context["page"].older})
    assert len(found(first)) == 50
    assert len(found(second)) == 16
    assert not set(found(first)) & set(found(second))


def test_a_member_page_says_who_invited_and_whom_they_invited(staff, as_member):
    Profile.objects.filter(pk=staff.cyd.pk).update(invited_by=staff.ana)
    client = as_member(staff.mo)
    assert f"/console/members/{staff.ana.pk}/" in client.get(f"/console/members/{staff.cyd.pk}/").content.decode()
    assert f"/console/members/{staff.cyd.pk}/" in client.get(f"/console/members/{staff.ana.pk}/").content.decode()


def test_suspending_takes_a_reason_and_an_end_and_is_lifted(staff, as_member):
    client, address = as_member(staff.mo), f"/console/members/{staff.ana.pk}/state/"
    assert client.post(address, {"state": int(State.SUSPENDED), "days": "7"}).status_code == 422
    assert fresh(staff.ana).state == State.ACTIVE
    given = {"state": int(State.SUSPENDED), "days": "7", "reason": "Selling river water"}
    assert client.post(address, given).status_code == 302
    ana = fresh(staff.ana)
    assert (ana.state, ana.state_reason, ana.state_until is not None) == (State.SUSPENDED, "Selling river water", True)
    client.post(address, {"state": int(State.ACTIVE), "reason": "Talked it over"})
    assert fresh(staff.ana).state == State.ACTIVE
    assert logged("set_state", staff.ana) == [(staff.mo.pk, "Selling river water"), (staff.mo.pk, "Talked it over")]
    shown = client.get(f"/console/members/{staff.ana.pk}/").content.decode()
    assert "Selling river water" in shown


@pytest.mark.parametrize("target", ["mo", "ada", "olu"])
def test_nobody_restricts_their_equals_or_betters(staff, as_member, target):
    address = f"/console/members/{getattr(staff, target).pk}/state/"
    given = {"state": int(State.SUSPENDED), "reason": "Coup"}
    assert as_member(staff.mo).post(address, given).status_code == 404
    assert fresh(getattr(staff, target)).state == State.ACTIVE


@pytest.mark.parametrize("state", [State.AWAITING, State.DEACTIVATED, State.LEAVING, 99])
def test_staff_give_no_state_that_is_not_theirs_to_give(staff, as_member, state):
    answer = as_member(staff.olu).post(f"/console/members/{staff.ana.pk}/state/", {"state": int(state), "reason": "x"})
    assert answer.status_code == 422
    assert fresh(staff.ana).state == State.ACTIVE


def test_applicants_are_answered_and_read_the_answer(staff, as_member):
    applicants = [make_member(handle, state=State.AWAITING) for handle in ("dee", "eve")]
    for profile in applicants:
        Application.objects.create(profile=profile, words="I live on the other side.")
    client = as_member(staff.ada)
    assert "I live on the other side." in client.get("/console/applicants/").content.decode()
    dee, eve = applicants
    client.post(f"/console/members/{dee.pk}/answer/", {"approve": "", "reason": "Welcome"})
    client.post(f"/console/members/{eve.pk}/answer/", {"decline": "", "reason": "Sorry"})
    assert (fresh(dee).state, fresh(eve).state) == (State.ACTIVE, State.AWAITING)
    assert Application.objects.get(profile=eve).answer == "Sorry"
    assert "I live on the other side." not in client.get("/console/applicants/").content.decode()
    assert logged("approve", dee) == [(staff.ada.pk, "Welcome")]
    assert client.get(f"/console/members/{staff.ana.pk}/answer/").status_code == 404


def test_roles_are_given_below_ones_own_only(staff, freshly):
    ada = freshly(staff.ada)
    assert ada.post(f"/console/members/{staff.ana.pk}/role/", {"role": int(Role.MODERATOR)}).status_code == 302
    assert fresh(staff.ana).role == Role.MODERATOR
    for role in (Role.ADMINISTRATOR, Role.OWNER):
        assert ada.post(f"/console/members/{staff.ben.pk}/role/", {"role": int(role)}).status_code == 422
    assert fresh(staff.ben).role == Role.MEMBER
    assert ada.post(f"/console/members/{staff.olu.pk}/role/", {"role": int(Role.MEMBER)}).status_code == 404
    assert fresh(staff.olu).role == Role.OWNER
    assert logged("set_role", staff.ana) == [(staff.ada.pk, "")]


def test_the_last_owner_stays_owner(staff, freshly):
    answer = freshly(staff.olu).post(f"/console/members/{staff.olu.pk}/role/", {"role": int(Role.MEMBER)})
    assert answer.status_code == 422
    assert fresh(staff.olu).role == Role.OWNER


def test_a_reset_link_is_shown_once_and_works_once(staff, freshly, as_member):
    client, address = freshly(staff.ada), f"/console/members/{staff.ana.pk}/reset/"
    assert "/reset/" not in client.get(address).content.decode().split("<main")[1].replace(address, "")
    assert not ResetLink.objects.exists()
    answer = client.post(address)
    assert answer["Cache-Control"] == "no-store"
    link = answer.context["link"]
    assert link in answer.content.decode()
    assert link not in client.get(address).content.decode()
    path = "/" + link.split("/", 3)[3]
    assert as_member(None).get(path).status_code == 200
    assert logged("make_reset_link", staff.ana) == [(staff.ada.pk, "")]
    assert client.post(f"/console/members/{staff.olu.pk}/reset/").status_code == 404
    assert PASSWORD not in str(list(Line.objects.values()))


def test_invitations_are_made_listed_and_taken_back(staff, as_member):
    client = as_member(staff.ada)
    client.post("/console/invitations/", {"uses": "3", "days": "7"})
    invitation = Invitation.objects.get()
    assert (invitation.inviter, invitation.uses_left) == (staff.ada, 3)
    assert invitation.token in client.get("/console/invitations/").content.decode()
    assert invitation.token not in as_member(staff.olu).get("/console/invitations/").content.decode()
    as_member(staff.olu).post(f"/console/invitations/{invitation.pk}/revocation/")
    invitation.refresh_from_db()
    assert invitation.revoked_at is not None
    assert client.post("/console/invitations/", {"uses": "0", "days": "7"}).status_code == 422


def test_the_log_shows_it_all_and_holds(staff, as_member):
    as_member(staff.mo).post(
        f"/console/members/{staff.ana.pk}/state/", {"state": int(State.READ_ONLY), "days": "1", "reason": "Cool down"}
    )
    shown = as_member(staff.mo).get("/console/log/").content.decode()
    assert "Cool down" in shown
    assert "@mo" in shown
    assert "changed the state" in shown
    assert list(broken_lines()) == []
