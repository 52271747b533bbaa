import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from kith.audit.models import Line
from kith.graph.audiences import Audience
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import Post, PostState
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


def test_staff_do_not_restore_what_they_wrote_themselves(cast, posted):
    post = posted(author=cast.mo)
    actions.withhold_post(actor=cast.olu, post=post, state=PostState.REMOVED, reason="Against rule 2")
    with pytest.raises(Http404):
        actions.restore_post(actor=cast.mo, post=post)
    actions.restore_post(actor=cast.olu, post=post)
    actions.withhold_post(actor=cast.mo, post=(own := posted(author=cast.olu)), state=PostState.HIDDEN, reason="")
    actions.restore_post(actor=cast.olu, post=own)
    assert Post.objects.get(pk=own.pk).state == PostState.SHOWN


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
