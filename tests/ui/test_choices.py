"""Light or dark, and the language, can be chosen on every page."""

import pytest
from django.test import Client

from kith.people.models import Account

SIGN_IN = "/accounts/login/"


def test_a_strangers_page_offers_language_and_look(client, community):
    page = client.get(SIGN_IN).text
    assert (
        'formaction="/language/" name="language" value="ar" lang="ar" translate="no" aria-pressed="false">العربي'
        in page
    )
    assert 'formaction="/theme/" name="theme" value="auto" aria-pressed="true"' in page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_look_is_kept_on_this_device(client, community, theme):
    answer = client.post("/theme/", {"theme": theme})
    assert answer.status_code == 302
    page = client.get(SIGN_IN).text
    assert f'data-theme="{theme}"' in page
    assert f'value="{theme}" aria-pressed="true"' in page


def test_a_members_look_goes_with_them(cast, as_member):
    as_member(cast.ana).post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in as_member(cast.ana).get("/").text, "on another device too"
    assert "data-theme" not in as_member(cast.ben).get("/").text


def test_the_look_is_the_communitys_until_one_is_chosen(cast, as_member, client, community):
    community.theme, community.stamp = "dark", 2
    community.save()
    assert 'data-theme="dark"' in client.get(SIGN_IN).text
    ana = as_member(cast.ana)
    assert 'data-theme="dark"' in ana.get("/").text
    ana.post("/theme/", {"theme": "auto"})
    assert "data-theme" not in ana.get("/").text


def test_the_communitys_accent_is_a_style_sheet_of_its_own(client, community):
    assert "/accent/" not in client.get(SIGN_IN).text
    community.accent, community.stamp = "#D4380D", 2
    community.save()
    assert '<link rel="stylesheet" href="/accent/D4380D.css">' in client.get(SIGN_IN).text
    sheet = client.get("/accent/D4380D.css")
    assert sheet["Content-Type"].startswith("text/css")
    assert "immutable" in sheet["Cache-Control"]
    assert "--accent: light-dark(#" in sheet.text


@pytest.mark.parametrize("colour", ["red", "12345", "1234567", "%7D*%7Bcolor:red", "12345g"])
def test_an_accent_that_is_no_colour_is_not_found(client, community, colour):
    assert client.get(f"/accent/{colour}.css").status_code == 404


@pytest.mark.parametrize("theme", ["auto", "", '"><script>', "sepia"])
def test_any_other_look_is_that_of_the_device(client, community, theme):
    client.post("/theme/", {"theme": "dark"})
    client.post("/theme/", {"theme": theme})
    assert "data-theme" not in client.get(SIGN_IN).text


def test_a_forged_look_in_the_cookie_is_ignored(client, community):
    client.cookies["theme"] = '"><b>'
    assert "data-theme" not in client.get(SIGN_IN).text


def test_the_language_is_kept_and_turns_the_page_around(client, community):
    assert 'lang="en" dir="ltr"' in client.get(SIGN_IN).text
    client.post("/language/", {"language": "ar"})
    assert '<html lang="ar" dir="rtl"' in client.get(SIGN_IN).text


@pytest.mark.parametrize("language", ["xx", "", "ar" * 5000, "../en"])
def test_a_language_that_we_do_not_have_changes_nothing(client, community, language):
    assert client.post("/language/", {"language": language}).status_code == 302
    assert 'lang="en"' in client.get(SIGN_IN).text


def test_a_members_language_goes_with_them(cast, as_member):
    as_member(cast.ana).post("/language/", {"language": "ar"})
    assert Account.objects.get(pk=cast.ana.account_id).language == "ar"
    assert Account.objects.get(pk=cast.ben.account_id).language == ""


def test_a_choice_leads_back_to_where_it_was_made(client, community):
    answer = client.post("/theme/", {"theme": "dark"}, headers={"referer": "http://testserver/@ana"})
    assert answer["Location"] == "http://testserver/@ana"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert()", ""])
def test_a_choice_never_leads_to_another_site(client, community, elsewhere):
    answer = client.post("/theme/", {"theme": "dark"}, headers={"referer": elsewhere})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("address", ["/theme/", "/language/"])
def test_choices_are_not_made_by_links(client, community, address):
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("address", ["/theme/", "/language/"])
def test_choices_need_the_token_of_the_page(community, address):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(address, {"theme": "dark", "language": "ar"})
    assert answer.status_code == 403
    assert not {"theme", "django_language"} & set(client.cookies)


def test_an_expired_form_gives_the_text_back(community):
    answer = Client(enforce_csrf_checks=True).post("/theme/", {"text": "Long <b>words</b> I typed"})
    assert answer.status_code == 403
    assert "Long &lt;b&gt;words&lt;/b&gt; I typed</textarea>" in answer.text
