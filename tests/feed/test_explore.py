"""The explore page: trends, new members, and the week's posts of which most members spoke."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.feed import popular
from kith.feed.models import Popular, Trend
from kith.graph.actions import block, mute
from kith.kernel.ids import id_at
from kith.people.models import Profile, State
from kith.posts.actions import comment, publish_post, react
from kith.posts.models import Post, Reaction, Tag
from tests.feed.conftest import shows


@pytest.fixture
def mo(cast, as_member):
    """Mo's browser, within the week that staff have for a second factor."""
    Profile.objects.filter(pk=cast.mo.pk).update(role_since=timezone.now())
    return as_member(cast.mo)


@pytest.fixture
def spoken_of(cast):
    """Ana's post, of which most spoke, and Ben's."""
    first = publish_post(author=cast.ana, text="Most", audience=1)
    second = publish_post(author=cast.ben, text="Fewer", audience=1)
    for member in (cast.ben, cast.cyd, cast.mo):
        react(member=member, post=first, kind=1)
    react(member=cast.cyd, post=second, kind=1)
    popular.recompute()
    return first, second


def ranked():
    popular.recompute()
    return list(Popular.objects.order_by("-place").values_list("post_id", flat=True))


def test_the_posts_of_which_most_members_spoke_come_first(spoken_of, cast, as_member):
    page = as_member(cast.olu).get("/explore/").text
    assert page.index(f"post-{spoken_of[0].pk}") < page.index(f"post-{spoken_of[1].pk}")


def test_each_member_counts_once_and_the_author_not_at_all(spoken_of, cast):
    first, second = spoken_of
    for number in range(5):
        comment(author=cast.cyd, parent=second, text=f"Again {number}")
        comment(author=cast.ben, parent=second, text=f"My own {number}")
    assert ranked() == [first.pk, second.pk]
    for member in (cast.mo, cast.olu, cast.ana):
        comment(author=member, parent=second, text="Yes")
    assert ranked() == [second.pk, first.pk]


def test_members_who_are_not_shown_do_not_count(spoken_of, cast):
    first, second = spoken_of
    comment(author=cast.olu, parent=second, text="Yes")
    Profile.objects.filter(pk__in=[cast.mo.pk, cast.ben.pk]).update(state=State.SUSPENDED)
    assert first.pk in ranked()
    assert Post.objects.get(pk=first.pk).reaction_count == 3
    assert second.pk not in ranked()  # its author is not shown


def test_last_weeks_posts_are_not_this_weeks(spoken_of, cast):
    old = Post.objects.create(id=id_at(timezone.now() - timedelta(days=8)), author=cast.ana, text="Old", audience=1)
    Reaction.objects.create(post=old, member=cast.ben, kind=1)
    assert old.pk not in ranked()


@pytest.mark.parametrize("audience", [2, 3, 4])
def test_what_is_not_for_all_members_is_not_ranked(spoken_of, audience):
    Post.objects.filter(pk=spoken_of[0].pk).update(audience=audience)
    assert ranked() == [spoken_of[1].pk]


@pytest.mark.parametrize("how", ["narrow", "block", "mute", "suspend", "hide", "private"])
def test_what_has_changed_since_holds_at_once(spoken_of, cast, as_member, how):
    first = spoken_of[0]
    assert shows(as_member(cast.olu), "/explore/", first)
    changes = {
        "narrow": lambda: Post.objects.filter(pk=first.pk).update(audience=4),
        "block": lambda: block(actor=cast.ana, target=cast.olu),
        "mute": lambda: mute(actor=cast.olu, target=cast.ana),
        "suspend": lambda: Profile.objects.filter(pk=cast.ana.pk).update(state=State.SUSPENDED),
        "hide": lambda: Post.objects.filter(pk=first.pk).update(state=2),
        "private": lambda: Profile.objects.filter(pk=cast.ana.pk).update(is_private=True),
    }
    changes[how]()
    assert not shows(as_member(cast.olu), "/explore/", first)


def test_trends_lead_to_their_hashtags_beside_home_and_on_explore(cast, as_member):
    tag = Tag.objects.create(name="river", shown="River")
    Trend.objects.create(tag=tag, for_strangers=False, members=7, score=7)
    for address in ("/", "/explore/"):
        page = as_member(cast.ana).get(address).text
        assert 'href="/tags/river"' in page
        assert "7 members" in page


def test_staff_keep_a_hashtag_from_trending_on_a_page_of_the_console(cast, mo, as_member):
    assert mo.post("/console/hashtags/", {"hashtag": "#Ríver"}).status_code == 302
    assert "#river" in mo.get("/console/hashtags/").text
    assert "kept a hashtag out" in mo.get("/console/log/").text
    assert mo.post("/console/hashtags/removal/", {"name": "a\0b"}).status_code == 302
    mo.post("/console/hashtags/removal/", {"name": "river"})
    assert "#river" not in mo.get("/console/hashtags/").text
    assert as_member(cast.ana).get("/console/hashtags/").status_code == 404


@pytest.mark.parametrize("hashtag", ["🦆", "#🦆", "x" * 300, "two words", "#", "1", "a\u202eb", "a\0b", "#a#b"])
def test_what_is_no_hashtag_is_refused_with_a_reason(mo, hashtag):
    response = mo.post("/console/hashtags/", {"hashtag": hashtag})
    assert response.status_code == 422
    assert "errorlist" in response.text or "field-wrong" in response.text


@pytest.mark.parametrize("name", ["🦆", "x" * 300, "كلمة-abc", "\u202eriver", "%F0%9F%A6%86", "a%00b", "٣river"])
def test_the_page_of_any_hashtag_has_an_answer(cast, as_member, name):
    assert as_member(cast.ana).get(f"/tags/{name}", follow=True).status_code in (200, 404)
