import pytest
from django.http import Http404

from kith.people.models import Profile
from kith.posts import actions
from kith.posts.actions import deleting
from kith.posts.models import Post, PostState, Submission
from tests.posts.conftest import counts


def test_deleting_asks_once_and_takes_comments_along(cast, as_member, posted):
    post = posted(key="k")
    actions.comment(author=cast.ben, parent=post, text="Hi")
    ana = as_member(cast.ana)
    assert "Delete this post?" in ana.get(f"/posts/{post.pk}/delete").content.decode()
    assert Post.objects.count() == 2
    assert ana.post(f"/posts/{post.pk}/delete")["Location"] == "/"
    assert not Post.objects.exists()
    assert not Submission.objects.exists()
    assert Profile.objects.get(pk=cast.ana.pk).post_count == 0
    assert ana.get(f"/@ana/{post.pk}").status_code == 404


@pytest.mark.parametrize("who", ["ben", "mo", "olu"])
def test_nobody_else_deletes(cast, as_member, posted, who):
    post = posted()
    assert as_member(getattr(cast, who)).post(f"/posts/{post.pk}/delete").status_code == 404
    assert Post.objects.exists()


def test_the_author_of_a_post_removes_comments_on_it_and_others_do_not(cast, as_member, posted):
    post = posted()
    comment = actions.comment(author=cast.ben, parent=post, text="Rude")
    assert as_member(cast.cyd).post(f"/posts/{comment.pk}/delete").status_code == 404
    response = as_member(cast.ana).post(f"/posts/{comment.pk}/delete")
    assert response["Location"] == f"/@ana/{post.pk}"
    assert not Post.objects.filter(pk=comment.pk).exists()
    assert counts(post) == (0, 0, 0)


def test_a_comment_does_not_give_power_over_the_answers_of_others(cast, as_member, posted):
    post = posted()
    top = actions.comment(author=cast.ben, parent=post, text="Top")
    answer = actions.comment(author=cast.cyd, parent=top, text="Answer")
    assert as_member(cast.ben).post(f"/posts/{answer.pk}/delete").status_code == 404


def test_counts_follow_a_comment_with_its_answers(cast, posted):
    post = posted()
    top = actions.comment(author=cast.ben, parent=post, text="Top")
    answers = [actions.comment(author=cast.cyd, parent=top, text="Answer") for _ in range(3)]
    other = actions.comment(author=cast.ben, parent=post, text="Other")
    actions.delete_post(actor=cast.cyd, post=answers[0])
    assert counts(post) == (4, 0, 0)
    assert counts(top) == (2, 0, 0)
    actions.delete_post(actor=cast.ben, post=top)
    assert counts(post) == (1, 0, 0)
    actions.delete_post(actor=cast.ben, post=other)
    assert counts(post) == (0, 0, 0)


def test_the_words_are_not_in_the_page_that_remains(cast, as_member, posted):
    post = posted()
    comment = actions.comment(author=cast.ben, parent=post, text="Gone soon")
    ana = as_member(cast.ana)
    assert "Gone soon" in ana.get(f"/@ana/{post.pk}").content.decode()
    actions.delete_post(actor=cast.ben, post=comment)
    assert "Gone soon" not in ana.get(f"/@ana/{post.pk}").content.decode()


@pytest.fixture
def long_thread(cast, posted, monkeypatch):
    """A post of Ana's with more comments than go at once: three, and an answer."""
    monkeypatch.setattr(deleting, "AT_ONCE", 2)
    post = posted(text="Long")
    top = [actions.comment(author=cast.ben, parent=post, text=f"Comment {number}") for number in range(3)]
    actions.comment(author=cast.ana, parent=top[0], text="An answer")
    return post


def test_a_post_with_very_many_comments_is_gone_at_once_and_taken_away_after(cast, as_member, run_tasks, long_thread):
    comment = long_thread.comments.first()
    share = actions.share_post(author=cast.cyd, original=long_thread, text="", audience=1)
    for member in (cast.ana, cast.ben):
        assert "Long" in as_member(member).get("/@ana").text
    assert as_member(cast.ana).post(f"/posts/{long_thread.pk}/delete")["Location"] == "/"
    assert Post.objects.get(pk=long_thread.pk).state == PostState.DELETED
    for member in (cast.ana, cast.ben, cast.mo):
        browser = as_member(member)
        for address in (f"/@ana/{long_thread.pk}", f"/@ben/{comment.pk}", f"/posts/{long_thread.pk}/reactions"):
            assert browser.get(address).status_code == 404, (member, address)
        assert "Long" not in browser.get("/@ana").text
    assert as_member(cast.ana).post(f"/posts/{long_thread.pk}/edit", {"text": "Back", "audience": 1}).status_code == 404
    run_tasks()
    assert list(Post.objects.values_list("pk", "shared")) == [(share.pk, None)]
    assert Profile.objects.get(pk=cast.ana.pk).post_count == 0


def test_nobody_else_has_a_long_thread_taken_away(cast, as_member, run_tasks, long_thread):
    assert as_member(cast.ben).post(f"/posts/{long_thread.pk}/delete").status_code == 404
    run_tasks()
    assert Post.objects.count() == 5


def test_staff_bring_nothing_back_that_its_author_deleted(cast, as_member, long_thread):
    actions.delete_post(actor=cast.ana, post=long_thread)
    with pytest.raises(Http404):
        actions.withhold_post(actor=cast.mo, post=long_thread, state=PostState.HIDDEN, reason="")
    actions.restore_post(actor=cast.mo, post=long_thread)
    assert Post.objects.get(pk=long_thread.pk).state == PostState.DELETED
    assert str(long_thread.pk) not in as_member(cast.olu).get("/console/posts/").text


def test_taking_away_goes_on_where_it_was_cut_off(cast, run_tasks, long_thread):
    actions.delete_post(actor=cast.ana, post=long_thread)
    long_thread.comments.order_by("-pk").first().delete()
    run_tasks()
    assert not Post.objects.exists()
