import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from kith.audit.models import Line
from kith.graph.audiences import Audience
from kith.people.models import Profile, Role, State
from kith.posts import actions
from kith.posts.models import Post, PostState
from tests.cast import make_member
from tests.posts.conftest import counts


@pytest.mark.parametrize("state", [PostState.HELD, PostState.HIDDEN, PostState.REMOVED])
def test_a_withheld_post_shows_to_its_author_alone_with_the_reason(cast, as_member, posted, state):
    post = posted(text="Questionable")
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 200
    actions.withhold_post(actor=cast.mo, post=post, state=state, reason="Against rule 2")
    for member in (cast.ben, cast.mo, cast.olu):
        assert as_member(member).get(f"/@ana/{post.pk}").status_code == 404
    html = as_member(cast.ana).get(f"/@ana/{post.pk}").content.decode()
    assert "Only you see it" in html
    actions.restore_post(actor=cast.mo, post=post)
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 200


def test_it_is_in_the_log(cast, posted):
    post = posted()
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.REMOVED, reason="Spam")
    actions.restore_post(actor=cast.olu, post=post, reason="It was not")
    lines = Line.objects.order_by("id").values_list("actor_id", "verb", "target_id", "reason")
    assert list(lines) == [
        (cast.mo.pk, "withhold_post", post.pk, "Spam"),
        (cast.olu.pk, "restore_post", post.pk, "It was not"),
    ]


def test_members_withhold_nothing(cast, posted):
    post = posted()
    for member in (cast.ana, cast.ben):
        with pytest.raises(Http404):
            actions.withhold_post(actor=member, post=post, state=PostState.HIDDEN, reason="")
        with pytest.raises(Http404):
            actions.restore_post(actor=member, post=post)


def test_staff_who_are_suspended_withhold_nothing(cast, posted):
    Profile.objects.filter(pk=cast.mo.pk).update(state=State.SUSPENDED)
    cast.mo.refresh_from_db()
    with pytest.raises(Http404):
        actions.withhold_post(actor=cast.mo, post=posted(), state=PostState.HIDDEN, reason="")


@pytest.mark.parametrize(
    ("staff", "author"), [("mo", "mo"), ("mo", "ada"), ("mo", "olu"), ("ada", "ada"), ("ada", "olu")]
)
def test_staff_withhold_and_restore_only_what_those_below_them_wrote(cast, posted, staff, author):
    cast.ada = make_member("ada", role=Role.ADMINISTRATOR)
    post = posted(author=getattr(cast, author))
    with pytest.raises(Http404):
        actions.withhold_post(actor=getattr(cast, staff), post=post, state=PostState.HIDDEN, reason="")
    actions.withhold_post(actor=cast.olu, post=post, state=PostState.HIDDEN, reason="Against rule 2")
    with pytest.raises(Http404):
        actions.restore_post(actor=getattr(cast, staff), post=post)
    actions.restore_post(actor=cast.olu, post=post)
    assert Post.objects.get(pk=post.pk).state == PostState.SHOWN


def test_what_was_removed_is_not_made_less_than_that_except_by_restoring_it(cast, posted):
    post = posted()
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.REMOVED, reason="Spam")
    for state in (PostState.HIDDEN, PostState.HELD):
        with pytest.raises(Http404):
            actions.withhold_post(actor=cast.olu, post=post, state=state, reason="")
    assert Post.objects.get(pk=post.pk).state == PostState.REMOVED


def test_the_author_can_neither_edit_nor_delete_what_was_removed(cast, as_member, posted):
    post = posted()
    browser = as_member(cast.ana)
    assert f"/posts/{post.pk}/delete" in browser.get(f"/@ana/{post.pk}").text
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.REMOVED, reason="Spam")
    assert f"/posts/{post.pk}/delete" not in browser.get(f"/@ana/{post.pk}").text
    assert browser.post(f"/posts/{post.pk}/delete").status_code == 404
    assert browser.post(f"/posts/{post.pk}/edit", {"text": "Harmless", "audience": 1}).status_code == 404
    assert Post.objects.get(pk=post.pk).text == "Hello"


def test_an_edit_of_what_is_hidden_does_not_bring_it_back(cast, as_member, posted):
    post = posted()
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.HIDDEN, reason="Against rule 2")
    assert as_member(cast.ana).post(f"/posts/{post.pk}/edit", {"text": "Harmless", "audience": 1}).status_code == 302
    now = Post.objects.get(pk=post.pk)
    assert (now.text, now.state, now.state_reason) == ("Harmless", PostState.HIDDEN, "Against rule 2")
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 404


def test_shown_is_no_way_to_withhold(cast, posted):
    with pytest.raises(ValidationError):
        actions.withhold_post(actor=cast.mo, post=posted(), state=PostState.SHOWN, reason="")


def test_nothing_happens_to_what_is_withheld(cast, posted):
    post = posted(audience=Audience.EVERYONE)
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.HIDDEN, reason="")
    post = Post.objects.get(pk=post.pk)
    for act in (
        lambda: actions.react(member=cast.ana, post=post, kind=1),
        lambda: actions.react(member=cast.ben, post=post, kind=1),
        lambda: actions.share_post(author=cast.ana, original=post, text="", audience=0),
        lambda: actions.comment(author=cast.ben, parent=post, text="Hi"),
    ):
        with pytest.raises(Http404):
            act()
    assert counts(post) == (0, 0, 0)
