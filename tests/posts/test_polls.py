"""Polls: who may ask, who may vote, who sees how it stands, and how it ends."""

import contextlib
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.graph.actions import block
from kith.notifications.models import Notification
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.export import erase, export
from kith.posts.models import Ballot, Choice, Poll, Post
from kith.posts.models.poll import as_picks, picked
from kith.posts.polls import HOURS, PollDraft, read_poll
from kith.search import index
from tests.at_once import at_once
from tests.search.conftest import found_posts

FIELDS = {"text": "Tea or coffee?", "audience": 1, "hours": 24, "choice": ["Tea", "Coffee", "", "  "]}


@pytest.fixture
def asks(cast):
    """Ana asks members a question."""

    def ask(*choices: str, audience: int = 1, **given) -> Post:
        draft = PollDraft(choices or ("Tea", "Coffee", "Water"), **given)
        return actions.publish_post(author=cast.ana, text="What shall we drink?", audience=audience, poll=draft)

    return ask


def votes(post: Post) -> list[int]:
    return list(Choice.objects.filter(poll=post.pk).values_list("vote_count", flat=True))


def over(post: Post) -> None:
    Poll.objects.filter(pk=post.pk).update(ends_at=timezone.now() - timedelta(seconds=1))


def test_a_poll_is_published_with_the_post(cast, as_member):
    as_member(cast.ana).post("/posts/", FIELDS | {"key": "k", "multiple": "on"})
    poll = Poll.objects.get(post__text="Tea or coffee?")
    assert [choice.text for choice in poll.choices.all()] == ["Tea", "Coffee"]
    assert poll.multiple
    assert timedelta(hours=23) < poll.ends_at - timezone.now() <= timedelta(hours=24)


BAD = {
    "one choice": ["Tea"],
    "no choice": ["", ""],
    "the same twice": ["Tea", " TEÁ "],
    "eleven": [f"Choice {n}" for n in range(11)],
    "a long one": ["Tea", "c" * 101],
    "one that turns direction": ["Tea", "\u202eeffoC"],
    "NUL": ["Tea", "Cof\0fee"],
}


@pytest.mark.parametrize("choices", BAD.values(), ids=BAD)
def test_what_is_no_poll_comes_back_with_all_that_was_typed(cast, as_member, choices):
    answer = as_member(cast.ana).post("/posts/", FIELDS | {"choice": choices})
    assert answer.status_code == 422
    assert "Tea or coffee?" in answer.text
    assert answer.text.count('name="choice"') == len(choices)
    assert not Post.objects.exists()


def test_a_poll_of_a_length_that_is_not_offered_is_refused(cast, as_member):
    assert as_member(cast.ana).post("/posts/", FIELDS | {"hours": 10**9}).status_code == 422
    with pytest.raises(ValidationError):
        read_poll(["Tea", "Coffee"], multiple=False, hours=max(HOURS) + 1)


def test_the_composer_takes_a_poll_without_scripts(cast, as_member):
    ana = as_member(cast.ana)
    begun = ana.post("/posts/poll", {"text": "Well?", "poll": "begin"}).text
    assert begun.count('name="choice"') == 2
    assert ">Well?</textarea>" in begun
    assert 'value="24" selected' in begun
    more = ana.post("/posts/poll", {"text": "Well?", "choice": ["Tea", "Coffee"], "poll": "more"}).text
    assert more.count('name="choice"') == 3
    assert 'value="Coffee"' in more
    full = ana.post("/posts/poll", {"choice": ["x"] * 10, "poll": "more"}).text
    assert full.count('name="choice"') == 10
    assert 'value="more"' not in full
    assert 'name="choice"' not in ana.post("/posts/poll", {"choice": ["Tea", "Coffee"], "poll": "remove"}).text
    assert "<html" not in ana.post("/posts/poll", {"poll": "begin"}, headers={"HX-Request": "true"}).text


