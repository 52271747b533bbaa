"""Announcements: who sees them, when, in which language, and how they are put away. Where there is none, none costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.community import announcements, current
from kith.community.actions import announce, change_announcement, withdraw
from kith.community.models import Announcement, Community, Dismissal

FRIDAY = "We meet on Friday"


@pytest.fixture
def say(cast):
    """Announces something, as Olu."""

    def said(**given) -> Announcement:
        whole = {
            "words": {"en": FRIDAY},
            "starts_at": timezone.now() - timedelta(minutes=1),
            "ends_at": None,
            "is_public": False,
            "on_front_page": False,
            "is_dismissible": True,
        }
        return announce(actor=cast.olu, **{**whole, **given})

    return said


def test_members_see_it_at_the_top_of_home_and_strangers_do_not(cast, as_member, say):
    say()
    assert FRIDAY in as_member(cast.cyd).get("/").text
    assert FRIDAY not in as_member(None).get("/").text


def test_one_on_the_front_page_is_seen_by_strangers_too(cast, as_member, say):
    say(is_public=True, on_front_page=True)
    assert FRIDAY in as_member(None).get("/").text
    assert FRIDAY in as_member(cast.cyd).get("/").text


def test_one_for_everyone_is_seen_where_strangers_look_around(cast, as_member, say):
    Community.objects.update(reading="anyone", stamp=5)
    current.forget()
    say(is_public=True)
    say(words={"en": "Among ourselves"})
    assert FRIDAY not in as_member(None).get("/").text
    page = as_member(None).get("/?tab=community").text
    assert FRIDAY in page
    assert "Among ourselves" not in page


@pytest.mark.parametrize(("starts", "ends"), [(1, None), (1, 2), (-2, -1)])
def test_before_its_time_and_after_nobody_sees_it(cast, as_member, say, starts, ends):
    say()
    said = say(
        words={"en": "We met"},
        starts_at=timezone.now() + timedelta(hours=starts),
        ends_at=timezone.now() + timedelta(hours=ends) if ends else None,
    )
    page = as_member(cast.cyd).get("/").text
    assert FRIDAY in page
    assert "We met" not in page
    assert as_member(cast.cyd).post(f"/announcements/{said.pk}/dismissal/").status_code == 404


def test_it_is_read_in_ones_own_language_else_in_the_communitys(cast, as_member, say):
    say(words={"nl": "Vrijdag", "en": FRIDAY, "ar": "الجمعة"})
    home = as_member(cast.cyd)
    assert "Vrijdag" in home.get("/", headers={"accept-language": "nl"}).text
    page = home.get("/", headers={"accept-language": "tr"}).text
    assert '<div class="announcement-text" lang="en" dir="auto">' in page
    assert FRIDAY in page


def test_markup_in_it_is_shown_as_text(cast, as_member, say):
    say(words={"en": "<b>Friday</b><script>alert(1)</script>\n\nSee https://example.org"})
    page = as_member(cast.cyd).get("/").text
    assert "&lt;b&gt;Friday&lt;/b&gt;" in page
    assert "<script>alert" not in page
    assert '<a href="https://example.org" rel="nofollow">' in page


def test_a_member_puts_it_away_for_themselves(cast, as_member, say):
    said = say()
    cyd = as_member(cast.cyd)
    for _ in range(2):
        assert cyd.post(f"/announcements/{said.pk}/dismissal/").status_code == 302
    assert FRIDAY not in cyd.get("/").text
    assert FRIDAY in as_member(cast.ben).get("/").text


def test_what_can_not_be_put_away_stays(cast, as_member, say):
    said = say(is_dismissible=False)
    page = as_member(cast.cyd).get("/").text
    assert "/dismissal/" not in page
    as_member(cast.cyd).post(f"/announcements/{said.pk}/dismissal/")
    assert not Dismissal.objects.exists()
    assert FRIDAY in as_member(cast.cyd).get("/").text


def test_strangers_put_nothing_away(client, say):
    said = say(is_public=True, on_front_page=True)
    assert "/dismissal/" not in client.get("/").text
    assert client.post(f"/announcements/{said.pk}/dismissal/").status_code == 404


def test_it_is_changed_and_withdrawn(cast, as_member, say):
    said = say()
    cyd = as_member(cast.cyd)
    cyd.get("/")
    given = {name: getattr(said, name) for name in ("starts_at", "ends_at", "is_public", "on_front_page")}
    change_announcement(
        actor=cast.olu, announcement=said, words={"en": "We meet on Monday"}, is_dismissible=False, **given
    )
    assert "We meet on Monday" in cyd.get("/").text
    withdraw(actor=cast.olu, announcement=said)
    assert "We meet on Monday" not in cyd.get("/").text


def test_nothing_to_put_away_costs_no_query(cast, as_member, say, monkeypatch):
    asked = []
    monkeypatch.setattr(announcements, "_dismissed", lambda member: asked.append(member) or [])
    home = as_member(cast.cyd)
    home.get("/")
    say(is_dismissible=False)
    assert FRIDAY in home.get("/").text
    assert asked == []
    say(words={"en": "Monday"})
    assert "Monday" in home.get("/").text
    assert asked == [cast.cyd.pk]
