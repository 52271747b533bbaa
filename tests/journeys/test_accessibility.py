"""axe-core finds nothing wrong on any page, in light and in dark, in English and, from right to left, in Arabic.

Each page is loaded once in each language. Colours alone change between light and dark, so there the rules about
contrast are asked again without loading the page anew.
"""

from pathlib import Path

import pytest

from tests.journeys.member import Member
from tests.journeys.pages import pages_of

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
ASK = """async ([rules]) => {
  const options = { resultTypes: ["violations"], preload: false };
  if (rules.length) options.runOnly = rules;
  const { violations } = await axe.run(document, options);
  return violations.flatMap((each) => each.nodes.map((node) =>
    `${each.id}: ${node.html.slice(0, 160)} ${node.any.map((check) => check.message).join(" ").slice(0, 200)}`));
}"""
CONTRAST = ["color-contrast", "link-in-text-block"]
LANGUAGES = {"en": "light", "ar": "dark"}  # and the other look for contrast
OTHER = {"light": "dark", "dark": "light"}


@pytest.fixture
def seat(at_browser):
    """Someone at a browser with axe, where nothing moves: colours on their way from one to the other are neither."""

    def at_page_with_axe(handle: str, locale: str = "en") -> Member:
        member = at_browser(handle, locale=locale, reduced_motion="reduce")
        member.page.context.add_init_script(path=AXE)
        return member

    return at_page_with_axe


def wrongs(member: Member, path: str, look: str) -> list[str]:
    """What axe finds on a page, as it is loaded in one look and then turned to the other."""
    member.page.emulate_media(color_scheme=look)
    answer = member.page.goto(path)
    assert answer is not None
    assert answer.headers["content-type"].startswith("text/html"), path
    found = asked(member, [])
    member.page.emulate_media(color_scheme=OTHER[look])
    return [f"{path} {each}" for each in found + asked(member, CONTRAST)]


def asked(member: Member, rules: list[str]) -> list[str]:
    return member.page.evaluate(ASK, [rules])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_member_is_for_everyone(seat, language):
    olu = seat("olu").signs_in()
    words = f"Low tide in {language}"  # of its own: the story before has left a post here too
    post = olu.publishes(f"{words} #bridge", photos=["castle.jpg"], alt="A castle", shown=words)
    olu.comments(post, "See you there")
    olu.speaks(language)
    number = post.rpartition("/")[2]
    own = ["/@olu", "/@olu/followers", "/@olu/following", "/tags/bridge", "/?tab=community", "/nowhere", post]
    of_post = [f"/posts/{number}/{what}" for what in ("edit", "delete", "share", "reactions", "photos", "history")]
    pages = [*own, *of_post, *pages_of("owner")]
    found = [wrong for path in pages for wrong in wrongs(olu, path, LANGUAGES[language])]
    olu.speaks("en")
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_stranger_is_for_everyone(seat, language):
    stranger = seat("", language)
    pages = [*pages_of("signed out"), "/nowhere"]
    assert [wrong for path in pages for wrong in wrongs(stranger, path, LANGUAGES[language])] == []


def test_a_planted_fault_is_found(seat):
    stranger = seat("").open("/accounts/login/")
    assert asked(stranger, []) == []
    stranger.page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    assert [found.split(":")[0] for found in asked(stranger, [])] == ["button-name"]
