"""Whom members are suggested to follow: found from the graph, and never who must not be."""

from random import Random

import pytest
from django.utils import timezone

from kith.bench import suggestions as bench
from kith.demo.graph import generate_graph
from kith.graph import suggesting
from kith.graph.actions import block, follow, mute, set_private
from kith.graph.models import Dismissal, Follow, Suggested, Suggestion
from kith.people.models import Profile, State
from kith.posts.actions import publish_post


@pytest.fixture
def circle(make_many):
    """many0 follows many1 and many2, who both follow many3; many2 alone follows many4, and many others besides."""
    members = make_many(12)
    for follower, followed in [(0, 1), (0, 2), (1, 3), (2, 3), *((2, other) for other in range(4, 12))]:
        follow(follower=members[follower], followed=members[followed])
    Profile.objects.update(last_seen_at=timezone.now())
    return members


def suggested_to(member):
    suggesting.suggest([member.pk])
    rows = Suggestion.objects.filter(member=member).order_by("-score")
    return [row.suggested.handle for row in rows.select_related("suggested")]


def test_who_more_and_more_exclusive_friends_follow_comes_first(circle):
    assert suggested_to(circle[0])[0] == "many3"
    row = Suggestion.objects.get(member=circle[0], suggested=circle[3])
    assert (row.shared, row.through) == (2, circle[1])  # many1 follows nobody else


def test_one_exclusive_friend_counts_more_than_one_who_follows_everyone(circle):
    follow(follower=circle[0], followed=circle[3])
    other = circle[4]
    follow(follower=circle[1], followed=circle[11])
    found = suggested_to(circle[0])
    assert found.index("many11") < found.index(other.handle)


def test_who_follows_you_is_suggested(circle):
    follow(follower=circle[9], followed=circle[8])
    assert suggested_to(circle[8])[:2].count("many9") == 1


@pytest.mark.parametrize("how", ["block", "blocked", "mute", "follow", "ask", "dismiss", "unlist", "suspend", "leave"])
def test_who_must_not_be_suggested_is_not(circle, how):
    me, other = circle[0], circle[3]
    assert "many3" in suggested_to(me)
    if how == "block":
        block(actor=me, target=other)
    elif how == "blocked":
        block(actor=other, target=me)
    elif how == "mute":
        mute(actor=me, target=other)
    elif how == "follow":
        follow(follower=me, followed=other)
    elif how == "ask":
        set_private(member=other, private=True)
        follow(follower=me, followed=other)
    elif how == "dismiss":
        Dismissal.objects.create(member=me, dismissed=other)
    else:
        changes = {"unlist": {"is_listed": False}, "suspend": {"state": State.SUSPENDED}}
        Profile.objects.filter(pk=other.pk).update(**changes.get(how, {"state": State.LEAVING}))
    found = suggested_to(me)
    assert found
    assert "many3" not in found
    assert "many0" not in found


def test_a_common_country_and_common_hashtags_decide_between_equals(circle):
    me, one, other = circle[0], circle[6], circle[7]
    Profile.objects.filter(pk__in=[me.pk, other.pk]).update(country="TR")
    found = suggested_to(me)
    assert found.index("many7") < found.index("many6")
    for author in (me, one):
        publish_post(author=author, text="#tea #cats #boats", audience=1)
    found = suggested_to(me)
    assert found.index("many6") < found.index("many7")


def test_hashtags_that_are_not_for_all_members_tell_nothing(circle):
    me, one = circle[0], circle[11]
    before = suggested_to(me)
    publish_post(author=me, text="#tea", audience=1)
    publish_post(author=one, text="#tea", audience=3)
    assert suggested_to(me) == before


def test_who_has_not_been_here_for_a_month_comes_after_equals(circle):
    Profile.objects.filter(pk=circle[4].pk).update(last_seen_at=None)
    assert suggested_to(circle[0])[-1] == "many4"


def test_a_newcomer_is_shown_whom_most_follow(circle):
    assert suggested_to(circle[10])[:2] == ["many2", "many3"]  # who follows them, and whom most do


def test_suggestions_are_made_again_after_a_day_or_a_new_follow(circle):
    suggesting.refresh()
    assert not list(suggesting.due())
    follow(follower=circle[5], followed=circle[6])
    assert list(suggesting.due()) == [circle[5].pk]
    suggesting.refresh()
    assert not list(suggesting.due())
    Suggested.objects.filter(member=circle[7]).update(upto=1)
    assert list(suggesting.due()) == [circle[7].pk]


def test_only_who_was_here_lately_gets_suggestions(circle):
    Profile.objects.filter(pk=circle[0].pk).update(last_seen_at=None)
    suggesting.refresh()
    assert not Suggestion.objects.filter(member=circle[0]).exists()
    assert Suggestion.objects.filter(member=circle[1]).exists()


def test_hidden_friends_are_found_far_better_than_by_popularity(community):
    graph = generate_graph(300, Random(5))
    friends = [{other for other in followed if one in graph[other]} for one, followed in enumerate(graph)]
    following = [sorted(some) for some in friends]
    hidden = bench.hide(following, 0.1, seed=5)
    found = bench.befriended(hidden, bench.settle(following, seed=5))
    assert Follow.objects.count() == sum(map(len, following))
    bench.suggest_to_all()
    assert bench.recall(bench.suggested(), found) > 1.5 * bench.recall(bench.most_followed(), found) > 0
