"""Who is told of what, and who is not."""

import pytest

from kith.graph.actions import approve_follow, block, follow, mute
from kith.graph.audiences import Audience
from kith.notifications import actions
from kith.people.models import Profile, State
from kith.posts.actions import comment, edit_post, publish_post, react, share_post
from kith.posts.models import ReactionKind


def set_fields(member: Profile, **values: object) -> None:
    Profile.objects.filter(pk=member.pk).update(**values)


def test_who_is_followed_hears_of_it(cast, heard):
    follow(follower=cast.cyd, followed=cast.ana)
    assert heard(cast.ana) == [("follow", "cyd")]
    assert heard(cast.cyd) == []
    assert heard(cast.ben) == []


def test_a_request_and_its_approval_reach_both_sides(cast, heard):
    set_fields(cast.ana, is_private=True)
    follow(follower=cast.cyd, followed=cast.ana)
    assert heard(cast.ana) == [("request", "cyd")]
    approve_follow(followed=cast.ana, follower=cast.cyd)
    assert heard(cast.ana) == []
    assert heard(cast.cyd) == [("approval", "ana")]


def test_a_comment_reaches_the_author_and_a_reply_whom_it_answers(cast, post, heard):
    first = comment(author=cast.ben, parent=post, text="How high?")
    assert heard(cast.ana) == [("comment", "ben")]
    comment(author=cast.cyd, parent=first, text="Knee-high.")
    assert heard(cast.ben) == [("reply", "cyd")]
    assert heard(cast.ana) == [("comment", "cyd"), ("comment", "ben")]
    assert heard(cast.cyd) == []


def test_who_is_author_and_answered_hears_once(cast, post, heard):
    mine = comment(author=cast.ana, parent=post, text="Look.")
    comment(author=cast.ben, parent=mine, text="I see.")
    assert heard(cast.ana) == [("reply", "ben")]


def test_a_mention_reaches_who_is_named_and_not_twice_for_an_answer(cast, post, heard):
    comment(author=cast.cyd, parent=post, text="@ana and @ben, look")
    assert heard(cast.ben) == [("mention", "cyd")]
    assert heard(cast.ana) == [("comment", "cyd")]


def test_a_mention_does_not_reach_who_may_not_see_the_post(cast, heard):
    publish_post(author=cast.ana, text="Only followers: @ben @cyd", audience=Audience.FOLLOWERS)
    assert heard(cast.ben) == [("mention", "ana")]
    assert heard(cast.cyd) == []


def test_an_edit_tells_who_is_newly_named_and_forgets_who_is_not(cast, heard):
    post = publish_post(author=cast.ana, text="Hello @ben", audience=Audience.MEMBERS)
    assert heard(cast.ben) == [("mention", "ana")]
    edit_post(actor=cast.ana, post=post, text="Hello @cyd", audience=Audience.MEMBERS)
    assert heard(cast.ben) == []
    assert heard(cast.cyd) == [("mention", "ana")]


def test_reactions_and_shares_reach_the_author(cast, post, heard):
    react(member=cast.cyd, post=post, kind=ReactionKind.LOVE)
    share_post(author=cast.ben, original=post, text="", audience=Audience.MEMBERS)
    assert sorted(heard(cast.ana)) == [("reaction", "cyd"), ("share", "ben")]


def test_nobody_hears_of_themselves(cast, post, heard):
    react(member=cast.ana, post=post, kind=ReactionKind.LIKE)
    comment(author=cast.ana, parent=post, text="Me, @ana")
    share_post(author=cast.ana, original=post, text="@ana", audience=Audience.MEMBERS)
    assert heard(cast.ana) == []


def test_muted_members_are_not_heard(cast, post, heard):
    mute(actor=cast.ana, target=cast.cyd)
    follow(follower=cast.cyd, followed=cast.ana)
    comment(author=cast.cyd, parent=post, text="Hello? @ana")
    react(member=cast.cyd, post=post, kind=ReactionKind.LIKE)
    assert heard(cast.ana) == []


@pytest.mark.parametrize(("blocker", "blocked"), [("ana", "cyd"), ("cyd", "ana")])
def test_a_block_is_not_crossed_under_a_third_members_post(cast, heard, blocker, blocked):
    post = publish_post(author=cast.ben, text="Hello", audience=Audience.MEMBERS)
    first = comment(author=cast.ana, parent=post, text="First")
    block(actor=getattr(cast, blocker), target=getattr(cast, blocked))
    comment(author=cast.cyd, parent=post, text="@ana")
    assert heard(cast.ana) == []
    assert first.author_id == cast.ana.pk


def test_a_kind_that_is_switched_off_is_not_heard(cast, post, heard):
    actions.choose_kinds(member=cast.ana, kinds=["comment"])
    react(member=cast.ben, post=post, kind=ReactionKind.LIKE)
    follow(follower=cast.cyd, followed=cast.ana)
    comment(author=cast.ben, parent=post, text="Hello")
    assert heard(cast.ana) == [("comment", "ben")]


@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.LEAVING])
def test_who_may_not_read_is_told_nothing(cast, heard, state):
    set_fields(cast.cyd, state=state)
    publish_post(author=cast.ana, text="Hello @cyd", audience=Audience.MEMBERS)
    assert heard(cast.cyd) == []
