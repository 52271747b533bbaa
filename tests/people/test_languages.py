from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from kith.community.models import Community
from kith.people.models import Account

PAGE = "/accounts/login/"


def language(answer) -> str:
    return answer["Content-Language"]


def test_a_stranger_reads_in_the_browsers_language_and_else_in_the_communitys(community):
    assert language(Client().get(PAGE, headers={"Accept-Language": "ar-EG,en;q=0.5"})) == "ar"
    assert language(Client().get(PAGE, headers={"Accept-Language": "tlh"})) == "en"
    Community.objects.update(language="ar", stamp=2)
    Client().get(PAGE)  # reads the community again
    assert language(Client().get(PAGE, headers={"Accept-Language": "tlh"})) == "ar"


def test_what_was_switched_to_comes_before_the_browsers(community):
    browser = Client()
    browser.post("/language/", {"language": "ar"})
    assert language(browser.get(PAGE, headers={"Accept-Language": "en"})) == "ar"


def test_the_members_choice_comes_first_and_a_switch_changes_it(cast, as_member):
    Account.objects.filter(pk=cast.ana.account.pk).update(language="ar")
    browser = as_member(cast.ana)
    assert language(browser.get("/settings/", headers={"Accept-Language": "en"})) == "ar"
    browser.post("/language/", {"language": "en"})
    assert Account.objects.get(pk=cast.ana.account.pk).language == "en"
    assert language(as_member(cast.ana).get("/settings/", headers={"Accept-Language": "ar"})) == "en"


def test_a_language_that_the_community_does_not_offer_is_not_used(cast, as_member, community):
    Account.objects.filter(pk=cast.ana.account.pk).update(language="ar")
    Community.objects.update(languages=["nl", "es"], stamp=2)
    ana, stranger = as_member(cast.ana), Client()
    assert language(ana.get("/settings/", headers={"Accept-Language": "tr, es;q=0.5"})) == "es"
    page = stranger.get(PAGE, headers={"Accept-Language": "tr"})
    assert language(page) == "en"
    assert [code for code in dict(settings.LANGUAGES) if f'name="language" value="{code}"' in page.text] == [
        "en",
        "nl",
        "es",
    ]
    refused = stranger.post("/language/", {"language": "tr"}, follow=True)
    assert "This language is not offered here." in refused.text
    assert "django_language" not in stranger.cookies
    assert ana.post("/settings/language/", {"language": "ar", "time_zone": "UTC"}).status_code == 200
    assert language(ana.post("/settings/language/", {"language": "nl", "time_zone": "UTC"}, follow=True)) == "nl"


@pytest.mark.parametrize("code", ["xx", "../en", "ä", "en\x00", "a" * 5000])
def test_a_strange_language_in_cookie_form_or_address_harms_nothing(cast, as_member, code):
    browser = as_member(cast.ana)
    browser.cookies["django_language"] = code
    assert language(browser.get("/settings/")) == "en"
    assert "This language is not offered here." in browser.post("/language/", {"language": code}, follow=True).text
    assert browser.post("/settings/language/", {"language": code, "time_zone": "UTC"}).status_code == 200
    assert browser.get(f"/{quote(code)}/").status_code == 404


@pytest.mark.parametrize("header", ["", "*", ",,;q=", "x" * 5000, "en;q=2,ar;q=nan", "-", "\x00"])
def test_a_strange_header_harms_nothing(community, header):
    assert Client().get(PAGE, headers={"Accept-Language": header}).status_code == 200


def test_a_page_may_differ_by_cookie_and_language(community):
    assert {"Cookie", "Accept-Language"} <= set(Client().get(PAGE)["Vary"].replace(" ", "").split(","))
