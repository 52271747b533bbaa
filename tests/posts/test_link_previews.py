"""The first link of a post has a preview: fetched once for all posts, served by Kith, its author's to take away."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.kernel.models import TaskRow
from kith.kernel.tasks import rows, running
from kith.media import cleaning
from kith.media.actions import sweep_items
from kith.media.models import MediaItem
from kith.posts import actions, cards, previews
from kith.posts.actions import linking
from kith.posts.models import Link, Post, PostLink
from kith.posts.polls import PollDraft
from tests.media.pictures import encoded, kept, quarters
from tests.posts.foreign import serving

HEAD = '<meta property="og:title" content="{title}"><meta property="og:image" content="/river.jpg">'


@pytest.fixture
def site(monkeypatch):
    cards.forget()
    with serving() as site:
        monkeypatch.setattr(linking, "public_web", site.web)
        site.page("/river.jpg", encoded(quarters(800, 420)), type="image/jpeg")
        site.page("/river", HEAD.format(title="The river rises"))
        yield site


@pytest.fixture
def linked(site, posted, run_tasks):
    def post(path: str = "/river", **more) -> Post:
        made = posted(text=f"Look: {site.at(path)} and more", **more)
        run_tasks()
        return made

    return post


@pytest.fixture
def work(db):
    """Does what is due as a worker does; what failed before is due again."""

    def work() -> None:
        TaskRow.objects.filter(failed_at=None).update(due_at=timezone.now())
        while row := rows.claim("tests", timedelta(minutes=5)):
            running.settle(row)

    return work


@pytest.fixture
def crowded(monkeypatch):
    """While it lasts, no picture has its turn."""

    @contextmanager
    def crowd():
        with monkeypatch.context() as patch:
            patch.setattr(cleaning, "run_child", lambda *given: {"error": "busy"})
            yield

    return crowd


def has_picture(card: str) -> bool:
    return "<img" in card.partition("link-card")[2]


def picture_address() -> str:
    return reverse("media:file", args=[Link.objects.get().picture.key, "320"])


def test_a_post_gets_its_preview_when_the_task_has_run(cast, site, posted, run_tasks):
    post = posted(text=f"Look: {site.at('/river')}")
    assert "link-card" not in cards.one(post.pk, cast.ben)
    run_tasks()
    card = cards.one(post.pk, cast.ben)
    assert "The river rises" in card
    assert "news.example" in card
    assert picture_address().removesuffix("320") in card
    assert "/river.jpg" not in card


def test_a_comment_gets_one_too(cast, site, posted, run_tasks):
    comment = actions.comment(author=cast.ben, parent=posted(), text=site.at("/river"))
    run_tasks()
    assert "The river rises" in cards.one(comment.pk, cast.ana)


def test_only_the_first_link_has_one(cast, site, posted, run_tasks):
    site.page("/sea", HEAD.format(title="The sea"))
    post = posted(text=f"{site.at('/sea')} {site.at('/river')}")
    run_tasks()
    assert "The sea" in cards.one(post.pk, cast.ben)
    assert "/river" not in site.paths


def test_a_page_is_asked_once_for_all_posts(cast, site, linked):
    first, second = linked(), linked(author=cast.ben)
    assert site.paths == ["/river", "/river.jpg"]
    for post in (first, second):
        assert "The river rises" in cards.one(post.pk, cast.cyd)


def test_and_again_when_it_is_posted_after_a_week(cast, site, linked):
    first = linked()
    old = picture_address()
    Link.objects.update(fetched_at=timezone.now() - timedelta(days=8))
    assert "The river rises" in cards.one(first.pk, cast.ben)
    assert site.paths.count("/river") == 1
    site.page("/river", HEAD.format(title="The river falls"))
    linked()
    assert "The river falls" in cards.one(first.pk, cast.ben)
    assert picture_address() != old
    assert MediaItem.objects.count() == 1


def test_a_page_that_could_not_be_had_is_asked_again_after_an_hour(cast, site, linked):
    site.answers["/river"] = (503, {}, b"")
    post = linked()
    assert "link-card" not in cards.one(post.pk, cast.ben)
    site.page("/river", HEAD.format(title="The river rises"))
    linked()
    assert site.paths == ["/river"]
    Link.objects.update(fetched_at=timezone.now() - timedelta(hours=2))
    linked()
    assert "The river rises" in cards.one(post.pk, cast.ben)


def test_what_was_known_stays_when_the_page_is_gone(cast, site, linked):
    post = linked()
    Link.objects.update(fetched_at=timezone.now() - timedelta(days=8))
    site.answers["/river"] = (404, {}, b"")
    linked()
    assert "The river rises" in cards.one(post.pk, cast.ben)


@pytest.mark.parametrize(
    "picture",
    [(404, {}, b""), (200, {"Content-Type": "image/jpeg"}, b"<script>"), (200, {"Content-Type": "image/svg+xml"}, b"")],
)
def test_a_picture_that_is_none_leaves_the_words(cast, site, linked, picture):
    site.answers["/river.jpg"] = picture
    card = cards.one(linked().pk, cast.ben)
    assert "The river rises" in card
    assert not has_picture(card)
    assert not MediaItem.objects.exists()


def test_the_words_are_shown_before_the_picture_is_asked_for(cast, site, posted, run_tasks):
    post = posted(text=site.at("/river"))
    actions.refresh_link(Link.objects.get().pk)
    card = cards.one(post.pk, cast.ben)
    assert "The river rises" in card
    assert not has_picture(card)
    assert site.paths == ["/river"]
    run_tasks()
    assert has_picture(cards.one(post.pk, cast.ben))


def test_a_picture_for_which_there_is_no_time_comes_later(cast, site, posted, work, crowded):
    post = posted(text=site.at("/river"))
    with crowded():
        work()
    card = cards.one(post.pk, cast.ben)
    assert "The river rises" in card
    assert not has_picture(card)
    work()
    assert has_picture(cards.one(post.pk, cast.ben))
    assert site.paths.count("/river") == 1


def test_it_is_not_tried_for_ever(cast, site, posted, work, crowded):
    post = posted(text=site.at("/river"))
    with crowded():
        for _hour in range(20):
            work()
    assert site.paths == ["/river"] + ["/river.jpg"] * 6
    assert "The river rises" in cards.one(post.pk, cast.ben)
    assert "Busy" in TaskRow.objects.exclude(failed_at=None).get().error


def test_an_earlier_picture_stays_until_the_new_one_is_in(cast, site, linked, posted, work, crowded):
    post, old = linked(), Link.objects.get().picture
    Link.objects.update(fetched_at=timezone.now() - timedelta(days=8))
    site.page("/river", HEAD.format(title="The river falls"))
    posted(text=site.at("/river"))
    with crowded():
        work()
    card = cards.one(post.pk, cast.ben)
    assert "The river falls" in card
    assert old.key in card
    work()
    assert MediaItem.objects.get() != old
    assert MediaItem.objects.get().key in cards.one(post.pk, cast.ben)


def test_a_picture_that_its_page_no_longer_names_goes(cast, site, linked):
    post = linked()
    Link.objects.update(fetched_at=timezone.now() - timedelta(days=8))
    site.page("/river", "<title>The river falls</title>")
    linked()
    card = cards.one(post.pk, cast.ben)
    assert "The river falls" in card
    assert not has_picture(card)
    assert not MediaItem.objects.exists()


def test_a_picture_that_is_fetched_twice_is_there_once(cast, site, linked):
    post = linked()
    actions.refresh_picture(Link.objects.get().pk, site.at("/river.jpg"))
    assert MediaItem.objects.get().key in cards.one(post.pk, cast.ben)


def test_nothing_is_asked_for_a_page_that_was_forgotten_meanwhile(site, db):
    actions.refresh_picture(1, site.at("/river.jpg"))
    assert site.asked == []
    assert not MediaItem.objects.exists()


def test_a_link_to_a_picture_shows_it(cast, site, linked):
    card = cards.one(linked("/river.jpg").pk, cast.ben)
    assert "river.jpg" in card.partition("link-card")[2]
    assert Link.objects.get().picture.width == 800


def test_words_of_strangers_are_words(cast, site, linked):
    site.page("/river", "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>")
    card = cards.one(linked().pk, cast.ben)
    assert "&lt;script&gt;alert(1)" in card
    assert "<script" not in card


def test_oembed_says_what_the_page_does_not(cast, site, linked):
    site.page("/river", '<link rel=alternate type="application/json+oembed" href="/oembed">')
    site.page("/oembed", '{"title": "A film", "thumbnail_url": "/river.jpg"}', type="application/json")
    assert "A film" in cards.one(linked().pk, cast.ben)
    assert Link.objects.get().picture is not None


@pytest.mark.parametrize("what", ["photos", "poll", "share"])
def test_a_post_that_shows_something_else_has_none(cast, site, posted, run_tasks, what):
    if what == "share":
        actions.share_post(author=cast.ben, original=posted(), text=site.at("/river"), audience=1)
    elif what == "poll":
        posted(text=site.at("/river"), poll=PollDraft(("a", "b")))
    else:
        posted(text=site.at("/river"), media=[kept(cast.ana)])
    run_tasks()
    assert site.asked == []
    assert not PostLink.objects.exists()


def test_pages_of_this_community_are_not_asked(posted, run_tasks):
    posted(text=f"Look: {settings.URL}/@ben/1")
    assert not Link.objects.exists()


def test_switched_off_nothing_is_asked_and_nothing_shown(cast, site, linked, settings):
    post = linked()
    settings.LINK_PREVIEWS = False
    cards.forget()
    assert "link-card" not in cards.one(post.pk, cast.ben)
    site.asked.clear()
    linked("/sea")
    assert site.asked == []


def test_nobody_makes_kith_ask_all_day(cast, site, posted, monkeypatch):
    monkeypatch.setattr(linking, "ASKED", linking.Rate.read("2/h"))
    for number in range(4):
        posted(text=site.at(f"/{number}"))
    posted(author=cast.ben, text=site.at("/5"))
    assert TaskRow.objects.filter(path__endswith="fetch_link").count() == 3


def test_an_edit_brings_the_preview_of_its_new_link(cast, site, linked, run_tasks):
    post = linked()
    site.page("/sea", HEAD.format(title="The sea"))
    actions.edit_post(actor=cast.ana, post=post, text=site.at("/sea"), audience=1)
    run_tasks()
    card = cards.one(post.pk, cast.ben)
    assert "The sea" in card
    assert "The river rises" not in card
    actions.edit_post(actor=cast.ana, post=post, text="No link", audience=1)
    assert "link-card" not in cards.one(post.pk, cast.ben)


def test_the_author_takes_the_preview_away_and_puts_it_back(cast, as_member, linked):
    post = linked()
    address = f"/posts/{post.pk}/preview"
    assert as_member(cast.ben).post(address).status_code == 404
    assert "link-card" in cards.one(post.pk, cast.ben)
    assert as_member(cast.ana).post(address).status_code == 302
    assert "link-card" not in cards.one(post.pk, cast.ben)
    assert as_member(cast.ben).get(picture_address()).status_code == 404
    as_member(cast.ana).post(address, {"shown": "yes"})
    assert "link-card" in cards.one(post.pk, cast.ben)


def test_a_preview_that_was_taken_away_stays_away_through_edits(cast, site, linked):
    post = linked()
    actions.show_preview(actor=cast.ana, post=post, shown=False)
    actions.edit_post(actor=cast.ana, post=post, text=f"Again: {site.at('/river')}", audience=1)
    assert "link-card" not in cards.one(post.pk, cast.ben)


def test_a_photo_that_is_added_takes_the_place_of_the_preview(cast, linked, run_tasks):
    post, photo = linked(), kept(cast.ana)
    actions.edit_post(actor=cast.ana, post=post, text=post.text, audience=1, media=[photo])
    assert photo.key in cards.one(post.pk, cast.ben)
    assert "link-card" not in cards.one(post.pk, cast.ben)
    actions.edit_post(actor=cast.ana, post=post, text=post.text, audience=1, left_out=[photo])
    assert "link-card" in cards.one(post.pk, cast.ben)


def test_only_the_author_is_offered_it(cast, linked):
    post = linked()
    assert f"/posts/{post.pk}/preview" in cards.one(post.pk, cast.ana)
    for other in (cast.ben, cast.mo):
        assert f"/posts/{post.pk}/preview" not in cards.one(post.pk, other)


def test_the_picture_is_seen_by_who_sees_a_post_with_the_link(cast, as_member, linked):
    linked(audience=Audience.FOLLOWERS)
    assert as_member(cast.ben).get(picture_address()).status_code == 200
    assert as_member(cast.cyd).get(picture_address()).status_code == 404
    assert as_member(None).get(picture_address()).status_code == 404
    linked(author=cast.ben)
    assert as_member(cast.cyd).get(picture_address()).status_code == 200


def test_the_sweep_takes_a_picture_only_when_no_post_links_to_its_page(cast, linked):
    post = linked()
    later = timezone.now() + timedelta(days=3)
    actions.forget_links(later)
    assert sweep_items(later) == 0
    actions.delete_post(actor=cast.ana, post=post)
    actions.forget_links()
    assert Link.objects.exists()
    actions.forget_links(later)
    assert not Link.objects.exists()
    assert sweep_items(later) == 1


def test_leaving_takes_no_picture_from_the_posts_of_others(cast, as_member, linked):
    linked()
    linked(author=cast.ben)
    for picture in MediaItem.objects.all():
        assert picture.owner_id not in {cast.ana.pk, cast.ben.pk}


def test_the_original_in_a_share_has_it(cast, linked):
    share = actions.share_post(author=cast.ben, original=linked(), text="", audience=1)
    assert "The river rises" in cards.one(share.pk, cast.cyd)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.news.example/river", "news.example"),
        ("https://xn--mgbh0fb.xn--kgbechtv/", "مثال.إختبار"),
        ("https://xn--pple-43d.com/", "xn--pple-43d.com"),
        ("https://bank.example.evil.example/", "bank.example.evil.example"),
        ("https://xn--.example/", "xn--.example"),
    ],
)
def test_the_host_is_shown_in_letters_that_pass_for_no_others(address, shown):
    assert previews.site_of(address) == shown
