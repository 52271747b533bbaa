import pytest
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


@pytest.mark.parametrize("header", ["", "*", ",,;q=", "x" * 5000, "en;q=2,ar;q=nan", "-", "\x00"])
def test_a_strange_header_harms_nothing(community, header):
    assert Client().get(PAGE, headers={"Accept-Language": header}).status_code == 200


def test_a_page_may_differ_by_cookie_and_language(community):
    assert {"Cookie", "Accept-Language"} <= set(Client().get(PAGE)["Vary"].replace(" ", "").split(","))
