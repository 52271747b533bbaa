import pytest

from kith.people.models import Profile
from kith.posts import actions
from kith.posts.models import Post, Submission
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
