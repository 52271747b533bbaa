"""The picture rule in pages: the owner sets it, staff look at what waits, members read why they can't choose."""

import pytest

from kith.community.models import Community, PictureRule
from kith.people.actions.pictures import choose_picture, set_picture_rule
from kith.people.models import PictureKind, Profile, ProfilePicture, Verdict
from tests.media.pictures import encoded, kept, quarters, upload


@pytest.fixture
def asking(staff):
    set_picture_rule(actor=staff.olu, rule=PictureRule.APPROVAL)


@pytest.fixture
def waiting(staff, asking):
    """A new avatar of Ana's and one of Ben's, which wait."""

    def choose(member):
        choose_picture(member=member, kind=PictureKind.AVATAR, key=kept(member).key)
        return ProfilePicture.objects.get(member=member)

    return [choose(member) for member in (staff.ana, staff.ben)]


def verdicts():
    return dict(ProfilePicture.objects.values_list("member__handle", "verdict"))


def test_the_owner_sets_the_rule(staff, as_member):
    olu = as_member(staff.olu)
    assert olu.post("/console/pictures/rule/", {"rule": "none"}).status_code == 302
    assert Community.objects.get().pictures == PictureRule.NONE
    assert olu.post("/console/pictures/rule/", {"rule": "sometimes"}).status_code == 422
    assert Community.objects.get().pictures == PictureRule.NONE


@pytest.mark.parametrize("name", ["ana", "mo", "ada"])
def test_nobody_else_finds_the_page_of_the_rule(staff, as_member, name):
    client = as_member(getattr(staff, name))
    assert client.get("/console/pictures/rule/").status_code == 404
    assert client.post("/console/pictures/rule/", {"rule": "none"}).status_code == 404
    assert Community.objects.get().pictures == PictureRule.ALLOWED


def test_staff_approve_one_or_all_that_they_looked_at(staff, as_member, waiting):
    mo, (ana, ben) = as_member(staff.mo), waiting
    page = mo.get("/console/pictures/").text
    assert ana.key in page
    assert ben.key in page
    mo.post("/console/pictures/approval/", {"picture": [ana.pk, "x", "9" * 40]})
    assert verdicts() == {"ana": Verdict.APPROVED, "ben": Verdict.WAITING}
    assert ana.key not in mo.get("/console/pictures/").text
    mo.post("/console/pictures/approval/", {"picture": [ana.pk, ben.pk]})
    assert verdicts() == {"ana": Verdict.APPROVED, "ben": Verdict.APPROVED}


def test_staff_refuse_only_with_a_reason(staff, as_member, waiting):
    mo, address = as_member(staff.mo), f"/console/pictures/{waiting[0].pk}/refusal/"
    assert mo.get(address).status_code == 200
    assert mo.post(address, {"reason": " "}).status_code == 422
    assert verdicts()["ana"] == Verdict.WAITING
    assert mo.post(address, {"reason": "A logo."}).status_code == 302
    assert verdicts()["ana"] == Verdict.REFUSED
    assert mo.get(address).status_code == 404


def test_members_find_neither_the_queue_nor_its_buttons(staff, as_member, waiting):
    ben = as_member(staff.ben)
    assert ben.get("/console/pictures/").status_code == 404
    assert ben.post("/console/pictures/approval/", {"picture": waiting[1].pk}).status_code == 404
    assert ben.post(f"/console/pictures/{waiting[0].pk}/refusal/", {"reason": "No."}).status_code == 404
    assert set(verdicts().values()) == {Verdict.WAITING}


def test_an_upload_against_the_rule_is_refused_with_the_reason(staff, as_member):
    set_picture_rule(actor=staff.olu, rule=PictureRule.NONE)
    ana = as_member(staff.ana)
    page = ana.get("/settings/profile/").text
    assert "generated pictures for everyone" in page
    assert 'type="file"' not in page
    given = {"birthday_audience": 3, "bio": "By the river", "avatar": upload(encoded(quarters()))}
    answer = ana.post("/settings/profile/", given)
    assert answer.status_code == 422
    assert "generated pictures for everyone" in str(answer.context["form"].errors["avatar"])
    assert "By the river" in answer.text
    assert ana.post("/welcome/photo/", {"avatar": upload(encoded(quarters()))}).status_code == 422
    assert not ProfilePicture.objects.exists()


def test_a_newcomer_is_not_asked_for_a_photo_where_none_is_shown(staff, as_member):
    set_picture_rule(actor=staff.olu, rule=PictureRule.NONE)
    assert as_member(staff.cyd).get("/welcome/photo/")["Location"] == "/welcome/about/"


def test_a_member_sees_that_the_new_picture_waits(staff, as_member, asking):
    ana = as_member(staff.ana)
    ana.post("/settings/profile/", {"birthday_audience": 3, "avatar": upload(encoded(quarters()))})
    page = ana.get("/settings/profile/").text
    assert "waits for approval" in page
    assert ProfilePicture.objects.get().key in page
    assert Profile.objects.get(pk=staff.ana.pk).avatar_key == ""
    ana.post("/settings/profile/", {"birthday_audience": 3, "remove_avatar": "on"})
    assert not ProfilePicture.objects.exists()
