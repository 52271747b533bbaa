"""An address is no ticket: who may see what a photo hangs on may see the photo, and nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.community.models import Community, Reading
from kith.graph.actions import block, unfollow
from kith.graph.audiences import Audience
from kith.media import files
from kith.people.models import Profile, State
from kith.posts.actions import delete_post, edit_post, publish_post
from kith.posts.models import Post, PostState
from tests.media.pictures import kept


@pytest.fixture
def photo(cast):
    return kept(cast.ana)


@pytest.fixture
def ask(as_member):
    def get(member, photo, rendition="320", **headers):
        return as_member(member).get(reverse("media:file", args=[photo.key, rendition]), headers=headers)

    return get


def publish(cast, photo, audience):
    return publish_post(author=cast.ana, text="Look", audience=audience, media=[photo])


def assert_hidden(ask, member, photo):
    """Refused, byte for byte as a photo that never was."""
    missing = type(photo)(key="x" * 22)
    refused, none = ask(member, photo), ask(member, missing)
    assert refused.status_code == 404
    assert refused.content == none.content
    assert refused.headers == none.headers


def test_a_photo_is_served_as_what_it_is_and_nothing_else(cast, photo, ask):
    publish(cast, photo, Audience.MEMBERS)
    answer = ask(cast.cyd, photo)
    assert b"".join(answer.streaming_content) == b"RIFF....WEBP320"
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Length"] == "15"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_width_that_the_picture_does_not_reach_is_answered_by_its_largest(cast, photo, ask):
    publish(cast, photo, Audience.MEMBERS)
    assert b"".join(ask(cast.ben, photo, "2048").streaming_content) == b"RIFF....WEBP640"


def test_a_browser_asks_again_and_is_told_that_nothing_changed(cast, photo, ask):
    publish(cast, photo, Audience.FOLLOWERS)
    first = ask(cast.ben, photo)
    assert b"".join(first.streaming_content)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = ask(cast.ben, photo, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_knowing_the_tag_is_no_ticket_either(cast, photo, ask):
    publish(cast, photo, Audience.FOLLOWERS)
    tag = ask(cast.ben, photo).headers["ETag"]
    assert ask(cast.cyd, photo, **{"If-None-Match": tag}).status_code == 404


def test_a_photo_for_followers_is_hidden_from_who_does_not_follow(cast, photo, ask):
    publish(cast, photo, Audience.FOLLOWERS)
    assert ask(cast.ben, photo).status_code == 200
    for outsider in (cast.cyd, cast.mo, None):
        assert_hidden(ask, outsider, photo)


def test_a_photo_is_hidden_after_a_block(cast, photo, ask):
    publish(cast, photo, Audience.MEMBERS)
    assert ask(cast.ben, photo).status_code == 200
    block(actor=cast.ana, target=cast.ben)
    assert_hidden(ask, cast.ben, photo)


def test_a_photo_is_hidden_after_unfollowing(cast, photo, ask):
    publish(cast, photo, Audience.FOLLOWERS)
    unfollow(follower=cast.ben, followed=cast.ana)
    assert_hidden(ask, cast.ben, photo)


def test_a_photo_is_hidden_when_the_audience_is_narrowed(cast, photo, ask):
    post = publish(cast, photo, Audience.MEMBERS)
    assert ask(cast.cyd, photo).status_code == 200
    edit_post(actor=cast.ana, post=post, text=post.text, audience=Audience.FOLLOWERS)
    assert_hidden(ask, cast.cyd, photo)
    assert ask(cast.ben, photo).status_code == 200


def test_a_photo_is_hidden_at_once_when_its_post_is_deleted(cast, photo, ask):
    post = publish(cast, photo, Audience.MEMBERS)
    delete_post(actor=cast.ana, post=post)
    assert_hidden(ask, cast.ben, photo)


def test_a_withheld_photo_shows_to_its_author_alone(cast, photo, ask):
    post = publish(cast, photo, Audience.MEMBERS)
    Post.objects.filter(pk=post.pk).update(state=PostState.REMOVED)
    assert ask(cast.ana, photo).status_code == 200
    assert_hidden(ask, cast.ben, photo)


def test_an_upload_that_hangs_on_nothing_shows_to_who_uploaded_it_alone(cast, photo, ask):
    assert ask(cast.ana, photo).status_code == 200
    for outsider in (cast.ben, cast.olu, None):
        assert_hidden(ask, outsider, photo)


@pytest.mark.parametrize("place", ["avatar_key", "cover_key"])
def test_who_may_know_of_a_member_may_see_their_pictures(cast, photo, ask, place):
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True, **{place: photo.key})
    assert ask(cast.cyd, photo, "96").status_code == 200
    block(actor=cast.cyd, target=cast.ana)
    assert_hidden(ask, cast.cyd, photo)
    Profile.objects.filter(pk=cast.ana.pk).update(state=State.SUSPENDED)
    assert_hidden(ask, cast.ben, photo)


def test_a_picture_is_hidden_once_it_is_replaced(cast, photo, ask):
    Profile.objects.filter(pk=cast.ana.pk).update(avatar_key=kept(cast.ana).key)
    assert_hidden(ask, cast.ben, photo)


def test_another_member_can_not_claim_a_photo_by_wearing_its_key(cast, photo, ask):
    publish(cast, photo, Audience.ONLY_ME)
    Profile.objects.filter(pk=cast.cyd.pk).update(avatar_key=photo.key)
    assert_hidden(ask, cast.cyd, photo)


@pytest.mark.parametrize(("reading", "status"), [(Reading.ANYONE, 200), (Reading.MEMBERS, 404)])
def test_strangers_see_what_is_for_everyone_where_anyone_may_read(cast, photo, ask, reading, status):
    Community.objects.update(reading=reading, stamp=2)
    publish(cast, photo, Audience.EVERYONE)
    worn = kept(cast.ben)
    Profile.objects.filter(pk=cast.ben.pk).update(avatar_key=worn.key)
    answers = [ask(None, photo), ask(None, worn, "96")]
    assert [answer.status_code for answer in answers] == [status, status]
    if status == 200:
        assert all(answer.headers["Cache-Control"] == "public, max-age=60" for answer in answers)


def test_who_may_not_read_sees_no_photo_not_even_their_own(cast, photo, as_member):
    publish(cast, photo, Audience.MEMBERS)
    for member in (cast.ana, cast.ben):
        client = as_member(member)
        Profile.objects.filter(pk=member.pk).update(state=State.SUSPENDED)
        assert client.get(reverse("media:file", args=[photo.key, "320"])).status_code != 200


def test_a_missing_file_is_answered_like_a_missing_photo(cast, photo, ask):
    publish(cast, photo, Audience.MEMBERS)
    files.remove(photo.key)
    assert_hidden(ask, cast.ben, photo)


@pytest.mark.parametrize("address", ["x/320", "../320", "{key}/321", "{key}/master.jpg", "{key}/", "{key}/320.webp"])
def test_nothing_but_renditions_is_served(cast, photo, as_member, address):
    publish(cast, photo, Audience.MEMBERS)
    assert as_member(cast.ben).get("/media/" + address.format(key=photo.key)).status_code == 404


def test_asking_costs_few_queries(cast, photo, ask, as_member):
    publish(cast, photo, Audience.FOLLOWERS)
    client, address = as_member(cast.ben), reverse("media:file", args=[photo.key, "320"])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= 3
