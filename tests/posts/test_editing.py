import pytest

from kith.graph.audiences import Audience
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import Mention, Post, PostState, PostTag, Version


def history(client, post) -> str:
    return client.get(f"/posts/{post.pk}/history").content.decode()


def test_an_edit_keeps_what_was_said_before(cast, as_member, posted):
    post = posted(text="First words")
    response = as_member(cast.ana).post(f"/posts/{post.pk}/edit", {"text": "Second words", "audience": "1"})
    assert response["Location"] == f"/@ana/{post.pk}"
    cyd = as_member(cast.cyd)
    html = cyd.get(f"/@ana/{post.pk}").content.decode()
    assert "Second words" in html
    assert "First words" not in html
    assert "edited" in html
    assert "First words" in history(cyd, post)


@pytest.mark.parametrize("who", ["ben", "mo", "olu"])
def test_nobody_else_edits(cast, as_member, posted, who):
    post = posted()
    client = as_member(getattr(cast, who))
    assert client.get(f"/posts/{post.pk}/edit").status_code == 404
    assert client.post(f"/posts/{post.pk}/edit", {"text": "Mine", "audience": "1"}).status_code == 404
    assert Post.objects.get().text == "Hello"


def test_saving_without_a_change_leaves_no_trace(cast, posted):
    post = posted()
    actions.edit_post(actor=cast.ana, post=post, text=" Hello ", audience=Audience.MEMBERS)
    assert not Version.objects.exists()
    assert Post.objects.get().edited_at is None


def test_names_follow_the_text(cast, posted):
    post = posted(text="@ben #one #two")
    actions.edit_post(actor=cast.ana, post=post, text="@cyd #two #three", audience=Audience.MEMBERS)
    assert list(Mention.objects.values_list("member__handle", flat=True)) == ["cyd"]
    assert set(PostTag.objects.values_list("tag__name", flat=True)) == {"two", "three"}


def test_widening_hides_earlier_versions_from_all_but_the_author(cast, as_member, posted):
    post = posted(text="For my followers", audience=Audience.FOLLOWERS)
    actions.edit_post(actor=cast.ana, post=post, text="For followers still", audience=Audience.FOLLOWERS)
    ben, cyd = as_member(cast.ben), as_member(cast.cyd)
    assert "For my followers" in history(ben, post)
    actions.edit_post(actor=cast.ana, post=post, text="For all", audience=Audience.EVERYONE)
    for client in (ben, cyd):
        html = history(client, post)
        assert "For my followers" not in html
        assert "For followers still" not in html
    assert "For my followers" in history(as_member(cast.ana), post)


def test_narrowing_back_shows_them_again_to_whom_they_were_for(cast, as_member, posted):
    post = posted(text="For my followers", audience=Audience.FOLLOWERS)
    actions.edit_post(actor=cast.ana, post=post, text="For all", audience=Audience.EVERYONE)
    actions.edit_post(actor=cast.ana, post=post, text="For all", audience=Audience.FOLLOWERS)
    assert "For my followers" in history(as_member(cast.ben), post)


def test_widening_a_post_hides_earlier_versions_of_its_comments_too(cast, as_member, posted):
    post = posted(audience=Audience.FOLLOWERS)
    comment = actions.comment(author=cast.ben, parent=post, text="Among followers")
    actions.edit_post(actor=cast.ben, post=comment, text="For all", audience=Audience.MEMBERS)
    actions.edit_post(actor=cast.ana, post=post, text=post.text, audience=Audience.MEMBERS)
    assert "Among followers" not in history(as_member(cast.cyd), comment)
    assert "Among followers" in history(as_member(cast.ben), comment)


def test_the_history_is_as_hidden_as_the_post(cast, as_member, posted):
    post = posted(audience=Audience.FOLLOWERS)
    assert as_member(cast.ben).get(f"/posts/{post.pk}/history").status_code == 200
    assert as_member(cast.cyd).get(f"/posts/{post.pk}/history").status_code == 404


def test_a_comment_is_edited_without_an_audience(cast, as_member, posted):
    comment = actions.comment(author=cast.ben, parent=posted(), text="Frist!")
    assert as_member(cast.ben).post(f"/posts/{comment.pk}/edit", {"text": "First!"}).status_code == 302
    assert Post.objects.get(pk=comment.pk).text == "First!"


def test_a_refused_edit_gives_the_words_back(cast, as_member, posted):
    post = posted()
    response = as_member(cast.ana).post(f"/posts/{post.pk}/edit", {"text": "x" * 10_001, "audience": "4"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "x" * 10_001 in html
    assert '<option value="4" selected>' in html
    assert Post.objects.get().text == "Hello"


def test_read_only_members_and_removed_posts_are_not_edited(cast, as_member, posted):
    post = posted()
    Post.objects.filter(pk=post.pk).update(state=PostState.REMOVED)
    ana = as_member(cast.ana)
    assert ana.post(f"/posts/{post.pk}/edit", {"text": "New", "audience": "1"}).status_code == 404
    Post.objects.filter(pk=post.pk).update(state=PostState.SHOWN)
    Profile.objects.filter(pk=cast.ana.pk).update(state=State.READ_ONLY)
    assert ana.post(f"/posts/{post.pk}/edit", {"text": "New", "audience": "1"}).status_code == 404
    assert Post.objects.get().text == "Hello"
