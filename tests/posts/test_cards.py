"""A card is drawn once for all viewers: nothing of one may show to another, and every change shows at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kith.graph.audiences import Audience
from kith.media.models import MediaItem, MediaState
from kith.people.models import Profile
from kith.posts import cards
from kith.posts.actions.deleting import delete_post
from kith.posts.actions.editing import edit_post
from kith.posts.actions.keeping import pin_post, save_post
from kith.posts.actions.reacting import react, unreact
from kith.posts.models import Post, PostMedia, ReactionKind


@pytest.fixture
def post(cast):
    cards.forget()
    return Post.objects.create(author=cast.ana, text="Hello river", audience=1)


def test_the_reaction_of_one_does_not_show_to_another(cast, post):
    react(member=cast.ben, post=post, kind=ReactionKind.LOVE)
    assert f"/posts/{post.pk}/unreact" in cards.one(post.pk, cast.ben)
    for other in (cast.ana, cast.cyd, None):
        assert "unreact" not in cards.one(post.pk, other)
        assert "reaction-own" not in cards.one(post.pk, other)
    unreact(member=cast.ben, post=post)
    assert "unreact" not in cards.one(post.pk, cast.ben)


def test_what_one_saved_or_pinned_does_not_show_to_another(cast, post):
    save_post(member=cast.ben, post=post)
    pin_post(actor=cast.ana, post=post)
    assert f"/posts/{post.pk}/unsave" in cards.one(post.pk, cast.ben)
    assert f"/posts/{post.pk}/unpin" in cards.one(post.pk, cast.ana)
    assert "unsave" not in cards.one(post.pk, cast.ana)
    assert "unpin" not in cards.one(post.pk, cast.ben)


def test_the_own_menu_is_the_authors_and_staffs_is_theirs(cast, post):
    assert f"/posts/{post.pk}/delete" in cards.one(post.pk, cast.ana)
    for other in (cast.ben, cast.mo):
        assert f"/posts/{post.pk}/delete" not in cards.one(post.pk, other)
        assert f"/posts/{post.pk}/edit" not in cards.one(post.pk, other)


def test_who_is_not_signed_in_gets_no_buttons(cast, post, community):
    community.reading = "anyone"
    community.save()
    Post.objects.filter(pk=post.pk).update(audience=0)
    assert "Hello river" in cards.one(post.pk, None)
    assert "<button" not in cards.one(post.pk, None)


def test_who_may_not_see_it_gets_nothing(cast, post):
    Post.objects.filter(pk=post.pk).update(audience=2)
    assert "Hello river" in cards.one(post.pk, cast.ben)
    assert cards.one(post.pk, cast.cyd) == ""


def test_each_browser_gets_its_own_token(cast, post, as_member):
    def token_of(member):
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', as_member(member).get("/?tab=community").text)[1]

    assert token_of(cast.ana) != token_of(cast.ben)


def test_a_warm_page_asks_for_no_card(cast, post, as_member):
    browser = as_member(cast.ben)
    browser.get("/?tab=community")
    with CaptureQueriesContext(connection) as queries:
        browser.get("/?tab=community")
    assert not [query for query in queries if '"posts_post"."text"' in query["sql"]]


def test_an_edit_shows_at_once(cast, post):
    assert "Hello river" in cards.one(post.pk, cast.ben)
    edit_post(actor=cast.ana, post=post, text="Hello sea", audience=1)
    card = cards.one(post.pk, cast.ben)
    assert "Hello sea" in card
    assert "Hello river" not in card


@pytest.mark.parametrize(("name", "value"), [("display_name", "Anna"), ("avatar_key", "k" * 22), ("handle", "anna")])
def test_a_new_name_handle_or_picture_shows_at_once(cast, post, name, value):
    assert value not in cards.one(post.pk, cast.ben)
    stamp = Profile.objects.get(pk=cast.ana.pk).stamp
    Profile.objects.filter(pk=cast.ana.pk).update(**{name: value}, stamp=stamp + 1)
    assert value in cards.one(post.pk, cast.ben)


def test_counts_show_at_once(cast, post):
    assert "reaction" not in re.search(r'<p class="post-counts">(.*?)</p>', cards.one(post.pk, cast.cyd))[1]
    react(member=cast.ben, post=post, kind=1)
    assert "1 reaction" in cards.one(post.pk, cast.cyd)


def test_a_card_is_kept_for_each_language(cast, post):
    assert "Comment" in cards.one(post.pk, cast.ben)
    with override("ar"):
        card = cards.one(post.pk, cast.ben)
    assert "<span>Comment</span>" not in card
    assert "<span>Comment</span>" in cards.one(post.pk, cast.ben)


def test_words_that_look_like_a_mark_stay_words(cast, post):
    with_marks = Post.objects.create(author=cast.ana, text="{% only own %}secret{% endonly %} k0_end_k0_", audience=1)
    assert "{% only own %}secret{% endonly %} k0_end_k0_" in cards.one(with_marks.pk, cast.ben)


def test_text_is_no_html(cast, post):
    hostile = Post.objects.create(author=cast.ana, text="<script>alert(1)</script>", audience=1)
    Profile.objects.filter(pk=cast.ana.pk).update(display_name="<b>Ana</b>", stamp=9)
    card = cards.one(hostile.pk, cast.ben)
    assert "<script>" not in card
    assert "<b>" not in card
    assert "&lt;script&gt;" in card


def test_a_photo_has_its_size_its_words_and_its_widths(cast, post):
    photo = MediaItem.objects.create(
        owner_id=cast.ana.pk, state=MediaState.READY, width=1600, height=1200, sizes=[320, 640, 1280]
    )
    PostMedia.objects.create(post=post, item=photo, position=0, alt='A boat "Ida"')
    Post.objects.filter(pk=post.pk).update(revision=2)
    card = cards.one(post.pk, cast.ben)
    assert 'width="1600" height="1200"' in card
    assert 'alt="A boat &quot;Ida&quot;"' in card
    assert f"/media/{photo.key}/320 320w, /media/{photo.key}/640 640w, /media/{photo.key}/1280 1280w" in card


def test_times_are_absolute_with_a_moment_for_scripts(cast, post):
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT[^"]+"', cards.one(post.pk, cast.ben))


def test_no_more_cards_are_kept_than_there_is_room_for(cast, post, monkeypatch):
    monkeypatch.setattr(cards, "DRAWN_KEPT", 10)
    monkeypatch.setattr(cards, "FILLED_KEPT", 10)
    posts = [Post.objects.create(author=cast.ana, text=f"Post {n}", audience=1).pk for n in range(25)]
    for pk in posts:
        assert f'id="post-{pk}"' in cards.one(pk, cast.ben)
    assert len(cards._drawn) <= 10
    assert len(cards._filled) <= 10
    assert len(cards.cards(posts, cast.ben)) == 25


def test_a_row_names_its_columns_as_the_query_does():
    columns = (*cards.FIELDS, *cards.COUNTS, *cards.SHARED, *cards.POLL, *cards.MARKS)
    assert cards.Row._fields == tuple(name.replace("__", "_") for name in columns)


def row_of(post, viewer):
    """What a page has read of a post for a viewer, before it draws the card."""
    return [cards.Row._make(row) for row in cards.for_cards(Post.objects.filter(pk=post.pk), viewer)]


def test_a_post_that_changes_while_a_page_is_read_is_on_it_as_it_is_now(cast, post):
    rows = row_of(post, cast.ben)
    edit_post(actor=cast.ana, post=post, text="Good morning", audience=Audience.MEMBERS)
    [card] = cards.render(rows, cast.ben)
    assert b"Good morning" in card


@pytest.mark.parametrize("becomes", ["for fewer people", "gone"])
def test_what_is_for_fewer_people_by_then_or_gone_is_left_out(cast, post, becomes):
    rows = row_of(post, cast.cyd)
    if becomes == "gone":
        delete_post(actor=cast.ana, post=post)
    else:
        edit_post(actor=cast.ana, post=post, text="Hello river", audience=Audience.FRIENDS)
    assert cards.render(rows, cast.cyd) == []
