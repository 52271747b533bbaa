import pytest

from kith.graph.audiences import Audience
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import Reaction
from tests.posts.conftest import counts


def test_one_reaction_a_member_and_it_can_change(cast, as_member, posted):
    post = posted()
    ben = as_member(cast.ben)
    for kind in ("1", "3", "3"):
        response = ben.post(f"/posts/{post.pk}/react", {"kind": kind}, headers={"Referer": "http://testserver/?tab=x"})
    assert response["Location"] == f"http://testserver/?tab=x#post-{post.pk}"
    assert list(Reaction.objects.values_list("member", "kind")) == [(cast.ben.pk, 3)]
    assert counts(post) == (0, 1, 0)
    ben.post(f"/posts/{post.pk}/unreact")
    ben.post(f"/posts/{post.pk}/unreact")
    assert counts(post) == (0, 0, 0)


def test_by_htmx_the_card_comes_back_as_it_is_now(cast, as_member, posted):
    post = posted()
    response = as_member(cast.ben).post(f"/posts/{post.pk}/react", {"kind": "2"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert html.startswith("<article")
    assert "1 reaction" in html


def test_comments_take_reactions_too(cast, as_member, posted):
    comment = actions.comment(author=cast.ben, parent=posted(), text="Nice")
    as_member(cast.ana).post(f"/posts/{comment.pk}/react", {"kind": "1"})
    assert counts(comment) == (0, 1, 0)


def test_who_may_not_see_it_does_not_react(cast, as_member, posted):
    post = posted(audience=Audience.FOLLOWERS)
    assert as_member(cast.ben).post(f"/posts/{post.pk}/react", {"kind": "1"}).status_code == 302
    assert as_member(cast.cyd).post(f"/posts/{post.pk}/react", {"kind": "1"}).status_code == 404
    assert counts(post) == (0, 1, 0)


def test_read_only_members_do_not_react(cast, as_member, posted):
    post = posted()
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.READ_ONLY)
    assert as_member(cast.ben).post(f"/posts/{post.pk}/react", {"kind": "1"}).status_code == 403
    assert counts(post) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["", "0", "7", "x", "9" * 5000, "-1", "1.0", "١"])
def test_there_are_six(cast, as_member, posted, kind):
    post = posted()
    assert as_member(cast.ben).post(f"/posts/{post.pk}/react", {"kind": kind}).status_code == 400
    assert counts(post) == (0, 0, 0)


def test_who_reacted_leaves_out_whom_the_viewer_may_not_know_of(cast, as_member, posted, block):
    post = posted()
    for member in (cast.ben, cast.cyd, cast.mo):
        actions.react(member=member, post=post, kind=2)
    ana = as_member(cast.ana)
    html = ana.get(f"/posts/{post.pk}/reactions").content.decode()
    assert "@ben" in html
    assert "@cyd" in html
    block(cast.ben, cast.ana)
    Profile.objects.filter(pk=cast.cyd.pk).update(state=State.SUSPENDED)
    html = ana.get(f"/posts/{post.pk}/reactions").content.decode()
    assert "@ben" not in html
    assert "@cyd" not in html
    assert "@mo" in html
    assert counts(post) == (0, 3, 0)


def test_who_reacted_is_as_hidden_as_the_post(cast, as_member, posted):
    post = posted(audience=Audience.FOLLOWERS)
    assert as_member(cast.ben).get(f"/posts/{post.pk}/reactions").status_code == 200
    assert as_member(cast.cyd).get(f"/posts/{post.pk}/reactions").status_code == 404


def test_who_reacted_comes_in_pages(cast, as_member, posted, monkeypatch):
    monkeypatch.setattr("kith.posts.reactors.PAGE", 2)
    post = posted()
    for member in (cast.ben, cast.cyd, cast.mo):
        actions.react(member=member, post=post, kind=1)
    client = as_member(cast.ana)
    first = client.get(f"/posts/{post.pk}/reactions").content.decode()
    assert "@ben" not in first
    before = Reaction.objects.order_by("-pk")[1].pk
    part = client.get(f"/posts/{post.pk}/reactions?before={before}", headers={"HX-Request": "true"}).content.decode()
    assert "@ben" in part
    assert "@mo" not in part
    assert "<html" not in part