def test_who_has_voted_sees_how_it_stands_and_nobody_else_but_the_author(cast, as_member, asks):
    post = asks()
    ben, cyd, ana = map(as_member, (cast.ben, cast.cyd, cast.ana))
    page = f"/@ana/{post.pk}"
    assert "poll-result" not in ben.get(page).text
    assert f'formaction="/posts/{post.pk}/vote"' in ben.get(page).text
    ben.post(f"/posts/{post.pk}/vote", {f"choice-{post.pk}": "1"})
    assert votes(post) == [0, 1, 0]
    seen = ben.get(page).text
    assert "100%" in seen
    assert "poll-chosen" in seen
    assert f'formaction="/posts/{post.pk}/vote"' not in seen
    assert "poll-result" not in cyd.get(page).text
    assert "100%" in ana.get(page).text
    assert "poll-chosen" not in ana.get(page).text
    over(post)
    actions.end_polls()
    assert "100%" in cyd.get(page).text


def test_htmx_gets_the_card_as_it_is_now(cast, as_member, asks):
    post = asks()
    answer = as_member(cast.ben).post(
        f"/posts/{post.pk}/vote", {f"choice-{post.pk}": "0"}, headers={"HX-Request": "true"}
    )
    assert answer.text.lstrip().startswith("<article")
    assert "poll-chosen" in answer.text


def test_a_vote_is_once_and_for_good(cast, asks):
    post = asks()
    actions.vote(member=cast.ben, post=post, places=[0])
    for places in ([0], [1]):
        with pytest.raises(ValidationError, match="already"):
            actions.vote(member=cast.ben, post=post, places=places)
    assert votes(post) == [1, 0, 0]
    assert Poll.objects.get().voter_count == 1


def test_several_answers_only_where_several_can_be_chosen(cast, asks):
    one, many = asks(), asks(multiple=True)
    with pytest.raises(ValidationError, match="one answer"):
        actions.vote(member=cast.ben, post=one, places=[0, 1])
    actions.vote(member=cast.ben, post=many, places=[0, 2])
    actions.vote(member=cast.cyd, post=many, places=[2])
    assert votes(many) == [1, 0, 2]
    assert Poll.objects.get(pk=many.pk).voter_count == 2
    assert votes(one) == [0, 0, 0]


@pytest.mark.parametrize("places", [[3], [-1], [0, 9]])
def test_a_choice_that_is_none_is_missing(cast, asks, places):
    post = asks(multiple=True)
    with pytest.raises(Http404):
        actions.vote(member=cast.ben, post=post, places=places)
    assert not Ballot.objects.exists()


def test_a_vote_without_a_choice_is_told_why(cast, as_member, asks):
    post, ben = asks(), as_member(cast.ben)
    for sent in ({}, {f"choice-{post.pk}": "x" * 5000}, {f"choice-{post.pk + 1}": "0"}):
        answer = ben.post(f"/posts/{post.pk}/vote", sent, headers={"HX-Request": "true"})
        assert "Choose an answer first" in answer.text
        assert "<article" in answer.text
        assert "Choose an answer first" in ben.post(f"/posts/{post.pk}/vote", sent, follow=True).text
    assert not Ballot.objects.exists()


def test_nobody_votes_when_it_is_over(cast, asks):
    post = asks()
    over(post)
    with pytest.raises(ValidationError, match="ended"):
        actions.vote(member=cast.ben, post=post, places=[0])
    assert votes(post) == [0, 0, 0]


def test_who_may_not_see_or_write_may_not_vote(cast, asks, as_member):
    close = asks(audience=2)
    block(actor=cast.ana, target=cast.mo)
    Profile.objects.filter(pk=cast.olu.pk).update(state=State.READ_ONLY)
    wide = asks()
    for member, post in ((cast.cyd, close), (cast.mo, wide), (cast.ana, wide)):
        answer = as_member(member).post(f"/posts/{post.pk}/vote", {f"choice-{post.pk}": "0"})
        assert answer.status_code == 404
    assert as_member(cast.olu).post(f"/posts/{wide.pk}/vote", {f"choice-{wide.pk}": "0"}).status_code == 403
    as_member(cast.ben).post(f"/posts/{close.pk}/vote", {f"choice-{close.pk}": "0"})
    assert list(Ballot.objects.values_list("member", flat=True)) == [cast.ben.pk]


def test_a_post_without_a_poll_takes_no_vote(cast, posted, as_member):
    post = posted()
    assert as_member(cast.ben).post(f"/posts/{post.pk}/vote", {f"choice-{post.pk}": "0"}).status_code == 404


