"""About, terms, privacy and rules: open to everyone, and in the community's own words once it has some."""

import pytest

from kith.community import current
from kith.community.actions import add_rule, begin_rules, change_rule, raise_rule, remove_rule, write_page
from kith.community.models import Community, Rule
from kith.community.texts import blocks
from kith.people.models import Profile, State

PAGES = ("about", "rules", "contact", "terms", "privacy")


@pytest.mark.parametrize("page", PAGES)
def test_everyone_reads_it(cast, as_member, page):
    Profile.objects.filter(pk=cast.cyd.pk).update(state=State.SUSPENDED)
    for reader in (None, cast.ana, cast.cyd):
        assert as_member(reader).get(f"/{page}/").status_code == 200


@pytest.mark.parametrize("page", ["about", "terms", "privacy"])
def test_it_names_the_community_and_who_runs_it(client, cast, page):
    Community.objects.update(operator="Association by the river", stamp=2)
    current.forget()
    said = client.get(f"/{page}/").text
    assert "Riverside" in said
    assert "Association by the river" in said


def test_own_words_take_the_place_of_the_starting_text(client, cast):
    assert "belongs to the people" in client.get("/about/").text
    write_page(actor=cast.olu, page="about", language="en", text="# Us\n\nWe row.\nOften.\n\n- Mondays\n- Fridays")
    said = client.get("/about/").text
    assert "belongs to the people" not in said
    assert '<h2 dir="auto">Us</h2>' in said
    assert "We row.<br>Often." in said
    assert '<li dir="auto">Fridays</li>' in said
    write_page(actor=cast.olu, page="about", language="en", text="")
    assert "belongs to the people" in client.get("/about/").text


def test_own_words_in_another_language_come_before_the_starting_text(client, cast):
    write_page(actor=cast.olu, page="about", language="en", text="We row.")
    write_page(actor=cast.olu, page="about", language="nl", text="Wij roeien.")
    assert "Wij roeien." in client.get("/about/", headers={"accept-language": "nl"}).text
    page = client.get("/about/", headers={"accept-language": "ar"}).text
    assert '<div class="prose-text" lang="en">' in page
    assert "We row." in page


def test_markup_is_shown_as_text(client, cast):
    write_page(
        actor=cast.olu, page="about", language="en", text="# <b>Us</b>\n\n<script>alert(1)</script>\n\n- <i>x</i>"
    )
    add_rule(actor=cast.olu, language="en", title="<b>Be kind</b>", text="<script>alert(1)</script>")
    for page in ("/about/", "/rules/"):
        said = client.get(page).text
        assert "<script>alert" not in said
        assert "&lt;b&gt;" in said


def test_an_address_in_a_text_is_a_link_but_no_script(client, cast):
    write_page(actor=cast.olu, page="about", language="en", text="See https://example.org/a and javascript:alert(1)")
    said = client.get("/about/").text
    assert '<a href="https://example.org/a" rel="nofollow">' in said
    assert 'href="javascript' not in said


def test_rules_begin_with_a_set_and_become_the_communitys_own(client, cast):
    assert "Be kind" in client.get("/rules/").text
    begin_rules(actor=cast.olu, language="en")
    begin_rules(actor=cast.olu, language="en")
    first, second, *others = Rule.objects.filter(language="en")
    assert (first.title, len(others)) == ("Be kind", 5)
    change_rule(actor=cast.olu, rule=first, title="Be gentle", text="")
    raise_rule(actor=cast.olu, rule=second)
    for rule in others:
        remove_rule(actor=cast.olu, rule=rule)
    assert [rule.title for rule in Rule.objects.filter(language="en")] == [second.title, "Be gentle"]
    assert "Be gentle" in client.get("/rules/", headers={"accept-language": "nl"}).text


def test_a_new_rule_stands_last(cast):
    begin_rules(actor=cast.olu, language="en")
    add_rule(actor=cast.olu, language="en", title="Row on the right", text="")
    assert list(Rule.objects.filter(language="en"))[-1].title == "Row on the right"


def test_a_text_is_cut_into_headings_lists_and_paragraphs():
    found = [(block.kind, block.lines) for block in blocks("# A\n# B\none\ntwo\n\n\n- x\n- y\nthree\n#none")]
    assert found == [
        ("heading", ["A"]),
        ("heading", ["B"]),
        ("paragraph", ["one", "two"]),
        ("list", ["x", "y"]),
        ("paragraph", ["three", "#none"]),
    ]
