"""The core in each language, on a phone: to sign up, follow, publish, react and answer, by the words on the page."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.journeys.test_on_a_phone import WIDTH, too_wide

PAGES = ["/", "/notifications/", "/settings/", "/settings/language/", "/accounts/2fa/", "/nowhere"]
JAVANESE = "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ"
IS_LOADED = "() => [...document.fonts].some((face) => face.family.includes('Javanese') && face.status === 'loaded')"


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_the_core_is_told_in_this_language(at_browser, unused_handle, language):
    dewi = at_browser(unused_handle("dewi"), viewport=WIDTH, is_mobile=True, has_touch=True, locale=language).signs_up()
    direction = "rtl" if language == "ar" else "ltr"
    expect(dewi.page.locator(f"html[lang={language}][dir={direction}]")).to_have_count(1)
    dewi.open("/@olu").page.locator(".profile-actions form.follow button").click()
    expect(dewi.page.locator(".profile-actions form.follow")).to_contain_text(dewi.word("Following"))
    post = dewi.publishes(f"📷 {dewi.handle}", audience="Everyone")
    dewi.reacts(post, "Love")
    dewi.comments(post, "👍 1")
    assert [found for path in [*PAGES, post, f"/@{dewi.handle}"] if (found := too_wide(dewi, path))] == []


def test_in_javanese_time_is_told_though_the_browser_knows_no_word_of_it(at_browser, unused_handle):
    dewi = at_browser(unused_handle("dewi"), locale="jv").signs_up()
    dewi.open(dewi.publishes(f"🕰 {dewi.handle}"))
    expect(dewi.page.locator(".post-head time").first).to_have_text(dewi.word("now", "a moment"))


def test_letters_for_javanese_come_with_its_script_alone(at_browser, unused_handle):
    dewi = at_browser(unused_handle("dewi")).open("/accounts/signup/")  # where nobody else's words are
    expect(dewi.page.get_by_label("Handle", exact=True)).to_be_visible()
    assert not dewi.page.evaluate(IS_LOADED)
    dewi.signs_up()
    dewi.open(dewi.publishes(f"{JAVANESE} {dewi.handle}", shown=dewi.handle))
    dewi.page.wait_for_function(IS_LOADED)