def test_the_author_and_who_voted_are_told_once_when_it_ends(cast, asks, run_tasks):
    post = asks()
    actions.vote(member=cast.ben, post=post, places=[0])
    actions.vote(member=cast.cyd, post=post, places=[0])
    block(actor=cast.ana, target=cast.cyd)
    actions.end_polls()
    run_tasks()
    assert not Notification.objects.filter(kind__in=["poll", "voted"]).exists()
    over(post)
    actions.end_polls()
    actions.end_polls()
    run_tasks()
    told = Notification.objects.filter(kind__in=["poll", "voted"]).values_list("member", "kind")
    assert set(told) == {(cast.ana.pk, "poll"), (cast.ben.pk, "voted")}
    assert len(told) == 2


def test_what_was_told_can_be_read(cast, asks, run_tasks, as_member):
    post = asks()
    actions.vote(member=cast.ben, post=post, places=[0])
    over(post)
    actions.end_polls()
    run_tasks()
    assert "Your poll has ended" in as_member(cast.ana).get("/notifications/").text
    ben = as_member(cast.ben).get("/notifications/").text
    assert "has ended" in ben
    assert f"/@ana/{post.pk}" in ben


def test_a_share_leads_to_the_poll(cast, asks, as_member):
    post = asks()
    share = actions.share_post(author=cast.ben, original=post, text="Vote!", audience=1)
    page = as_member(cast.cyd).get(f"/@ben/{share.pk}").text
    assert "See the poll" in page
    assert f'href="/@ana/{post.pk}"' in page
    assert f"choice-{post.pk}" not in page


def test_editing_the_post_leaves_the_choices(cast, asks):
    post = asks()
    actions.vote(member=cast.ben, post=post, places=[1])
    actions.edit_post(actor=cast.ana, post=post, text="What would you drink?", audience=1)
    assert votes(post) == [0, 1, 0]


def test_deleting_the_post_takes_poll_and_votes_along(cast, asks):
    post = asks()
    actions.vote(member=cast.ben, post=post, places=[1])
    actions.delete_post(actor=cast.ana, post=post)
    assert not Poll.objects.exists()
    assert not Ballot.objects.exists()


def test_a_card_without_a_poll_costs_no_query_more(cast, posted, as_member):
    posted()
    ben = as_member(cast.ben)
    ben.get("/?tab=community")
    with CaptureQueriesContext(connection) as captured:
        ben.get("/?tab=community")
    assert not [query for query in captured if 'FROM "posts_poll"' in query["sql"]]


def test_a_poll_is_found_by_its_choices(cast, asks, run_tasks):
    post = asks("Elderflower", "Nettle")
    index.index_post(post.pk)
    assert found_posts("nettle", cast.ben) == [post.pk]


def test_picks_name_positions():
    assert picked(as_picks([0, 3, 3, 9])) == [0, 3, 9]
    assert picked(0) == []


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_are_one_vote_and_two_voters_are_two(cast, asks):
    post = asks()

    def click(member: Profile, place: int):
        with contextlib.suppress(ValidationError):
            actions.vote(member=member, post=post, places=[place])

    clicks = [partial(click, cast.ben, place % 3) for place in range(6)]
    at_once(*clicks, partial(click, cast.cyd, 0), partial(click, cast.mo, 0))
    assert sum(votes(post)) == Poll.objects.get().voter_count == Ballot.objects.count() == 3


def test_votes_go_along_when_a_member_takes_everything_and_leaves(cast, asks):
    post = asks(multiple=True)
    actions.vote(member=cast.ben, post=post, places=[0, 2])
    actions.vote(member=cast.cyd, post=post, places=[2])
    [row] = next(section for section in export(cast.ben) if section.name == "votes").rows
    assert row["choices"] == ["Tea", "Water"]
    assert row["post"] == str(post.pk)
    [own] = next(section for section in export(cast.ana) if section.name == "posts").rows
    assert own["choices"] == ["Tea", "Coffee", "Water"]
    erase(cast.ben)
    assert votes(post) == [0, 0, 1]
    assert Poll.objects.get().voter_count == 1
    erase(cast.ana)
    assert not Ballot.objects.exists()
