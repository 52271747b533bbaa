import pytest
from django.http import Http404

from kith.graph.audiences import Audience
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import Post
from kith.posts.thread import FIRST_ANSWERS, PAGE
from tests.posts.conftest import counts


def page(client, post) -> str:
    return client.get(f"/@ana/{post.pk}").content.decode()


def test_a_comment_stands_under_its_post(cast, as_member, posted):
    post = posted()
    response = as_member(cast.ben).post(f"/posts/{post.pk}/reply", {"text": "Lovely", "key": "c"})
    comment = Post.objects.get(root=post)
    assert response["Location"] == f"/@ben/{comment.pk}"
    assert "Lovely" in page(as_member(cast.cyd), post)
    assert counts(post) == (1, 0, 0)


def test_by_htmx_it_comes_for_the_list_with_an_empty_form(cast, as_member, posted):
    post = posted()
    response = as_member(cast.ben).post(
        f"/posts/{post.pk}/reply", {"text": "Lovely", "key": "c"}, headers={"HX-Request": "true"}
    )
    form, _, comment = response.content.decode().partition("<hx-partial")
    assert "Lovely" in comment
    assert "Lovely" not in form
    assert 'hx-target="#comment-list"' in comment


def test_two_levels_an_answer_to_an_answer_stands_beside_it(cast, posted):
    post = posted()
    top = actions.comment(author=cast.ben, parent=post, text="Top")
    answer = actions.comment(author=cast.ana, parent=top, text="Answer")
    beside = actions.comment(author=cast.ben, parent=answer, text="Beside")
    assert (top.parent, answer.parent, beside.parent) == (post, top, top)
    assert {top.root, answer.root, beside.root} == {post}
    assert counts(post) == (3, 0, 0)
    assert counts(top) == (2, 0, 0)


def test_first_answers_show_under_a_comment_and_all_on_its_own_page(cast, as_member, posted):
    post = posted()
    top = actions.comment(author=cast.ben, parent=post, text="Top")
    other = actions.comment(author=cast.ben, parent=post, text="Other")
    for number in range(FIRST_ANSWERS + 2):
        actions.comment(author=cast.ana, parent=top, text=f"Answer no {number}.")
    actions.comment(author=cast.ana, parent=other, text="Elsewhere")
    client = as_member(cast.cyd)
    html = page(client, post)
    assert f"Answer no {FIRST_ANSWERS - 1}." in html
    assert f"Answer no {FIRST_ANSWERS}." not in html
    assert "Elsewhere" in html
    own = client.get(f"/@ben/{top.pk}").content.decode()
    assert f"Answer no {FIRST_ANSWERS + 1}." in own
    assert "Elsewhere" not in own


def test_comments_come_in_pages(cast, as_member, posted):
    post = posted()
    for number in range(PAGE + 5):
        actions.comment(author=cast.ben, parent=post, text=f"Comment no {number}.")
    client = as_member(cast.cyd)
    first = page(client, post)
    assert f"Comment no {PAGE - 1}." in first
    assert f"Comment no {PAGE}." not in first
    last = Post.objects.filter(root=post).order_by("pk")[PAGE - 1]
    address = f"/posts/{post.pk}/comments?after={last.pk}"
    assert address in first
    whole = client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert f"Comment no {PAGE}." in whole
    assert f"Comment no {PAGE - 1}." not in whole
    assert f"Comment no {PAGE}." in part
    assert "<html" not in part
    assert 'rel="next"' not in part


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.ONLY_ME])
def test_who_may_not_see_a_post_does_not_comment_on_it(cast, as_member, posted, audience):
    post = posted(audience=audience)
    response = as_member(cast.cyd).post(f"/posts/{post.pk}/reply", {"text": "Psst"})
    assert response.status_code == 404
    with pytest.raises(Http404):
        actions.comment(author=cast.cyd, parent=post, text="Psst")
    assert not Post.objects.filter(root=post).exists()


def test_a_block_with_its_author_keeps_a_comment_away(cast, as_member, posted, block):
    post = posted()
    actions.comment(author=cast.ben, parent=post, text="From Ben")
    assert "From Ben" in page(as_member(cast.cyd), post)
    block(cast.ben, cast.cyd)
    assert "From Ben" not in page(as_member(cast.cyd), post)
    assert "From Ben" in page(as_member(cast.ana), post)


def test_who_was_blocked_by_the_author_does_not_comment(cast, as_member, posted, block):
    post = posted()
    block(cast.ana, cast.ben)
    assert as_member(cast.ben).post(f"/posts/{post.pk}/reply", {"text": "Hey"}).status_code == 404


def test_a_closed_post_takes_no_comment_and_gives_the_words_back(cast, as_member, posted):
    post = posted()
    ben = as_member(cast.ben)
    assert ben.post(f"/posts/{post.pk}/close", {"closed": "yes"}).status_code == 404
    as_member(cast.ana).post(f"/posts/{post.pk}/close", {"closed": "yes"})
    response = ben.post(f"/posts/{post.pk}/reply", {"text": "Too late"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Comments are closed here." in html
    assert "Too late" in html
    assert "Comments are closed." in page(ben, post)
    assert counts(post) == (0, 0, 0)
    as_member(cast.ana).post(f"/posts/{post.pk}/close", {"closed": ""})
    assert ben.post(f"/posts/{post.pk}/reply", {"text": "Now"}).status_code == 302


def test_read_only_members_do_not_comment(cast, as_member, posted):
    post = posted()
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.READ_ONLY)
    assert as_member(cast.ben).post(f"/posts/{post.pk}/reply", {"text": "Hey"}).status_code == 403
    assert "Write a comment" not in page(as_member(cast.ben), post)
    assert not Post.objects.filter(root=post).exists()


def test_an_empty_comment_is_refused(cast, as_member, posted):
    response = as_member(cast.ben).post(f"/posts/{posted().pk}/reply", {"text": " \n "})
    assert response.status_code == 422
    assert "Write something first." in response.content.decode()


def test_strangers_read_comments_where_anyone_may(cast, as_member, posted, community):
    post = posted(audience=Audience.EVERYONE)
    actions.comment(author=cast.ben, parent=post, text="From Ben")
    assert as_member(None).get(f"/@ana/{post.pk}").status_code == 404
    community.reading = "anyone"
    community.stamp += 1
    community.save()
    html = page(as_member(None), post)
    assert "From Ben" in html
    assert "<textarea" not in html
