"""The page behind the bell: groups, what is seen, and who may see it."""

import pytest

from kith.graph.actions import block, follow, mute, unmute
from kith.graph.audiences import Audience
from kith.notifications.models import Kind, Notification
from kith.people.models import Profile, State
from kith.posts.actions import comment, edit_post, publish_post, react
from kith.posts.models import Post, PostState, ReactionKind

PAGE = "/notifications/"


def text(client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


def unread(member: Profile) -> int:
    return Notification.objects.filter(member=member, read_at=None).count()


def test_happenings_of_one_kind_about_one_post_are_one_group(cast, as_member, post, run_tasks):
    for member in (cast.ben, cast.cyd, cast.mo, cast.olu):
        react(member=member, post=post, kind=ReactionKind.LIKE)
    comment(author=cast.ben, parent=post, text="One")
    comment(author=cast.ben, parent=post, text="Two")
    run_tasks()
    shown = text(as_member(cast.ana))
    assert "Olu</bdi> and 3 others reacted to your post." in shown
    assert "Ben</bdi> commented on your post." in shown
    assert shown.count('<li><a class="notification') == 2
    assert f'href="/@ana/{post.pk}"' in shown


def test_one_other_is_said_in_the_singular(cast, as_member, post, run_tasks):
    for member in (cast.ben, cast.cyd):
        react(member=member, post=post, kind=ReactionKind.LIKE)
    run_tasks()
    assert "Cyd</bdi> and 1 other reacted to your post." in text(as_member(cast.ana))


def test_a_reaction_to_a_comment_says_comment(cast, as_member, post, run_tasks):
    answer = comment(author=cast.ben, parent=post, text="Look")
    react(member=cast.cyd, post=answer, kind=ReactionKind.LIKE)
    run_tasks()
    assert "Cyd</bdi> reacted to your comment." in text(as_member(cast.ben))


def test_what_was_shown_counts_as_seen(cast, as_member, post, run_tasks):
    comment(author=cast.ben, parent=post, text="Hello")
    follow(follower=cast.cyd, followed=cast.ana)
    run_tasks()
    client = as_member(cast.ana)
    assert unread(cast.ana) == 2
    assert "is-unread" in text(client)
    assert unread(cast.ana) == 0
    assert "is-unread" not in text(client)


def test_looking_does_not_mark_what_others_were_told(cast, as_member, post, run_tasks):
    comment(author=cast.ben, parent=post, text="Hello @cyd")
    run_tasks()
    text(as_member(cast.ana))
    assert unread(cast.cyd) == 1


def test_mark_all_as_read_is_a_form(cast, as_member, post, run_tasks):
    comment(author=cast.ben, parent=post, text="Hello @cyd")
    run_tasks()
    assert as_member(cast.ana).get("/notifications/read/").status_code == 405
    as_member(cast.ana).post("/notifications/read/")
    assert unread(cast.ana) == 0
    assert unread(cast.cyd) == 1


def test_pages_are_cut_at_whole_groups_and_reach_everything_once(cast, as_member):
    posts = [Post.objects.create(author=cast.ana, text=f"Post {number}") for number in range(25)]
    for post in posts:
        for actor in (cast.ben, cast.cyd):
            Notification.objects.create(member=cast.ana, kind=Kind.REACTION, actor=actor, about=post, post=post)
    client = as_member(cast.ana)
    first = text(client)
    assert first.count('<li><a class="notification') == 20
    older = first.split('href="?before=')[1].split('"')[0]
    assert unread(cast.ana) == 10
    second = client.get(PAGE, {"before": older}, headers={"HX-Request": "true"}).content.decode()
    assert second.count('<li><a class="notification') == 5
    assert "<html" not in second
    assert unread(cast.ana) == 0
    numbers = [f"/@ana/{post.pk}" for post in posts]
    assert all((number in first) != (number in second) for number in numbers)


def test_a_crowd_about_one_post_is_cut_and_goes_on(cast, as_member, make_many, post):
    for member in make_many(70):
        Notification.objects.create(member=cast.ana, kind=Kind.REACTION, actor=member, about=post, post=post)
    client = as_member(cast.ana)
    first = text(client)
    assert "and 59 others" in first
    older = first.split('href="?before=')[1].split('"')[0]
    assert "and 9 others" in text(client, f"{PAGE}?before={older}")


def test_what_may_no_longer_be_seen_is_not_shown(cast, as_member, run_tasks):
    post = publish_post(author=cast.ana, text="Hello @cyd", audience=Audience.MEMBERS)
    run_tasks()
    assert "Hello" in text(as_member(cast.cyd))
    edit_post(actor=cast.ana, post=post, text="Hello @cyd", audience=Audience.FOLLOWERS)
    assert "Hello" not in text(as_member(cast.cyd))
    follow(follower=cast.cyd, followed=cast.ana)
    assert "Hello" in text(as_member(cast.cyd))
    Post.objects.filter(pk=post.pk).update(state=PostState.REMOVED)
    assert "Hello" not in text(as_member(cast.cyd))


@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.LEAVING])
def test_who_is_not_shown_is_not_heard_of(cast, as_member, post, run_tasks, state):
    comment(author=cast.ben, parent=post, text="Hello there")
    follow(follower=cast.ben, followed=cast.ana)
    run_tasks()
    Profile.objects.filter(pk=cast.ben.pk).update(state=state)
    assert "/@ben" not in text(as_member(cast.ana))
    assert "Hello there" not in text(as_member(cast.ana))


def test_mutes_and_blocks_hide_what_was_told_before(cast, as_member, post, run_tasks):
    comment(author=cast.ben, parent=post, text="Hello there")
    run_tasks()
    mute(actor=cast.ana, target=cast.ben)
    assert "Hello there" not in text(as_member(cast.ana))
    unmute(actor=cast.ana, target=cast.ben)
    assert "Hello there" in text(as_member(cast.ana))
    block(actor=cast.ben, target=cast.ana)
    assert "Hello there" not in text(as_member(cast.ana))


def test_kinds_are_switched_off_and_on(cast, as_member):
    client = as_member(cast.ana)
    client.post("/settings/notifications/", {"kinds": ["comment", "mention"]})
    assert sorted(set(Kind.values) - {"comment", "mention"}) == Profile.objects.get(pk=cast.ana.pk).muted_kinds
    assert client.post("/settings/notifications/", {"kinds": ["gossip"]}).status_code == 422
    client.post("/settings/notifications/", {"kinds": Kind.values})
    assert Profile.objects.get(pk=cast.ana.pk).muted_kinds == []


def test_no_words_of_a_member_stand_for_what_the_page_fills_in(cast, as_member, post, run_tasks):
    comment(author=cast.ben, parent=post, text="A token-of-this-request and rows-of-this-request")
    run_tasks()
    assert "A token-of-this-request and rows-of-this-request" in text(as_member(cast.ana))


def test_strangers_have_no_page(cast, as_member):
    assert as_member(None).get(PAGE).status_code == 302
    assert as_member(None).post("/notifications/read/").status_code in (302, 403)


def test_the_page_costs_the_same_however_much_was_told(cast, as_member, post, run_tasks, django_assert_num_queries):
    client = as_member(cast.ana)
    for member in (cast.ben, cast.cyd, cast.mo):
        comment(author=member, parent=post, text="Hello")
        react(member=member, post=post, kind=ReactionKind.LIKE)
    run_tasks()
    text(client)
    with django_assert_num_queries(4):  # session and member, rows, what is unread, the bell
        text(client)
