"""Three members of Riverside, three scripts: what they write reaches whom it is for, and nobody else.

Told twice: at browsers with scripts, and at browsers that have none.
"""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.journeys.member import Member

LATIN = "Über den Fluß: the bridge is open again! #bridge"
ARABIC = "صباح الخير يا جيران! السوق مفتوح اليوم. #السوق"
JAVANESE = "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ ꦲꦶꦁꦤꦒꦫꦶ #ꦥꦱꦂ"
SECRET = "The key is under the flowerpot."


@pytest.fixture
def members(at_browser, unused_handle, scripts) -> SimpleNamespace:
    """Ana, Ben and Cyd, who have just signed up through the pages, and what they are going to say."""

    def come(name: str, photo: str, called: str, bio: str) -> Member:
        member = at_browser(unused_handle(name), java_script_enabled=scripts)
        return member.signs_up().is_welcomed(photo, called, bio)

    story = unused_handle("t")  # both tellings happen in one community
    said = {"latin": LATIN, "arabic": ARABIC, "javanese": JAVANESE, "secret": SECRET, "diary": "Dear diary"}
    return SimpleNamespace(
        said=SimpleNamespace(**{name: f"{text} {story}" for name, text in said.items()}),
        ana=come("ana", "owl.jpg", "Ana Müller", "I live by the bridge."),
        ben=come("ben", "cat.jpg", "بن", "أبيع الخضار في السوق"),
        cyd=come("cyd", "duck.jpg", "ꦱꦶꦢ꧀", "ꦏꦸꦭꦭꦒꦶꦧꦺꦭꦗꦂ"),
    )


def test_each_sees_what_is_for_them_and_nothing_else(members, at_browser):
    ana, ben, cyd, said = members.ana, members.ben, members.cyd, members.said
    they_follow_each_other(ana, ben, cyd)
    posts = they_publish(members)
    each_sees_what_is_theirs(members, posts)
    photo = the_photo_is_shown(ben, posts.bridge)
    shared = they_answer(ana, ben, cyd, posts.bridge)
    ana_hears_of_it(ana)
    ana.blocks(cyd)
    nothing_is_left_between(cyd, [f"/@{ana.handle}", posts.bridge, photo], said.latin)
    ben_still_sees_both(ben, posts.bridge, shared, said.latin)
    ana_sees_nothing_of(ana, cyd, posts.bridge, shared)
    a_stranger_sees_nothing(at_browser("stranger"), [posts.bridge, photo], said.latin)


def they_follow_each_other(ana: Member, ben: Member, cyd: Member) -> None:
    ben.follows(ana)
    cyd.follows(ana)
    ana.is_friends_with(ben)


def they_publish(members: SimpleNamespace) -> SimpleNamespace:
    ana, ben, cyd, said = members.ana, members.ben, members.cyd, members.said
    photos = ["bridge.jpg", "castle.jpg"]
    return SimpleNamespace(
        bridge=ana.publishes(said.latin, photos=photos, alt="A bridge of stone"),
        friends=ana.publishes(said.secret, audience="Friends"),
        market=ben.publishes(said.arabic, audience="Followers"),
        welcome=cyd.publishes(said.javanese),
        diary=cyd.publishes(said.diary, audience="Only me"),
    )


def each_sees_what_is_theirs(members: SimpleNamespace, posts: SimpleNamespace) -> None:
    ana, ben, cyd, said = members.ana, members.ben, members.cyd, members.said
    ben.open(posts.friends).sees(said.secret)
    ana.open(posts.market).sees(said.arabic)
    ana.open("/tags/السوق").sees(said.arabic)
    for member in (ana, ben):
        member.open("/?tab=community").sees(said.javanese)
        member.sees_nothing_of(said.diary)
        member.is_told_there_is_nothing(posts.diary)
    for page in ("/?tab=community", f"/@{ana.handle}"):
        cyd.open(page).sees(said.latin)
        cyd.sees_nothing_of(said.secret)
        cyd.sees_nothing_of(said.arabic)
    cyd.is_told_there_is_nothing(posts.friends)
    cyd.is_told_there_is_nothing(posts.market)


def the_photo_is_shown(member: Member, address: str) -> str:
    """Both photos have arrived, as pictures and not as their words alone; the address of the first."""
    shown = member.open(address).page.locator(".post .photos img")
    expect(shown).to_have_count(2)
    for image in shown.all():
        expect(image).to_have_attribute("alt", "A bridge of stone")
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 0
    return shown.first.get_attribute("src") or ""


def they_answer(ana: Member, ben: Member, cyd: Member, bridge: str) -> str:
    """Ben and Cyd comment and react; Cyd also shares, and the address of that is returned."""
    ben.comments(bridge, "أخيرا!")
    ben.reacts(bridge, "Love")
    cyd.comments(bridge, "Matur nuwun, Ana")
    cyd.reacts(bridge, "Wow")
    ana.open(bridge).sees("أخيرا!")
    ana.sees("Matur nuwun")
    return cyd.shares(bridge, "Look what Ana saw")


def ana_hears_of_it(ana: Member) -> None:
    expect(ana.open("/").page.locator(".nav .badge").first).to_be_visible()
    ana.open("/notifications/")
    for what in ("reacted to your post", "commented on your post", "follow you"):
        ana.sees(f"ꦱꦶꦢ꧀ and 1 other {what}")
    expect(ana.open("/").page.locator("#composer")).to_be_visible()
    expect(ana.page.locator(".nav .badge")).to_have_count(0)


def nothing_is_left_between(cyd: Member, paths: list[str], text: str) -> None:
    for path in paths:
        cyd.is_told_there_is_nothing(path)
    expect(cyd.open("/?tab=community").page.locator("#composer")).to_be_visible()
    cyd.sees_nothing_of(text)


def ben_still_sees_both(ben: Member, bridge: str, shared: str, text: str) -> None:
    ben.open(bridge).sees("Matur nuwun")
    ben.open(shared).sees("Look what Ana saw")
    ben.sees(text)


def ana_sees_nothing_of(ana: Member, cyd: Member, bridge: str, shared: str) -> None:
    ana.open(bridge).sees("أخيرا!")
    ana.sees_nothing_of("Matur nuwun")
    for path in (f"/@{cyd.handle}", shared):
        ana.is_told_there_is_nothing(path)


def a_stranger_sees_nothing(stranger: Member, paths: list[str], text: str) -> None:
    for path in paths:
        stranger.is_told_there_is_nothing(path)
    stranger.open("/").sees("Riverside")
    stranger.sees_nothing_of(text)
