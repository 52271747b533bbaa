"""What stands beside a member's pages: people to follow with a reason, and friends' birthdays."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.graph import birthdays, suggesting
from kith.graph.actions import block, dismiss, follow, mute, set_private, unfollow
from kith.graph.audiences import Audience
from kith.graph.beside import beside
from kith.graph.models import Birthday, Dismissal
from kith.people.models import Profile, State


@pytest.fixture
def around(cast):
    """Cyd follows Ben, who follows Ana; both Ben and Mo follow Olu, and Cyd follows Mo."""
    Profile.objects.update(last_seen_at=timezone.now())
    Profile.objects.filter(handle="ben").update(following_count=1)
    for follower, followed in [(cast.cyd, cast.ben), (cast.ben, cast.olu), (cast.mo, cast.olu), (cast.cyd, cast.mo)]:
        follow(follower=follower, followed=followed)
    suggesting.refresh()
    return cast


def reasons(page):
    """By handle, the reason why somebody is suggested, as a page says it."""
    found = {}
    for item in page.split('<li class="list-row suggestion">')[1:]:
        handle = item.split('href="/@')[1].split('"')[0]
        found[handle] = item.split('<p class="person-handle">')[1].split("</p>")[0]
    return found


def home(as_member, member):
    return reasons(as_member(member).get("/").text)


def test_home_names_whom_one_follows_and_counts_the_others(around, as_member):
    assert home(as_member, around.cyd) == {
        "olu": "Followed by <bdi>Mo</bdi> and 1 other",
        "ana": "Followed by <bdi>Ben</bdi>",
    }


def test_all_suggestions_stand_on_their_own_page(around, as_member):
    assert set(reasons(as_member(around.cyd).get("/people/suggested/").text)) == {"ana", "olu"}


def test_who_follows_one_already_is_said_to(around, as_member):
    assert home(as_member, around.ana)["ben"] == "Follows you"


def test_the_follows_of_a_private_account_are_not_told(around, as_member):
    set_private(member=around.ana, private=True)
    assert home(as_member, around.cyd)["ana"] == "Suggested for you"


def test_nobody_is_named_who_is_gone_or_no_longer_followed(around, as_member):
    unfollow(follower=around.cyd, followed=around.ben)
    assert home(as_member, around.cyd)["ana"] == "Suggested for you"


def test_nobody_is_named_who_no_longer_follows(around, as_member):
    unfollow(follower=around.ben, followed=around.ana)
    assert home(as_member, around.cyd)["ana"] == "Suggested for you"


@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.LEAVING])
def test_nobody_is_named_who_is_not_shown(around, as_member, state):
    Profile.objects.filter(pk=around.ben.pk).update(state=state)
    assert home(as_member, around.cyd)["ana"] == "Suggested for you"


def test_nobody_is_named_whom_one_has_muted(around, as_member):
    mute(actor=around.cyd, target=around.ben)
    assert home(as_member, around.cyd)["ana"] == "Suggested for you"


@pytest.mark.parametrize("how", ["block", "blocked", "mute", "follow", "dismiss", "unlist", "suspend", "ask"])
def test_what_has_changed_since_holds_at_once(around, as_member, how):
    """Without the task: a suggestion that may no longer be shown is not."""
    cyd, ana = around.cyd, around.ana
    assert "ana" in home(as_member, cyd)
    if how == "ask":
        set_private(member=ana, private=True)
    changes = {
        "block": lambda: block(actor=cyd, target=ana),
        "blocked": lambda: block(actor=ana, target=cyd),
        "mute": lambda: mute(actor=cyd, target=ana),
        "follow": lambda: follow(follower=cyd, followed=ana),
        "ask": lambda: follow(follower=cyd, followed=ana),
        "dismiss": lambda: dismiss(actor=cyd, target=ana),
        "unlist": lambda: Profile.objects.filter(pk=ana.pk).update(is_listed=False),
        "suspend": lambda: Profile.objects.filter(pk=ana.pk).update(state=State.SUSPENDED),
    }
    changes[how]()
    assert set(home(as_member, cyd)) == {"olu"}


def test_a_suggestion_is_dismissed_with_and_without_scripts(around, as_member):
    browser = as_member(around.cyd)
    response = browser.post("/@ana/dismiss", headers={"HX-Request": "true"})
    assert (response.status_code, response.content) == (200, b"")
    assert browser.post("/@olu/dismiss").status_code == 302
    assert home(as_member, around.cyd) == {}
    suggesting.suggest([around.cyd.pk])
    assert home(as_member, around.cyd) == {}


def test_whom_one_has_just_stopped_following_is_not_suggested(around):
    unfollow(follower=around.cyd, followed=around.mo)
    assert Dismissal.objects.filter(member=around.cyd, dismissed=around.mo).exists()


def test_the_column_takes_one_query(around):
    beside(around.cyd)
    with CaptureQueriesContext(connection) as queries:
        assert len(beside(around.cyd).people) == 2
    assert len(queries) == 1


@pytest.fixture
def friends(cast):
    """Ana and Ben are friends. It is Ana's birthday today, which friends may know."""
    follow(follower=cast.ana, followed=cast.ben)
    today = timezone.localdate()
    Profile.objects.update(last_seen_at=timezone.now())
    Profile.objects.filter(pk=cast.ana.pk).update(birthday=today.replace(year=2000), birthday_audience=Audience.FRIENDS)
    birthdays.mark()
    return cast


def celebrates(as_member, member):
    return "birthdays-title" in as_member(member).get("/").text


def test_a_friends_birthday_is_told(friends, as_member):
    assert celebrates(as_member, friends.ben)
    assert "Today" in as_member(friends.ben).get("/").text
    assert not celebrates(as_member, friends.cyd)
    birthdays.mark()
    assert Birthday.objects.count() == 1


def test_a_birthday_within_a_week_is_told_and_a_later_one_is_not(friends, as_member):
    born = timezone.localdate() + timedelta(days=3)
    for ahead, told in [(3, True), (20, False)]:
        born = (timezone.localdate() + timedelta(days=ahead)).replace(year=1996)
        Profile.objects.filter(pk=friends.ana.pk).update(birthday=born)
        birthdays.mark()
        assert celebrates(as_member, friends.ben) == told


@pytest.mark.parametrize("how", ["only me", "unfollow", "unfollowed", "block", "mute", "suspend", "remove"])
def test_who_may_not_know_a_birthday_is_not_told(friends, as_member, how):
    ana, ben = friends.ana, friends.ben
    assert celebrates(as_member, ben)
    changes = {
        "only me": lambda: Profile.objects.filter(pk=ana.pk).update(birthday_audience=Audience.ONLY_ME),
        "unfollow": lambda: unfollow(follower=ben, followed=ana),
        "unfollowed": lambda: unfollow(follower=ana, followed=ben),
        "block": lambda: block(actor=ana, target=ben),
        "mute": lambda: mute(actor=ben, target=ana),
        "suspend": lambda: Profile.objects.filter(pk=ana.pk).update(state=State.SUSPENDED),
        "remove": lambda: Profile.objects.filter(pk=ana.pk).update(birthday=None),
    }
    changes[how]()
    assert not celebrates(as_member, ben)
