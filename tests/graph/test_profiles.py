"""What a profile says, who sees which part of it, and how its member changes it."""

import re
from datetime import date
from typing import Any

import pytest

from kith.community.models import Community, Reading
from kith.graph.actions import follow
from kith.graph.audiences import Audience
from kith.graph.models import Follow, FollowRequest
from kith.graph.profile import TOKEN
from kith.media.models import MediaItem
from kith.people.models import Profile, State
from tests.media.pictures import encoded, quarters, upload

ADDRESS = "/settings/profile/"


def given(**changes: Any) -> dict[str, Any]:
    """The form as Ana's browser sends it."""
    return {"display_name": "Ana", "birthday_audience": int(Audience.FRIENDS), **changes}


def save(client, **changes: Any):
    return client.post(ADDRESS, given(**changes))


def page(client, handle: str = "ana") -> str:
    return client.get(f"/@{handle}").content.decode()


@pytest.mark.parametrize("name", ["Zoë Ḃ", "Ömer Işık", "نور الدين", "ꦱꦶꦠꦶ", "李雷 🐈"])
def test_a_name_can_be_in_any_script(cast, as_member, name):
    assert save(as_member(cast.ana), display_name=name).status_code == 302
    assert name in page(as_member(cast.cyd))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", "x" * 61),
        ("display_name", "ana\u202egro.live"),
        ("display_name", "a" + "\u0301" * 50),
        ("display_name", "nul\0"),
        ("bio", "x" * 1001),
        ("bio", "\u0301" * 100_000),
        ("pronouns", "x" * 41),
        ("country", "XX"),
        ("country", "nl"),
        ("birthday", "2500-01-01"),
        ("birthday", "1200-01-01"),
        ("birthday", "yesterday"),
        ("birthday_audience", "9"),
        ("links", "javascript:alert(1)"),
        ("links", "data:text/html,x"),
        ("links", "ftp://example.org/"),
        ("links", "https://user@example.org/"),
        ("links", "mailto:ana@example.org"),
        ("links", "not an address"),
        ("links", "\n".join(f"https://example.org/{number}" for number in range(6))),
        ("links", "https://example.org/" + "x" * 300),
    ],
)
def test_what_can_not_be_is_refused_and_stays_typed(cast, as_member, field, value):
    response = save(as_member(cast.ana), **{"pronouns": "she/her", field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Profile.objects.get(pk=cast.ana.pk).pronouns == ""


def test_html_in_a_profile_is_text(cast, as_member):
    save(as_member(cast.ana), display_name="<b>Ana", bio="<script>alert(1)</script>", pronouns="<i>")
    shown = page(as_member(cast.cyd))
    assert "<b>Ana" not in shown
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_links_and_country_are_shown(cast, as_member):
    save(as_member(cast.ana), links="example.org/garden\r\nhttp://example.net\n\nhttp://example.net", country="NL")
    assert Profile.objects.get(pk=cast.ana.pk).links == ["https://example.org/garden", "http://example.net"]
    shown = page(as_member(cast.cyd))
    assert 'href="https://example.org/garden" rel="nofollow ugc noopener"' in shown
    assert "Netherlands" in shown
    Profile.objects.filter(pk=cast.cyd.pk).update()
    arabic = as_member(cast.cyd).get("/@ana", headers={"Accept-Language": "ar"}).content.decode()
    assert "هولندا" in arabic


@pytest.mark.parametrize(
    ("audience", "sees"),
    [
        (Audience.EVERYONE, ["ana", "ben", "cyd", "dee", None]),
        (Audience.MEMBERS, ["ana", "ben", "cyd", "dee"]),
        (Audience.FOLLOWERS, ["ana", "ben", "dee"]),
        (Audience.FRIENDS, ["ana", "dee"]),
        (Audience.ONLY_ME, ["ana"]),
    ],
)
def test_a_birthday_reaches_its_own_audience(cast, as_member, make_many, audience, sees):
    Community.objects.update(reading=Reading.ANYONE)
    (dee,) = make_many(1)
    follow(follower=dee, followed=cast.ana)
    follow(follower=cast.ana, followed=dee)
    save(as_member(cast.ana), birthday="1990-05-17", birthday_audience=int(audience))
    viewers = {"ana": cast.ana, "ben": cast.ben, "cyd": cast.cyd, "dee": dee, None: None}
    seen = [name for name, viewer in viewers.items() if "May 17" in page(as_member(viewer))]
    assert seen == sees
    assert "1990" not in page(as_member(cast.ben))


def test_a_private_accounts_birthday_reaches_followers_at_most(cast, as_member):
    save(as_member(cast.ana), birthday="1990-05-17", birthday_audience=int(Audience.EVERYONE), is_private="on")
    assert "May 17" in page(as_member(cast.ben))
    assert "May 17" not in page(as_member(cast.cyd))


def test_the_stamp_rises_with_what_cards_show_and_only_then(cast, as_member):
    client = as_member(cast.ana)
    before = Profile.objects.get(pk=cast.ana.pk).stamp
    save(client, bio="I live by the river.")
    assert Profile.objects.get(pk=cast.ana.pk).stamp == before
    save(client, display_name="Ana Maria")
    assert Profile.objects.get(pk=cast.ana.pk).stamp == before + 1


def test_opening_the_account_lets_in_who_waits(cast, as_member, run_tasks):
    client = as_member(cast.ana)
    save(client, is_private="on")
    follow(follower=cast.cyd, followed=cast.ana)
    follow(follower=cast.mo, followed=cast.ana)
    Profile.objects.filter(pk=cast.mo.pk).update(state=State.SUSPENDED)
    assert FollowRequest.objects.count() == 2
    save(client)
    run_tasks()
    assert Follow.objects.filter(follower=cast.cyd, followed=cast.ana).exists()
    assert not Follow.objects.filter(follower=cast.mo).exists()
    ana = Profile.objects.get(pk=cast.ana.pk)
    assert (ana.is_private, ana.follower_count) == (False, 2)


def test_an_account_closed_again_lets_nobody_in(cast, as_member, run_tasks):
    client = as_member(cast.ana)
    save(client, is_private="on")
    follow(follower=cast.cyd, followed=cast.ana)
    save(client)
    save(client, is_private="on")
    run_tasks()
    assert not Follow.objects.filter(follower=cast.cyd).exists()


def test_pictures_are_worn_changed_and_taken_off(cast, as_member):
    client = as_member(cast.ana)
    save(client, avatar=upload(encoded(quarters())), cover=upload(encoded(quarters())))
    ana = Profile.objects.get(pk=cast.ana.pk)
    assert {ana.avatar_key, ana.cover_key} == set(MediaItem.objects.values_list("key", flat=True))
    assert f"/media/{ana.avatar_key}/" in page(as_member(cast.cyd))
    save(client, display_name="Ana M")
    assert Profile.objects.get(pk=cast.ana.pk).avatar_key == ana.avatar_key
    save(client, remove_avatar="on")
    changed = Profile.objects.get(pk=cast.ana.pk)
    assert (changed.avatar_key, changed.cover_key) == ("", ana.cover_key)
    assert changed.stamp > ana.stamp


def test_a_picture_that_is_none_says_so_and_keeps_what_was_typed(cast, as_member):
    response = save(as_member(cast.ana), bio="By the river", avatar=upload(b"not a picture"))
    assert response.status_code == 422
    assert "avatar" in response.context["form"].errors
    assert "By the river" in response.content.decode()
    assert Profile.objects.get(pk=cast.ana.pk).avatar_key == ""


def test_strangers_and_suspended_members_edit_nothing(cast, as_member):
    assert save(as_member(None), display_name="Nobody").status_code == 403
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.SUSPENDED)
    assert save(as_member(cast.ben), display_name="Nobody").status_code == 302
    assert not Profile.objects.filter(display_name="Nobody").exists()


def test_the_form_shows_what_is_so(cast, as_member):
    Profile.objects.filter(pk=cast.ana.pk).update(
        bio="By the river", links=["https://example.org"], birthday=date(1990, 5, 17), country="SY"
    )
    shown = as_member(cast.ana).get(ADDRESS).content.decode()
    for value in ("By the river", "https://example.org", "1990-05-17", '"SY" selected'):
        assert value in shown


def test_no_words_of_a_member_stand_for_the_form_token_of_who_looks(cast, as_member):
    """In a link, they would send it to wherever the link leads."""
    save(as_member(cast.ana), bio="token-of-this-request", links="https://elsewhere.example/?t=token-of-this-request")
    html = page(as_member(cast.ben))
    assert 'href="https://elsewhere.example/?t=token-of-this-request"' in html
    assert TOKEN not in html  # what does stand for it is made anew by each process, and always filled in
    assert re.search(r"[0-9a-f]{16}", TOKEN)
