"""The map of the front page: countries where at least three members agreed to be counted, and nobody by name."""

import pytest
from django.core.cache import cache

from kith.people.countries import choices
from kith.people.map import pins, places
from kith.people.models import Profile, State


@pytest.fixture
def three(make_many):
    """Three members who live in the Netherlands and agreed to be counted."""
    members = make_many(3)
    Profile.objects.filter(pk__in=[each.pk for each in members]).update(country="NL", on_map=True)
    return members


def shown() -> dict[str, int]:
    cache.clear()
    return {pin.name: pin.count for pin in pins()}


def test_a_country_of_three_has_a_pin(three, client):
    assert shown() == {"Netherlands": 3}
    page = client.get("/").text
    assert "world-pin" in page
    assert "many0" not in page


@pytest.mark.parametrize(
    "kept_out", [{"on_map": False}, {"country": ""}, {"country": "DE"}, {"state": State.SUSPENDED}, {"country": "ZZ"}]
)
def test_fewer_than_three_have_none(three, client, kept_out):
    assert shown() == {"Netherlands": 3}
    Profile.objects.filter(pk=three[0].pk).update(**kept_out)
    assert shown() == {}
    assert "world-pin" not in client.get("/").text


def test_a_country_that_does_not_exist_breaks_nothing(three, client):
    Profile.objects.update(country="ZZ")
    assert shown() == {}
    assert client.get("/").status_code == 200


def test_counting_is_not_repeated_for_every_visitor(three, client, django_assert_num_queries):
    assert shown() == {"Netherlands": 3}
    with django_assert_num_queries(0):
        assert len(pins()) == 1


def test_a_member_agrees_on_their_profile(cast, as_member):
    ana = as_member(cast.ana)
    assert not Profile.objects.get(pk=cast.ana.pk).on_map
    ana.post("/settings/profile/", {"country": "NL", "on_map": "on", "birthday_audience": 3})
    assert Profile.objects.get(pk=cast.ana.pk).on_map
    ana.post("/settings/profile/", {"country": "NL", "birthday_audience": 3})
    assert not Profile.objects.get(pk=cast.ana.pk).on_map


def test_every_country_has_its_place_on_the_map():
    assert {code for code, _ in choices()} == set(places())
    assert all(0 <= x <= 1000 and 0 <= y <= 435 for x, y in places().values())
