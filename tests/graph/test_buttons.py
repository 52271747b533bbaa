"""Following, blocking and muting by the pages' forms, with and without htmx."""

import pytest

from kith.graph.actions import block, follow
from kith.graph.models import Block, Follow, FollowRequest, Mute
from kith.people.models import Profile, State

HTMX = {"HX-Request": "true"}
VERBS = ["follow", "unfollow", "remove", "approve", "decline", "block", "mute", "unmute"]


def test_the_follow_button_follows_and_becomes_its_undoing(cast, as_member):
    client = as_member(cast.cyd)
    response = client.post("/@ana/follow", headers=HTMX)
    assert Follow.objects.filter(follower=cast.cyd, followed=cast.ana).exists()
    assert 'action="/@ana/unfollow"' in response.content.decode()
    response = client.post("/@ana/unfollow", headers=HTMX)
    assert not Follow.objects.filter(follower=cast.cyd, followed=cast.ana).exists()
    assert 'action="/@ana/follow"' in response.content.decode()


def test_without_scripts_the_button_returns_to_its_page(cast, as_member):
    client = as_member(cast.cyd)
    response = client.post("/@ana/follow", headers={"Referer": "http://testserver/@ben/following"})
    assert response["Location"] == "http://testserver/@ben/following"
    response = client.post("/@ana/follow", headers={"Referer": "https://elsewhere.example/"})
    assert response["Location"] == "/@ana"


@pytest.mark.parametrize("verb", VERBS)
def test_the_verbs_are_not_for_strangers_nor_for_reading(cast, as_member, verb):
    as_member(None).post(f"/@ana/{verb}")
    if verb not in ("block", "mute"):
        assert as_member(cast.ben).get(f"/@ana/{verb}").status_code == 405
    assert list(Follow.objects.values_list("follower", "followed")) == [(cast.ben.pk, cast.ana.pk)]
    assert not Block.objects.exists()
    assert not Mute.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_the_verbs_do_not_reach_across_a_block(cast, as_member, verb):
    block(actor=cast.ana, target=cast.cyd)
    assert as_member(cast.cyd).post(f"/@ana/{verb}").status_code == 404
    assert Block.objects.count() == 1
    assert not Mute.objects.exists()
    assert not Follow.objects.filter(follower=cast.cyd).exists()


@pytest.mark.parametrize("verb", ["follow", "block", "mute"])
def test_nobody_does_it_to_themselves(cast, as_member, verb):
    assert as_member(cast.ana).post(f"/@ana/{verb}").status_code == 404


def test_a_read_only_member_can_not_follow_but_can_block(cast, as_member):
    Profile.objects.filter(pk=cast.cyd.pk).update(state=State.READ_ONLY)
    client = as_member(cast.cyd)
    assert client.post("/@ana/follow").status_code == 404
    assert client.post("/@ana/block").status_code == 302
    assert Block.objects.filter(blocker=cast.cyd).exists()


def test_requests_are_listed_to_the_one_who_is_asked(cast, as_member):
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True)
    as_member(cast.cyd).post("/@ana/follow")
    as_member(cast.mo).post("/@ana/follow")
    client = as_member(cast.ana)
    assert "/@cyd/approve" in client.get("/settings/requests/").content.decode()
    assert "/@cyd/approve" in client.get("/@cyd").content.decode()
    assert "cyd" not in as_member(cast.ben).get("/settings/requests/").content.decode()
    client.post("/@cyd/approve")
    client.post("/@mo/decline")
    assert Follow.objects.filter(follower=cast.cyd, followed=cast.ana).exists()
    assert not Follow.objects.filter(follower=cast.mo).exists()
    assert not FollowRequest.objects.exists()


def test_only_who_is_asked_can_approve(cast, as_member):
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True)
    as_member(cast.cyd).post("/@ana/follow")
    as_member(cast.cyd).post("/@ana/approve")
    as_member(cast.ben).post("/@cyd/approve")
    as_member(cast.olu).post("/@cyd/approve")
    assert not Follow.objects.filter(follower=cast.cyd).exists()


def test_blocked_members_are_listed_and_unblocked_there(cast, as_member):
    client = as_member(cast.ana)
    assert "Block" in client.get("/@ben/block").content.decode()
    assert not Block.objects.exists()
    client.post("/@ben/block")
    assert "/@ben/unblock" in client.get("/settings/blocks/").content.decode()
    assert "/@ben/unblock" not in as_member(cast.cyd).get("/settings/blocks/").content.decode()
    assert as_member(cast.ben).post("/@ana/unblock").status_code == 404
    assert Block.objects.exists()
    client.post("/@ben/unblock")
    assert not Block.objects.exists()
    assert client.get("/@ben").status_code == 200


def test_muting_asks_for_how_long_and_is_silent(cast, as_member):
    client = as_member(cast.ben)
    client.post("/@ana/mute", {"days": "7"})
    assert Mute.objects.get().until is not None
    client.post("/@ana/mute", {"days": ""})
    assert Mute.objects.get().until is None
    assert "/@ana/unmute" in client.get("/settings/mutes/").content.decode()
    assert "Muted" in client.get("/@ana").content.decode()
    assert "ben" not in as_member(cast.ana).get("/settings/mutes/").content.decode().split("<main")[1]
    assert client.post("/@ana/mute", {"days": "5000"}).status_code == 422
    client.post("/@ana/unmute")
    assert not Mute.objects.exists()


def test_a_profile_shows_what_its_viewer_may_do(cast, as_member):
    follow(follower=cast.ana, followed=cast.cyd)
    assert "Edit profile" in as_member(cast.ana).get("/@ana").content.decode()
    assert ">Follow back<" in as_member(cast.cyd).get("/@ana").content.decode()
    assert "Follows you" in as_member(cast.cyd).get("/@ana").content.decode()
    assert "Follows you" not in as_member(cast.mo).get("/@ana").content.decode()
    assert "/@ana/remove" not in as_member(cast.mo).get("/@ana").content.decode()
    assert "/@ana/remove" in as_member(cast.cyd).get("/@ana").content.decode()
