"""A newcomer's first steps."""

from kith.graph.actions import block
from kith.graph.models import Follow, Starter
from kith.people.models import Profile
from tests.media.pictures import encoded, quarters, upload


def step_of(member: Profile) -> int:
    return Profile.objects.get(pk=member.pk).welcome_step


def test_the_steps_lead_from_photo_to_words_to_people(cast, as_member):
    client = as_member(cast.cyd)
    assert client.get("/welcome/")["Location"] == "/welcome/photo/"
    assert client.get("/welcome/photo/").status_code == 200
    answer = client.post("/welcome/photo/", {"avatar": upload(encoded(quarters()))})
    assert answer["Location"] == "/welcome/about/"
    assert Profile.objects.get(pk=cast.cyd.pk).avatar_key
    answer = client.post("/welcome/about/", {"display_name": "Cyd C", "bio": "New here"})
    assert answer["Location"] == "/welcome/people/"
    assert Profile.objects.get(pk=cast.cyd.pk).bio == "New here"
    answer = client.post("/welcome/people/", {"member": [str(cast.ana.pk)]})
    assert answer["Location"] == "/"
    assert Follow.objects.filter(follower=cast.cyd, followed=cast.ana).exists()
    assert client.get("/welcome/")["Location"] == "/"


def test_steps_are_skipped_and_continued_later(cast, as_member):
    client = as_member(cast.cyd)
    assert client.post("/welcome/photo/skip/")["Location"] == "/welcome/about/"
    assert as_member(cast.cyd).get("/welcome/")["Location"] == "/welcome/about/"
    client.post("/welcome/about/skip/")
    client.post("/welcome/photo/skip/")
    assert step_of(cast.cyd) == 2
    assert client.get("/welcome/photo/skip/").status_code == 405
    assert client.post("/welcome/dance/skip/").status_code == 404


def test_what_is_wrong_stays_on_its_step(cast, as_member):
    client = as_member(cast.cyd)
    assert client.post("/welcome/photo/", {}).status_code == 422
    assert client.post("/welcome/photo/", {"avatar": upload(b"no picture")}).status_code == 422
    assert client.post("/welcome/about/", {"bio": "x" * 1001}).status_code == 422
    assert step_of(cast.cyd) == 0


def test_staffs_list_is_offered_in_its_order(cast, as_member):
    Starter.objects.create(profile=cast.olu, position=1)
    Starter.objects.create(profile=cast.ana, position=2)
    shown = as_member(cast.cyd).get("/welcome/people/").context["people"]
    assert shown == [cast.olu, cast.ana]
    assert as_member(cast.ben).get("/welcome/people/").context["people"] == [cast.olu]


def test_nobody_is_offered_who_may_not_be_seen_or_followed_by_a_forged_form(cast, as_member):
    Starter.objects.create(profile=cast.ana, position=1)
    Starter.objects.create(profile=cast.olu, position=2)
    block(actor=cast.ana, target=cast.cyd)
    client = as_member(cast.cyd)
    assert client.get("/welcome/people/").context["people"] == [cast.olu]
    client.post("/welcome/people/", {"member": [str(cast.ana.pk), str(cast.ben.pk), "x", str(cast.cyd.pk)]})
    assert not Follow.objects.filter(follower=cast.cyd).exists()


def test_without_a_list_those_with_most_followers_are_offered(cast, as_member):
    shown = as_member(cast.cyd).get("/welcome/people/").context["people"]
    assert shown[0] == cast.ana
    assert cast.cyd not in shown
