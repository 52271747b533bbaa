from kith.people.models import Profile
from tests.feed.conftest import follow_five


def open_tab(page):
    return "following" if 'href="/?tab=following" aria-current="page"' in page.text else "community"


def test_community_is_open_until_a_member_follows_five_people(cast, as_member):
    browser = as_member(cast.cyd)
    assert open_tab(browser.get("/")) == "community"
    follow_five(cast.cyd)
    assert open_tab(browser.get("/")) == "following"


def test_the_last_tab_is_remembered(cast, as_member):
    browser = as_member(cast.cyd)
    browser.get("/?tab=following")
    assert open_tab(browser.get("/")) == "following"
    assert open_tab(as_member(cast.cyd).get("/")) == "following"
    browser.get("/?tab=community")
    assert open_tab(browser.get("/")) == "community"


def test_an_unknown_tab_changes_nothing(cast, as_member):
    browser = as_member(cast.cyd)
    browser.get("/?tab=following")
    assert open_tab(browser.get("/?tab=secrets")) == "following"
    assert Profile.objects.get(pk=cast.cyd.pk).home_tab == "following"


def test_a_newcomer_is_led_on_until_the_steps_are_done(cast, as_member):
    browser = as_member(cast.cyd)
    assert "/welcome/" in browser.get("/").text
    Profile.objects.filter(pk=cast.cyd.pk).update(welcome_step=3)
    assert "/welcome/" not in browser.get("/").text
