"""The community's picture rule: who sees which picture of whom, at once after a change of rule, choice or verdict."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.audit.models import Line
from kith.community.models import Community, PictureRule
from kith.graph.actions import block
from kith.graph.audiences import Audience
from kith.media.actions import sweep_items
from kith.notifications.models import Kind, Notification
from kith.people.actions.pictures import (
    PicturesNotAllowed,
    approve_pictures,
    choose_picture,
    refuse_picture,
    remove_picture,
    set_picture_rule,
)
from kith.people.models import PictureKind, Profile, ProfilePicture, Role, State, Verdict
from kith.people.permissions import NotAllowed
from kith.posts.actions import publish_post
from tests.cast import make_member
from tests.media.pictures import kept

AVATAR, COVER = PictureKind.AVATAR, PictureKind.COVER


@pytest.fixture
def cast(cast):
    """The cast, with staff who are new to their roles: no second factor is due yet."""
    Profile.objects.filter(role__gt=Role.MEMBER).update(role_since=timezone.now())
    for member in (cast.mo, cast.olu):
        member.refresh_from_db()
    return cast


@pytest.fixture
def rule(cast):
    return lambda rule: set_picture_rule(actor=cast.olu, rule=rule)


@pytest.fixture
def wear(cast):
    """Ana chooses a new picture; returns its photo."""

    def choose(kind=AVATAR, member=None):
        photo = kept(member or cast.ana)
        choose_picture(member=member or cast.ana, kind=kind, key=photo.key)
        return photo

    return choose


def picture(photo):
    return ProfilePicture.objects.get(key=photo.key)


def worn(member):
    return Profile.objects.values_list("avatar_key", "cover_key").get(pk=member.pk)


def status(client, photo, rendition="96"):
    return client.get(f"/media/{photo.key}/{rendition}").status_code


ROADS = ["/", "/@ana", "/people/", "/@ben/following", "/explore/", "/notifications/", "/search/?q=ana"]


@pytest.mark.parametrize("road", ROADS)
def test_a_stricter_rule_takes_pictures_off_every_page_at_once_and_a_looser_one_brings_them_back(
    cast, as_member, rule, wear, road, run_tasks
):
    photo, cover = wear(), wear(COVER)
    publish_post(author=cast.ana, text="Hello @ben", audience=Audience.MEMBERS)
    run_tasks()
    ben = as_member(cast.ben)
    assert photo.key in ben.get(road).text, "it shows, and what shows it is kept from now on"
    for stricter in (PictureRule.NONE, PictureRule.APPROVAL):
        rule(stricter)
        page = ben.get(road).text
        assert photo.key not in page
        assert cover.key not in page
        assert (status(ben, photo), status(ben, cover)) == (404, 404)
        rule(PictureRule.ALLOWED)
        assert photo.key in ben.get(road).text
        assert (status(ben, photo), status(ben, cover)) == (200, 200)


def test_nothing_is_lost_while_the_rule_shows_none(cast, rule, wear):
    photo = wear()
    rule(PictureRule.NONE)
    assert sweep_items(timezone.now() + timedelta(days=9)) == 0
    rule(PictureRule.ALLOWED)
    assert worn(cast.ana) == (photo.key, "")


def test_where_none_is_shown_none_can_be_chosen_and_the_own_one_can_go(cast, rule, wear):
    wear()
    rule(PictureRule.NONE)
    with pytest.raises(PicturesNotAllowed):
        wear()
    remove_picture(member=cast.ana, kind=AVATAR)
    rule(PictureRule.ALLOWED)
    assert worn(cast.ana) == ("", "")


def test_a_new_picture_waits_and_others_see_the_one_approved_before(cast, as_member, rule, wear):
    rule(PictureRule.APPROVAL)
    first = wear()
    assert worn(cast.ana) == ("", "")
    approve_pictures(actor=cast.mo, pictures=[picture(first).pk])
    second = wear()
    assert worn(cast.ana) == (first.key, "")
    ana, ben, mo = as_member(cast.ana), as_member(cast.ben), as_member(cast.mo)
    assert second.key in ana.get("/@ana").text
    assert "waits for approval" in ana.get("/@ana").text
    assert second.key not in ben.get("/@ana").text
    assert "waits for approval" not in ben.get("/@ana").text
    assert [status(client, second) for client in (ana, ben, mo, as_member(None))] == [200, 404, 200, 404]


def test_a_picture_that_is_changed_again_waits_again(cast, rule, wear):
    rule(PictureRule.APPROVAL)
    first, second = wear(), None
    seen = picture(first).pk
    second = wear()
    assert approve_pictures(actor=cast.mo, pictures=[seen]) == 0, "what staff looked at is not what waits now"
    assert worn(cast.ana) == ("", "")
    approve_pictures(actor=cast.mo, pictures=[picture(second).pk])
    assert worn(cast.ana) == (second.key, "")
    third = wear()
    assert worn(cast.ana) == (second.key, "")
    assert picture(third).verdict == Verdict.WAITING


def test_a_refusal_reaches_the_member_with_its_reason_and_nobody_sees_the_picture(
    cast, as_member, rule, wear, run_tasks
):
    rule(PictureRule.APPROVAL)
    photo = wear()
    refuse_picture(actor=cast.mo, picture=picture(photo), reason="This is a logo.")
    run_tasks()
    ana = as_member(cast.ana)
    told = ana.get("/notifications/").text
    assert "was not approved" in told
    assert "This is a logo." in told
    assert "This is a logo." in ana.get("/settings/profile/").text
    assert "This is a logo." not in as_member(cast.ben).get("/@ana").text
    assert [status(as_member(member), photo) for member in (cast.ben, cast.mo)] == [404, 404]
    rule(PictureRule.ALLOWED)
    assert worn(cast.ana) == ("", ""), "what staff refused stays refused"


def test_an_approval_is_told_and_a_second_refusal_anew(cast, rule, wear, run_tasks):
    rule(PictureRule.APPROVAL)
    for reason in ("Too dark.", "Still too dark."):
        refuse_picture(actor=cast.mo, picture=picture(wear()), reason=reason)
        run_tasks()
        assert Notification.objects.get(kind=Kind.NO_PICTURE, member=cast.ana).read_at is None
        Notification.objects.update(read_at=timezone.now())
    approve_pictures(actor=cast.mo, pictures=[picture(wear()).pk])
    run_tasks()
    assert Notification.objects.get(kind=Kind.PICTURE).member == cast.ana


def test_what_staff_decide_is_in_the_log(cast, rule, wear):
    rule(PictureRule.APPROVAL)
    approve_pictures(actor=cast.mo, pictures=[picture(wear()).pk])
    refuse_picture(actor=cast.mo, picture=picture(wear(COVER)), reason="An advertisement.")
    lines = list(Line.objects.order_by("id").values_list("verb", "actor_id", "target_id", "reason"))
    assert lines[-2:] == [
        ("approve_picture", cast.mo.pk, cast.ana.pk, ""),
        ("refuse_picture", cast.mo.pk, cast.ana.pk, "An advertisement."),
    ]
    assert lines[0][:2] == ("change_community", cast.olu.pk)


def test_members_decide_about_no_picture_and_moderators_not_about_the_rule(cast, rule, wear):
    rule(PictureRule.APPROVAL)
    photo = wear()
    with pytest.raises(NotAllowed):
        approve_pictures(actor=cast.ana, pictures=[picture(photo).pk])
    with pytest.raises(NotAllowed):
        refuse_picture(actor=cast.ben, picture=picture(photo), reason="Mine is nicer.")
    for actor in (cast.ana, cast.mo, make_member("ada", role=Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            set_picture_rule(actor=actor, rule=PictureRule.ALLOWED)
    assert Community.objects.get().pictures == PictureRule.APPROVAL
    assert worn(cast.ana) == ("", "")


def test_staff_see_a_picture_only_while_they_are_asked_about_it(cast, as_member, rule, wear):
    rule(PictureRule.APPROVAL)
    photo = wear()
    block(actor=cast.ana, target=cast.mo)
    mo = as_member(cast.mo)
    assert status(mo, photo) == 200, "a block hides nothing from who looks after the community"
    Profile.objects.filter(pk=cast.mo.pk).update(role_since=None)
    assert status(mo, photo) == 404, "without the second factor that the role asks for"
    Profile.objects.filter(pk=cast.mo.pk).update(role_since=timezone.now())
    rule(PictureRule.NONE)
    assert status(mo, photo) == 404
    rule(PictureRule.APPROVAL)
    Profile.objects.filter(pk=cast.ana.pk).update(state=State.SUSPENDED)
    assert status(mo, photo) == 404


def test_a_picture_under_a_rule_that_asks_nobody_replaces_the_former_for_good(cast, rule, wear):
    rule(PictureRule.APPROVAL)
    approve_pictures(actor=cast.mo, pictures=[picture(wear()).pk])
    rule(PictureRule.ALLOWED)
    replaced = wear()
    rule(PictureRule.APPROVAL)
    assert worn(cast.ana) == ("", ""), "the one that Ana took off does not come back"
    assert ProfilePicture.objects.get().key == replaced.key


def test_cards_are_drawn_anew_only_for_whom_the_rule_changes_something(cast, rule, wear):
    wear()
    stamps = dict(Profile.objects.values_list("handle", "stamp"))
    rule(PictureRule.NONE)
    after = dict(Profile.objects.values_list("handle", "stamp"))
    assert after.pop("ana") == stamps.pop("ana") + 1
    assert after == stamps
