"""What is trending: hashtags that unusually many members use, against their own past."""

from datetime import timedelta
from itertools import cycle, islice

import pytest
from django.utils import timezone

from kith.feed import trending
from kith.feed.actions import block_tag, unblock_tag
from kith.feed.trending import score, trends
from kith.kernel.ids import id_at
from kith.people.models import Profile, State
from kith.people.permissions import NotAllowed
from kith.posts.models import Post, PostTag, Tag


@pytest.fixture
def crowd(cast):
    return Profile.objects.bulk_create([Profile(handle=f"c{number}") for number in range(110)])


def use(name, authors, posts=0, days_ago=0.0, **given):
    """Posts with a hashtag: as many as there are authors, or as given, by the authors in turn."""
    tag, _ = Tag.objects.get_or_create(name=name, defaults={"shown": name})
    first = id_at(timezone.now() - timedelta(days=days_ago, hours=1)) + Post.objects.count()
    by = islice(cycle(authors), posts or len(authors))
    made = Post.objects.bulk_create(
        [
            Post(id=first + place, author=author, text=name, **{"audience": 1, **given})
            for place, author in enumerate(by)
        ]
    )
    PostTag.objects.bulk_create(PostTag(tag=tag, post=post) for post in made)


def names(viewer):
    trending.forget()
    trending.recompute()
    return [row.tag_name for row in trends(viewer)]


def test_ten_accounts_a_thousand_times_do_not_trend_above_a_hundred_once(crowd, cast):
    use("noise", crowd[:10], posts=1000)
    use("river", crowd[10:110])
    assert names(cast.ana) == ["river", "noise"]


def test_what_is_large_every_day_does_not_trend_and_what_is_new_does(crowd, cast):
    for window in range(1, 15):
        use("weather", crowd[:50], days_ago=2 * window)
    use("weather", crowd[:52])
    use("flood", crowd[:5])
    assert names(cast.ana) == ["flood"]


def test_what_two_members_do_is_no_trend(crowd, cast):
    use("secret", crowd[:2], posts=50)
    assert names(cast.ana) == []


def test_the_score_is_in_deviations_of_the_past():
    assert score(10, 0) == 10
    assert score(7, 3 * trending.PAST) == 2
    assert score(3, 3 * trending.PAST) == 0


@pytest.mark.parametrize(
    "given", [{"audience": 2}, {"audience": 3}, {"audience": 4}, {"state": 1}, {"state": 2}, {"state": 3}]
)
def test_only_what_is_shown_to_all_members_counts(crowd, cast, given):
    use("river", crowd[:20])
    use("hidden", crowd[:20], **given)
    assert names(cast.ana) == ["river"]


@pytest.mark.parametrize("change", [{"state": State.SUSPENDED}, {"state": State.LEAVING}, {"is_private": True}])
def test_authors_who_are_not_shown_to_all_do_not_count(crowd, cast, change):
    use("river", crowd[:5])
    assert names(cast.ana) == ["river"]
    Profile.objects.filter(handle__in=["c0", "c1", "c2"]).update(**change)
    assert names(cast.ana) == []


def test_comments_do_not_count(crowd, cast):
    root = Post.objects.create(author=cast.ana)
    use("river", crowd[:20], parent=root, root=root)
    assert names(cast.ana) == []


def test_strangers_are_shown_what_trends_for_everyone_alone(crowd, cast, community):
    use("inside", crowd[:20])
    use("outside", crowd[:5], audience=0)
    assert names(cast.ana) == ["inside", "outside"]
    assert names(None) == []
    community.reading = "anyone"
    community.save()
    assert names(None) == ["outside"]


def test_a_blocked_hashtag_is_out_at_once_and_may_come_back(crowd, cast, django_capture_on_commit_callbacks):
    use("river", crowd[:20])
    assert names(cast.ana) == ["river"]
    with pytest.raises(NotAllowed):
        block_tag(actor=cast.ana, name="river")
    with django_capture_on_commit_callbacks(execute=True):
        block_tag(actor=cast.mo, name="river")
    assert trends(cast.ana) == []
    assert names(cast.ana) == []
    with django_capture_on_commit_callbacks(execute=True):
        unblock_tag(actor=cast.mo, name="river")
    assert names(cast.ana) == ["river"]


def test_who_may_not_read_is_told_nothing(crowd, cast):
    use("river", crowd[:20])
    cast.ben.state = State.SUSPENDED
    assert names(cast.ben) == []
