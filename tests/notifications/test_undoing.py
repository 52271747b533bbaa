"""What is undone leaves nothing behind; what is told twice is told once."""

import pytest

from kith.graph.actions import approve_follow, block, decline_follow, follow, unfollow
from kith.notifications import actions, tasks
from kith.notifications.models import Notification
from kith.people.models import Profile
from kith.posts.actions import comment, delete_post, react, unreact
from kith.posts.models import ReactionKind


def test_unfollowing_takes_the_notification_away(cast, heard):
    follow(follower=cast.cyd, followed=cast.ana)
    assert heard(cast.ana) == [("follow", "cyd")]
    unfollow(follower=cast.cyd, followed=cast.ana)
    assert heard(cast.ana) == []


@pytest.mark.parametrize("undo", [decline_follow, unfollow])
def test_a_request_that_is_gone_takes_its_notification_away(cast, heard, undo):
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True)
    follow(follower=cast.cyd, followed=cast.ana)
    assert heard(cast.ana) == [("request", "cyd")]
    undo(follower=cast.cyd, followed=cast.ana)
    assert heard(cast.ana) == []


def test_an_approval_ends_with_the_follow(cast, heard):
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True)
    follow(follower=cast.cyd, followed=cast.ana)
    approve_follow(followed=cast.ana, follower=cast.cyd)
    assert heard(cast.cyd) == [("approval", "ana")]
    unfollow(follower=cast.cyd, followed=cast.ana)
    assert heard(cast.cyd) == []


def test_a_reaction_taken_back_is_not_heard_of(cast, post, heard):
    react(member=cast.ben, post=post, kind=ReactionKind.LIKE)
    assert heard(cast.ana) == [("reaction", "ben")]
    react(member=cast.ben, post=post, kind=ReactionKind.SAD)
    assert heard(cast.ana) == [("reaction", "ben")]
    unreact(member=cast.ben, post=post)
    assert heard(cast.ana) == []


def test_undone_before_it_was_told_is_never_told(cast, post, heard):
    react(member=cast.ben, post=post, kind=ReactionKind.LIKE)
    unreact(member=cast.ben, post=post)
    follow(follower=cast.cyd, followed=cast.ana)
    unfollow(follower=cast.cyd, followed=cast.ana)
    gone = comment(author=cast.ben, parent=post, text="Never mind @cyd")
    delete_post(actor=cast.ben, post=gone)
    assert heard(cast.ana) == []
    assert heard(cast.cyd) == []


def test_deleting_a_post_takes_all_about_it_away(cast, post, heard):
    comment(author=cast.ben, parent=post, text="Hello @cyd")
    react(member=cast.ben, post=post, kind=ReactionKind.LIKE)
    assert len(heard(cast.ana)) == 2
    delete_post(actor=cast.ana, post=post)
    assert heard(cast.ana) == []
    assert heard(cast.cyd) == []


def test_a_block_takes_all_of_each_other_away(cast, post, heard):
    follow(follower=cast.cyd, followed=cast.ana)
    comment(author=cast.cyd, parent=post, text="Hello")
    comment(author=cast.ben, parent=post, text="Hello")
    assert len(heard(cast.ana)) == 3
    block(actor=cast.cyd, target=cast.ana)
    assert heard(cast.ana) == [("comment", "ben")]


def test_every_task_may_run_twice(cast, post, heard):
    follow(follower=cast.cyd, followed=cast.ana)
    answer = comment(author=cast.ben, parent=post, text="@cyd")
    react(member=cast.ben, post=post, kind=ReactionKind.LIKE)
    before = heard(cast.ana), heard(cast.cyd)
    actions.mark_read(member=cast.ana)
    tasks.tell_followed.func(cast.cyd.pk, cast.ana.pk)
    tasks.tell_answered.func(answer.pk, cast.ben.pk)
    tasks.tell_mentioned.func(answer.pk, cast.ben.pk)
    tasks.settle_reaction.func(post.pk, cast.ben.pk)
    assert (heard(cast.ana), heard(cast.cyd)) == before
    assert not Notification.objects.filter(member=cast.ana, read_at=None).exists()


def test_tasks_about_what_is_gone_do_nothing(cast, heard):
    for task in (tasks.tell_answered, tasks.tell_mentioned, tasks.tell_shared):
        task.func(12345, cast.ben.pk)
    tasks.settle_reaction.func(12345, cast.ben.pk)
    assert not Notification.objects.exists()
