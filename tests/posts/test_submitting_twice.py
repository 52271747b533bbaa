from contextlib import suppress

import pytest
from django.http import Http404

from kith.graph.audiences import Audience
from kith.people.models import Profile
from kith.posts import actions
from kith.posts.models import Post, Reaction
from tests.at_once import at_once
from tests.posts.conftest import counts

FORM = {"text": "Once only", "audience": "1", "key": "k1"}


def test_the_same_form_makes_one_post(cast, as_member):
    client = as_member(cast.ana)
    first, second = client.post("/posts/", FORM), client.post("/posts/", FORM)
    assert first["Location"] == second["Location"]
    assert Post.objects.count() == 1
    assert Profile.objects.get(pk=cast.ana.pk).post_count == 1


def test_another_member_may_have_the_same_key(cast, as_member):
    as_member(cast.ana).post("/posts/", FORM)
    as_member(cast.ben).post("/posts/", FORM)
    assert Post.objects.count() == 2


def test_other_words_in_a_form_that_was_sent_are_not_lost(cast, as_member):
    client = as_member(cast.ana)
    client.post("/posts/", FORM)
    response = client.post("/posts/", FORM | {"text": "Back, and other words"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Back, and other words" in html
    assert 'name="key" value="k1"' not in html


def test_the_same_comment_and_the_same_share_are_made_once(cast, as_member, posted):
    post = posted()
    client = as_member(cast.ben)
    for _ in range(2):
        client.post(f"/posts/{post.pk}/reply", {"text": "Nice", "key": "c1"})
        client.post(f"/posts/{post.pk}/share", {"text": "", "audience": "1", "key": "s1"})
    assert counts(post) == (1, 0, 1)
    assert Post.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_post(cast):
    def publish() -> int:
        author = Profile.objects.get(pk=cast.ana.pk)
        return actions.publish_post(author=author, text="Race", audience=Audience.MEMBERS, key="k1").pk

    made = at_once(*[publish] * 4)
    assert len(set(made)) == 1
    assert Post.objects.count() == 1
    assert Profile.objects.get(pk=cast.ana.pk).post_count == 1


@pytest.mark.django_db(transaction=True)
def test_two_comments_at_once_make_one(cast, posted):
    post = posted()
    made = at_once(*[lambda: actions.comment(author=cast.ben, parent=post, text="Race", key="c1").pk] * 4)
    assert len(set(made)) == 1
    assert counts(post) == (1, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_counts_are_right_when_many_act_at_once(cast, posted):
    post = posted()
    members = [cast.ana, cast.ben, cast.cyd, cast.mo]
    at_once(*[lambda member=member: actions.react(member=member, post=post, kind=1) for member in members])
    at_once(*[lambda member=member: actions.comment(author=member, parent=post, text="Hi") for member in members])
    assert counts(post) == (4, 4, 0)
    at_once(*[lambda: actions.unreact(member=cast.ben, post=post)] * 3)
    at_once(*[lambda kind=kind: actions.react(member=cast.cyd, post=post, kind=kind) for kind in (2, 3, 4)])
    assert counts(post) == (4, 3, 0)
    assert Reaction.objects.filter(post=post, member=cast.cyd).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_comment_on_a_post_that_goes_at_once_leaves_nothing_behind(cast, posted):
    post = posted()

    def comment() -> None:
        with suppress(Http404):
            actions.comment(author=cast.ben, parent=post, text="Still there?")

    at_once(comment, comment, lambda: actions.delete_post(actor=cast.ana, post=post))
    assert not Post.objects.exists()
