"""The member directory: who is in it, in which order, found by which words; and who may look."""

import pytest

from kith.graph.actions import block
from kith.people.models import Profile, State
from tests.cast import make_member


def handles(browser, address="/people/"):
    return [part.split('"')[0] for part in browser.get(address).text.split('class="person-name" href="/@')[1:]]


def test_everyone_is_listed_by_name_whatever_its_case_and_accents(cast, as_member):
    make_member("zed")
    for handle, name in [("olu", "Émile"), ("mo", "evan"), ("zed", "Eda")]:
        member = Profile.objects.get(handle=handle)
        member.display_name = name
        member.save(update_fields=["display_name"])
    assert handles(as_member(cast.ana)) == ["ana", "ben", "cyd", "zed", "olu", "mo"]


def test_the_newest_come_first_if_asked(cast, as_member):
    assert handles(as_member(cast.ana), "/people/?order=newest") == ["olu", "mo", "cyd", "ben", "ana"]


@pytest.mark.parametrize("order", ["name", "newest"])
def test_pages_follow_each_other_without_a_gap(community, as_member, make_many, order):
    members = make_many(45)
    browser, address, found = as_member(members[0]), f"/people/?order={order}", []
    while address:
        text = browser.get(address).text
        found += [part.split('"')[0] for part in text.split('class="person-name" href="/@')[1:]]
        address = "/people/" + text.split('rel="next"')[0].split('href="')[-1].split('"')[0].replace("&amp;", "&")
        address = address if 'rel="next"' in text else ""
    assert sorted(found) == sorted(member.handle for member in members)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("joao", ["cyd"]), ("JOÃO", ["cyd"]), ("silva", ["cyd"]), ("ilva", []), ("@be", ["ben"]), ("%", []), ("_", [])],
)
def test_a_name_is_found_by_the_beginning_of_any_word(cast, as_member, words, expected):
    cast.cyd.display_name = "João Silva"
    cast.cyd.save()
    assert handles(as_member(cast.ana), f"/people/?q={words}") == expected


@pytest.mark.parametrize("words", ["a" * 10_000, "\0", "'\";--", "🦆", "\u202e\u0301" * 50, ""])
def test_any_words_have_an_answer(cast, as_member, words):
    assert as_member(cast.ana).get("/people/", {"q": words}).status_code == 200


@pytest.mark.parametrize("after", ["x", "-1", "99999999999999999999", "5"])
def test_a_place_that_is_none_is_not_found(cast, as_member, after):
    assert as_member(cast.ana).get("/people/", {"after": after}).status_code == 404


@pytest.mark.parametrize("state", [State.AWAITING, State.SUSPENDED, State.DEACTIVATED, State.LEAVING])
def test_who_is_not_shown_is_not_listed(cast, as_member, state):
    Profile.objects.filter(pk=cast.ben.pk).update(state=state)
    assert "ben" not in handles(as_member(cast.ana))


def test_a_block_hides_both_from_each_other(cast, as_member):
    block(actor=cast.ana, target=cast.cyd)
    assert "cyd" not in handles(as_member(cast.ana))
    assert "ana" not in handles(as_member(cast.cyd))
    assert {"ana", "cyd"} <= set(handles(as_member(cast.ben)))


def test_a_member_takes_themselves_out_and_comes_back(cast, as_member):
    ben = as_member(cast.ben)
    assert "checked" in ben.get("/settings/privacy/").text
    ben.post("/settings/privacy/", {})
    assert "ben" not in handles(as_member(cast.ana))
    assert "ben" not in handles(as_member(cast.ana), "/explore/")
    assert as_member(cast.ana).get("/@ben").status_code == 200
    ben.post("/settings/privacy/", {"is_listed": "on"})
    assert "ben" in handles(as_member(cast.ana))


def test_strangers_look_only_where_everyone_may_read(cast, community, as_member):
    for address in ("/people/", "/explore/"):
        assert as_member(None).get(address)["Location"].startswith("/accounts/login/")
    community.reading, community.stamp = "anyone", community.stamp + 1
    community.save()
    assert set(handles(as_member(None))) == {"ana", "ben", "cyd", "mo", "olu"}
    assert as_member(None).get("/explore/").status_code == 200
