"""A person at a browser, told in what they do. Works the same with scripts and without."""

from pathlib import Path
from typing import Self

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

import kith.demo
from tests.installation import PASSWORD

PHOTOS = Path(kith.demo.__file__).parent / "photos"


class Member:
    """Someone with a handle, and the page that they look at."""

    def __init__(self, handle: str, page: Page, language: str = "en", *, has_scripts: bool = True) -> None:
        self.handle = handle
        self.page = page
        self.language = language
        self.has_scripts = has_scripts

    def word(self, english: str, context: str | None = None) -> str:
        """What Kith says for an English message in the language of this member's browser."""
        with translation.override(self.language):
            return translation.pgettext(context, english) if context else translation.gettext(english)

    def open(self, path: str = "/") -> Self:
        self.page.goto(path)
        return self

    def press(self, name: str, within: Locator | None = None) -> None:
        (within or self.page.locator("main")).get_by_role("button", name=self.word(name), exact=True).click()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main").get_by_text(text).first).to_be_visible()

    def sees_nothing_of(self, text: str) -> None:
        """Ask after something that the page does show, or this is true of a page that has not come yet."""
        expect(self.page.locator("body")).not_to_contain_text(text)

    def is_told_there_is_nothing(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 404

    # Coming in

    def signs_up(self) -> Self:
        self.open("/accounts/signup/")
        self.page.get_by_label(self.word("Handle"), exact=True).fill(self.handle)
        self.page.get_by_label(self.word("Password"), exact=True).fill(PASSWORD)
        self.press("Sign up")
        expect(self.page.locator("body")).to_have_attribute("data-member", self.handle)
        return self

    def signs_in(self) -> Self:
        self.open("/accounts/login/")
        self.page.get_by_label(self.word("Handle or e-mail address")).fill(self.handle)
        self.page.get_by_label(self.word("Password"), exact=True).fill(PASSWORD)
        self.press("Sign in")
        expect(self.page.locator("body")).to_have_attribute("data-member", self.handle)
        return self

    def is_welcomed(self, photo: str, name: str, bio: str) -> Self:
        """The three steps of a newcomer; of those suggested nobody is followed."""
        self.open("/welcome/")
        self.page.get_by_label("Profile photo").set_input_files(PHOTOS / photo)
        if self.has_scripts:  # without them, the middle is taken
            self.press("Use this part")
        self.press("Continue")
        self.page.get_by_label("Name").fill(name)
        self.page.get_by_label("About you").fill(bio)
        self.press("Continue")
        expect(self.page.get_by_role("heading", name="Follow some people")).to_be_visible()
        self.press("Skip")
        expect(self.page.locator("#composer")).to_be_visible()
        return self

    # What members do

    def speaks(self, language: str) -> Self:
        """Choose the language in the member's own menu."""
        menu = self.open("/").page.locator(".topbar .menu")
        menu.locator("summary").first.click()
        menu.locator("summary").last.click()
        menu.locator(f"button[name=language][value={language}]").click()
        self.page.wait_for_selector(f"html[lang={language}]")
        return self

    def follows(self, other: "Member") -> None:
        self.open(f"/@{other.handle}")
        self.page.locator(".profile-actions form.follow button").click()
        expect(self.page.locator(".profile-actions form.follow")).to_contain_text(self.word("Following"))

    def is_friends_with(self, other: "Member") -> None:
        self.open(f"/@{other.handle}")
        self.page.locator(".profile-actions form.follow button").click()
        expect(self.page.locator(".profile-actions form.follow")).to_contain_text(self.word("Friends"))

    def publishes(
        self, text: str, audience: str = "Members", photos: list[str] | None = None, alt: str = "", shown: str = ""
    ) -> str:
        """Publish from home, and return the address of the post. `shown`: by what to know it, if not by all of it."""
        self.open("/")
        composer = self.page.locator("#composer")
        composer.locator("textarea").fill(text)
        composer.locator("select[name=audience]").select_option(label=self.word(audience))
        if photos:
            self.adds_photos(composer, photos, alt)
        composer.get_by_role("button", name=self.word("Post", "verb"), exact=True).click()
        card = self.own_card(shown or text)
        expect(card).to_be_visible()
        return self.address_of(card)

    def publishes_recording(self, path: Path, text: str, audience: str = "Members") -> str:
        """Publish a video or sound from home, wait until it is prepared, and return the address of the post."""
        composer = self.open("/").page.locator("#composer")
        composer.locator("input[name=photos]").set_input_files(path)
        expect(composer.locator(".pick input[name=photo]")).to_have_count(1)
        composer.locator("textarea").fill(text)
        composer.locator("select[name=audience]").select_option(label=self.word(audience))
        composer.get_by_role("button", name=self.word("Post", "verb"), exact=True).click()
        # The card follows by itself how far the worker is.
        expect(self.own_card(text).locator("video, [data-sound]")).to_be_visible(timeout=120_000)
        return self.address_of(self.own_card(text))

    def makes_album(self, title: str, photos: list[Path], audience: str = "Members") -> str:
        """Make an album and return its address."""
        self.open("/albums/new")
        self.page.get_by_label(self.word("Title")).fill(title)
        self.page.get_by_label(self.word("Who may see this")).select_option(label=self.word(audience))
        self.page.locator("input[name=photos]").set_input_files(photos)
        self.press("Create album")
        expect(self.page.get_by_role("heading", name=title)).to_be_visible()
        return self.page.url

    def adds_photos(self, composer: Locator, photos: list[str], alt: str) -> None:
        composer.locator("input[name=photos]").set_input_files([PHOTOS / name for name in photos])
        without_scripts = composer.get_by_role("button", name="Add photos")
        if without_scripts.is_visible():
            without_scripts.click()
        described = composer.get_by_label("What does this photo show?")
        expect(described).to_have_count(len(photos))
        for place in described.all():
            place.fill(alt)

    def card(self, text: str) -> Locator:
        """The post with this text, on the page that is open."""
        return self.page.locator("article.post", has_text=text).first

    def own_card(self, text: str) -> Locator:
        """The same, of this member's own: in the story before, somebody else may have written the same words."""
        its = self.page.locator("article.post", has_text=text)
        return its.filter(has=self.page.locator(f'.post-head a[href="/@{self.handle}"]')).first

    def address_of(self, card: Locator) -> str:
        return card.locator(".post-head a:has(time)").first.get_attribute("href") or ""

    def comments(self, address: str, text: str) -> None:
        self.open(address)
        self.page.locator("#reply textarea").fill(text)
        self.page.locator("#reply").get_by_role("button", name=self.word("Comment", "verb")).click()
        expect(self.page.locator("article.comment", has_text=text)).to_be_visible()

    def reacts(self, address: str, reaction: str) -> None:
        self.open(address)
        bar = self.page.locator("article.post .reactions").first
        bar.locator("summary").click()
        bar.get_by_role("button", name=self.word(reaction), exact=True).click()
        expect(bar.locator("button[aria-pressed=true]")).to_contain_text(self.word(reaction))

    def shares(self, address: str, words: str) -> str:
        self.open(address)
        self.page.locator("article.post").first.get_by_role("link", name=self.word("Share")).click()
        self.page.locator("#share-text").fill(words)
        form = self.page.locator("form.composer")
        form.locator("select[name=audience]").select_option(label=self.word("Members"))
        self.press("Share", form)
        card = self.card(words)
        expect(card).to_be_visible()
        return self.address_of(card)

    def blocks(self, other: "Member") -> None:
        self.open(f"/@{other.handle}/block")
        self.press("Block")
        self.open("/settings/blocks/")
        self.sees(f"@{other.handle}")
