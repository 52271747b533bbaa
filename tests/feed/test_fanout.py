"""Posts reach the feeds that they belong into, once; and what is read from posts and from entries is the same."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.feed import fanout, merging, shelves
from kith.feed.following import rows
from kith.feed.models import Entry, Merged, Shelf
from kith.graph.actions import block, follow, unfollow
from kith.graph.audiences import Audience
from kith.graph.models import Follow
from kith.people.models import Profile
from kith.posts.actions.editing import edit_post
from kith.posts.actions.publishing import publish_post
from kith.posts.models import Post
from tests.cast import make_member


def entries(reader):
    return list(Entry.objects.filter(reader=reader).order_by("-post_id").values_list("post_id", flat=True))


def publish(author, audience=Audience.MEMBERS):
    return publish_post(author=author, text="Hello", audience=audience)


def test_a_post_reaches_its_author_and_followers_and_no_stranger(shelved, run_tasks):
    post = publish(shelved.ana)
    run_tasks()
    assert entries(shelved.ana) == entries(shelved.ben) == [post.pk]
    assert entries(shelved.cyd) == []


def test_delivered_twice_is_once(shelved):
    post = Post.objects.create(author=shelved.ana, text="Hello")
    fanout.deliver(post.pk)
    before = list(Entry.objects.values())
    fanout.deliver(post.pk)
    assert list(Entry.objects.values()) == before
    assert len(before) == 2


def test_a_crowd_is_delivered_to_in_batches(shelved, monkeypatch):
    monkeypatch.setattr(fanout, "BATCH", 3)
    crowd = [make_member(f"fan{number}") for number in range(7)]
    for fan in crowd:
        Follow.objects.create(follower=fan, followed=shelved.cyd)
        Shelf.objects.create(reader=fan, complete_since=0)
    post = Post.objects.create(author=shelved.cyd, text="Hello")
    fanout.deliver(post.pk)
    assert all(entries(fan) == [post.pk] for fan in crowd)
    assert Entry.objects.count() == 8


def test_only_readers_who_have_a_shelf_get_entries(cast):
    post = Post.objects.create(author=cast.ana, text="Hello")
    fanout.deliver(post.pk)
    assert not Entry.objects.exists()


def test_a_post_for_friends_reaches_friends_alone(shelved, run_tasks):
    follow(follower=shelved.cyd, followed=shelved.ana)
    Follow.objects.create(follower=shelved.ana, followed=shelved.ben)
    post = publish(shelved.ana, Audience.FRIENDS)
    run_tasks()
    assert entries(shelved.ben) == [post.pk]
    assert entries(shelved.cyd) == []


def test_a_post_for_oneself_reaches_oneself_alone(shelved, run_tasks):
    post = publish(shelved.ana, Audience.ONLY_ME)
    run_tasks()
    assert entries(shelved.ana) == [post.pk]
    assert entries(shelved.ben) == []


def test_a_wider_audience_is_delivered_again(shelved, run_tasks):
    post = publish(shelved.ana, Audience.ONLY_ME)
    run_tasks()
    edit_post(actor=shelved.ana, post=post, text="Hello", audience=Audience.MEMBERS)
    run_tasks()
    assert entries(shelved.ben) == [post.pk]


def test_a_follow_fills_in_earlier_posts(shelved, run_tasks):
    posts = [Post.objects.create(author=shelved.ana, text="Hello") for _ in range(3)]
    Post.objects.create(author=shelved.ana, text="For friends", audience=Audience.FRIENDS)
    follow(follower=shelved.cyd, followed=shelved.ana)
    run_tasks()
    assert entries(shelved.cyd) == [post.pk for post in reversed(posts)]


def test_a_follow_fills_in_twenty_and_the_older_ones_are_read_from_posts(shelved, run_tasks):
    posts = [Post.objects.create(author=shelved.ana, text="Hello").pk for _ in range(25)]
    follow(follower=shelved.cyd, followed=shelved.ana)
    run_tasks()
    assert entries(shelved.cyd) == posts[:4:-1]
    found = [post for post, _row in rows(shelved.cyd)[0][:20]]
    found += [post for post, _row in rows(shelved.cyd, before=found[-1])[0]]
    assert found == posts[::-1]


def test_new_friends_see_what_was_for_friends(shelved, run_tasks):
    post = publish(shelved.ana, Audience.FRIENDS)
    run_tasks()
    assert entries(shelved.ben) == []
    follow(follower=shelved.ana, followed=shelved.ben)
    run_tasks()
    assert entries(shelved.ben) == [post.pk]


@pytest.mark.parametrize("end", ["unfollow", "block"])
def test_the_end_of_a_follow_acts_at_once_and_is_cleaned_up(shelved, run_tasks, end):
    post = publish(shelved.ana)
    run_tasks()
    assert [post for post, _row in rows(shelved.ben)[0]] == [post.pk]
    if end == "unfollow":
        unfollow(follower=shelved.ben, followed=shelved.ana)
    else:
        block(actor=shelved.ana, target=shelved.ben)
    assert entries(shelved.ben) == [post.pk]  # not cleaned up yet
    assert rows(shelved.ben)[0] == []
    run_tasks()
    assert entries(shelved.ben) == []


def test_a_deleted_post_leaves_no_entry(shelved):
    post = Post.objects.create(author=shelved.ana, text="Hello")
    fanout.deliver(post.pk)
    post.delete()
    assert not Entry.objects.exists()


def test_a_shelf_is_trimmed_and_the_older_posts_stay_readable(shelved, monkeypatch):
    monkeypatch.setattr(shelves, "KEPT", 5)
    monkeypatch.setattr(shelves, "SLACK", 2)
    posts = [Post.objects.create(author=shelved.ana, text="Hello").pk for _ in range(8)]
    for pk in posts:
        fanout.deliver(pk)
    shelves.trim()
    assert entries(shelved.ben) == posts[:2:-1]
    assert [post for post, _row in rows(shelved.ben)[0]] == posts[::-1]


def test_who_is_away_for_long_loses_the_entries_and_gets_them_back(shelved, as_member, run_tasks):
    post = publish(shelved.ana)
    run_tasks()
    Profile.objects.filter(pk=shelved.ben.pk).update(last_seen_at=timezone.now() - timedelta(days=31))
    shelves.tidy()
    assert entries(shelved.ben) == []
    assert entries(shelved.ana) == [post.pk]
    page = as_member(shelved.ben).get("/?tab=following")
    assert f'id="post-{post.pk}"' in page.text
    run_tasks()
    assert entries(shelved.ben) == [post.pk]
    assert Shelf.objects.get(reader=shelved.ben).complete_since == 0


def test_authors_with_many_followers_are_merged_when_read(shelved, settings, run_tasks):
    settings.FEED_MERGE_ABOVE = 1
    before = publish(shelved.ana)
    run_tasks()
    merging.weigh()
    after = publish(shelved.ana)
    run_tasks()
    assert entries(shelved.ben) == [before.pk]
    assert [post for post, _row in rows(shelved.ben)[0]] == [after.pk, before.pk]
    assert rows(shelved.cyd)[0] == []


def test_an_author_with_fewer_followers_again_is_delivered_again(shelved, settings):
    Merged.objects.create(author=shelved.ana)
    posts = [Post.objects.create(author=shelved.ana, text="Hello").pk for _ in range(3)]
    settings.FEED_MERGE_ABOVE = 100
    merging.weigh()
    assert not Merged.objects.exists()
    assert entries(shelved.ben) == posts[::-1]
