"""A filled installation is one to sign in to and look around in."""

import pytest
from django.test import Client
from django.urls import reverse

from kith.demo.fill import fill
from kith.feed.models import Entry, Shelf
from kith.feed.shelves import AWAY
from kith.media.models import Kind, MediaItem, MediaState
from kith.notifications.models import Notification
from kith.people.models import Profile, Role
from kith.posts.models import Album, Poll, Post, PostState

PASSWORD = "correct horse battery"


@pytest.fixture
def filled(transactional_db):
    return fill(following=None, members=50, posts=120, seed=4, password=PASSWORD)


def test_the_three_can_sign_in_and_find_posts_photographs_and_news(filled):
    assert Profile.objects.get(handle=filled.owner).role == Role.OWNER
    assert Profile.objects.get(handle=filled.moderator).role == Role.MODERATOR
    for handle in (filled.owner, filled.moderator, filled.member):
        browser, member = Client(), Profile.objects.get(handle=handle)
        assert browser.login(username=handle, password=PASSWORD)
        assert browser.get(reverse("feed:home")).status_code == 200
        assert browser.get(reverse("feed:profile", args=[handle])).status_code == 200
        assert Notification.objects.filter(member=member).exists()
        newest = Entry.objects.filter(reader=member).order_by("-post_id").first()
        assert newest.post in Post.objects.visible_to(member)
    photo = MediaItem.objects.get(key=Profile.objects.exclude(avatar_key="").first().avatar_key)
    assert browser.get(reverse("media:file", args=[photo.key, "96"])).status_code == 200


def test_it_has_polls_albums_a_song_and_a_film(filled, run_tasks):
    assert Poll.objects.filter(voter_count__gt=0).exists()
    assert all(album.photos.count() == 5 for album in Album.objects.all())
    shown = Album.objects.visible_to(Profile.objects.get(handle=filled.member)).count()
    assert shown == Album.objects.count() >= 2
    run_tasks()
    recordings = MediaItem.objects.exclude(kind=Kind.PHOTO)
    assert {(each.kind, each.state) for each in recordings} == {
        (Kind.SOUND, MediaState.READY),
        (Kind.VIDEO, MediaState.READY),
    }
    assert not Post.objects.filter(state=PostState.WAITING).exists()


def test_who_was_seen_lately_has_a_shelf_and_nobody_else(filled):
    newest = Profile.objects.order_by("-last_seen_at").first().last_seen_at
    lately = Profile.objects.filter(last_seen_at__gt=newest - AWAY)
    assert 0 < lately.count() < Profile.objects.count()
    assert set(Shelf.objects.values_list("reader", flat=True)) == set(lately.values_list("pk", flat=True))


def test_entries_are_trimmed_as_the_feed_does(transactional_db, monkeypatch):
    monkeypatch.setattr("kith.demo.bulk.KEPT", 5)
    fill(following=[[1, 2], [0, 2], [0, 1]], members=3, posts=40, seed=4, password=PASSWORD)
    for shelf in Shelf.objects.all():
        entries = Entry.objects.filter(reader=shelf.reader).order_by("-post_id")
        assert len(entries) == 5
        assert 0 < shelf.complete_since < entries.last().post_id
