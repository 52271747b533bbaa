"""On a phone no page is wider than the screen, in either direction of writing."""

import pytest

from tests.journeys.member import Member

WIDTH = {"width": 390, "height": 844}
UNBROKEN = "Donaudampfschifffahrt" * 20 + " https://example.org/" + "a-long-way-" * 20
STRANGERS = ["/", "/accounts/login/", "/accounts/signup/", "/nowhere"]
MEMBERS = [
    "/?tab=following",
    "/?tab=community",
    "/posts/new",
    "/notifications/",
    "/saved/",
    "/tags/bridge",
    "/welcome/photo/",
    "/welcome/about/",
    "/welcome/people/",
    "/settings/",
    "/settings/profile/",
    "/settings/handle/",
    "/settings/language/",
    "/settings/notifications/",
    "/settings/requests/",
    "/settings/blocks/",
    "/settings/mutes/",
    "/settings/leaving/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/console/",
    "/console/members/",
    "/console/invitations/",
    "/console/posts/",
    "/console/tasks/",
    "/console/community/",
]


@pytest.fixture
def olu(at_browser) -> Member:
    """The owner, who sees every page there is, and has written something that cannot be broken into lines."""
    return at_browser("olu", viewport=WIDTH, is_mobile=True, has_touch=True).signs_in()


def too_wide(member: Member, path: str) -> str:
    """The page, if it can be moved sideways."""
    answer = member.page.goto(path)
    assert answer is not None
    assert answer.status in {200, 404}, path
    page = member.page.evaluate(
        "() => ({ lang: document.documentElement.lang, wide: document.documentElement.scrollWidth, "
        "screen: document.documentElement.clientWidth })"
    )
    return f"{path} ({page['lang']}): {page['wide']} px" if page["wide"] > page["screen"] else ""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_of_a_member_moves_sideways(olu, language):
    post = olu.publishes(UNBROKEN + " #bridge", photos=["castle.jpg"], alt="A castle", shown="Donaudampf")
    olu.speaks(language)
    own = ["/@olu", "/@olu/followers", "/@olu/following", post]
    pages = [*MEMBERS, *own, post.replace("/@olu/", "/posts/") + "/reactions"]
    assert [found for path in pages if (found := too_wide(olu, path))] == []
    olu.speaks("en")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_of_a_stranger_moves_sideways(at_browser, language):
    stranger = at_browser("", viewport=WIDTH, is_mobile=True, has_touch=True, locale=language)
    assert [found for path in STRANGERS if (found := too_wide(stranger, path))] == []
