import pytest
from django.http import Http404

from kith.graph.audiences import Audience
from kith.people.models import Profile
from kith.posts import actions
from kith.posts.models import Post, PostState
from tests.posts.conftest import counts

FORM = {"text": "Look at this", "audience": "1", "key": "s1"}


def test_a_share_carries_words_and_the_original(cast, as_member, posted):
    post = posted(text="The original words")
    response = as_member(cast.ben).post(f"/posts/{post.pk}/share", FORM)
    share = Post.objects.get(is_share=True)
    assert (share.shared, share.text) == (post, "Look at this")
    html = as_member(cast.cyd).get(response["Location"]).content.decode()
    assert "Look at this" in html
    assert "The original words" in html
    assert counts(post) == (0, 0, 1)


def test_words_are_not_needed(cast, as_member, posted):
    post = posted()
    assert as_member(cast.ben).post(f"/posts/{post.pk}/share", {"audience": "1"}).status_code == 302


def test_sharing_a_share_shares_the_original(cast, posted):
    post = posted()
    first = actions.share_post(author=cast.ben, original=post, text="One", audience=Audience.MEMBERS)
    second = actions.share_post(author=cast.cyd, original=first, text="Two", audience=Audience.MEMBERS)
    assert second.shared == post
    assert counts(post) == (0, 0, 2)
    assert counts(first) == (0, 0, 0)


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.FRIENDS, Audience.ONLY_ME])
def test_only_what_is_for_everyone_or_members_is_shared(cast, as_member, posted, audience):
    post = posted(audience=audience)
    for member in (cast.ana, cast.ben):
        assert as_member(member).get(f"/posts/{post.pk}/share").status_code == 404
        assert as_member(member).post(f"/posts/{post.pk}/share", FORM).status_code == 404
    assert not Post.objects.filter(is_share=True).exists()


def test_nothing_of_a_private_account_is_shared(cast, as_member, posted):
    post = posted(audience=Audience.EVERYONE)
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True)
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 200
    assert as_member(cast.ben).post(f"/posts/{post.pk}/share", FORM).status_code == 404


def test_neither_comments_nor_what_is_held_nor_what_is_gone(cast, posted):
    post = posted()
    comment = actions.comment(author=cast.ben, parent=post, text="Hi")
    share = actions.share_post(author=cast.cyd, original=post, text="", audience=Audience.MEMBERS)
    held = posted()
    Post.objects.filter(pk=held.pk).update(state=PostState.HELD)
    actions.delete_post(actor=cast.ana, post=post)
    for original in (comment, Post.objects.get(pk=held.pk), Post.objects.get(pk=share.pk)):
        with pytest.raises(Http404):
            actions.share_post(author=cast.ana, original=original, text="", audience=Audience.MEMBERS)


def test_who_may_not_see_the_original_cannot_share_it(cast, posted, block):
    post = posted()
    share = actions.share_post(author=cast.cyd, original=post, text="", audience=Audience.MEMBERS)
    block(cast.ana, cast.ben)
    with pytest.raises(Http404):
        actions.share_post(author=cast.ben, original=share, text="", audience=Audience.MEMBERS)


def test_the_original_shows_only_to_who_may_see_it(cast, as_member, posted, block):
    post = posted(text="The original words")
    share = actions.share_post(author=cast.cyd, original=post, text="Look", audience=Audience.MEMBERS)
    ben = as_member(cast.ben)
    assert "The original words" in ben.get(f"/@cyd/{share.pk}").content.decode()
    block(cast.ana, cast.ben)
    html = ben.get(f"/@cyd/{share.pk}").content.decode()
    assert "Look" in html
    assert "The original words" not in html
    assert "@ana" not in html


def test_narrowing_the_original_hides_it_in_its_shares(cast, as_member, posted):
    post = posted(text="The original words")
    share = actions.share_post(author=cast.ben, original=post, text="Look", audience=Audience.MEMBERS)
    cyd = as_member(cast.cyd)
    assert "The original words" in cyd.get(f"/@ben/{share.pk}").content.decode()
    actions.edit_post(actor=cast.ana, post=post, text=post.text, audience=Audience.FOLLOWERS)
    assert "The original words" not in cyd.get(f"/@ben/{share.pk}").content.decode()


def test_a_share_outlives_its_original_and_says_so(cast, as_member, posted):
    post = posted(text="The original words")
    share = actions.share_post(author=cast.ben, original=post, text="Look", audience=Audience.MEMBERS)
    cyd = as_member(cast.cyd)
    cyd.get(f"/@ben/{share.pk}")
    actions.delete_post(actor=cast.ana, post=post)
    html = cyd.get(f"/@ben/{share.pk}").content.decode()
    assert "Look" in html
    assert "not available" in html
    assert "The original words" not in html


def test_deleting_a_share_counts_down(cast, posted):
    post = posted()
    share = actions.share_post(author=cast.ben, original=post, text="", audience=Audience.MEMBERS)
    actions.delete_post(actor=cast.ben, post=share)
    assert counts(post) == (0, 0, 0)
