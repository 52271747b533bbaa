"""Every file of every kind of item, on both storages: who may see it, in which form, and for how long it is kept."""

from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from kith.community.models import Community, Reading
from kith.graph.actions import block
from kith.graph.audiences import Audience
from kith.media import files
from kith.media.export import export
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.moving import move
from kith.people.models import Profile, State
from kith.posts.actions import delete_post, edit_post, publish_post

TYPES = {
    "96": "image/webp",
    "320": "image/webp",
    "2048": "image/webp",
    "320.avif": "image/avif",
    "720.mp4": "video/mp4",
    "sound.m4a": "audio/mp4",
    "captions-pt-br.vtt": "text/vtt; charset=utf-8",
    "download": "audio/mp4",
}
NAMES = ("master.jpg", "96.webp", "192.webp", "320.webp", "320.avif", "720.mp4", "sound.m4a", "captions-pt-br.vtt")
CONTENT = b"0123456789" * 100


def make_item(owner, tmp_path):
    """An item that has a file of each kind."""
    facts = {"sizes": [320], "avif": True, "heights": [720], "captions": ["pt-br"], "duration": 90_000}
    made = MediaItem.objects.create(owner_id=owner.pk, kind=Kind.SOUND, state=MediaState.READY, **facts)
    (tmp_path / "item").mkdir()
    for name in NAMES:
        (tmp_path / "item" / name).write_bytes(name.encode() + CONTENT)
    files.store(made.key, tmp_path / "item")
    return made


@pytest.fixture
def item(cast, either, tmp_path):
    return make_item(cast.ana, tmp_path)


@pytest.fixture
def in_folder(cast, folder, tmp_path):
    return make_item(cast.ana, tmp_path)


@pytest.fixture
def in_bucket(cast, bucket, tmp_path):
    return make_item(cast.ana, tmp_path)


@pytest.fixture
def ask(as_member):
    def get(member, item, rendition, **headers):
        return as_member(member).get(reverse("media:file", args=[item.key, rendition]), headers=headers)

    return get


def publish(cast, item, audience=Audience.FRIENDS):
    return publish_post(author=cast.ana, text="Listen", audience=audience, media=[item])


def fetched(answer):
    """The bytes that a browser gets in the end."""
    if answer.status_code == 302:
        return urlopen(answer.headers["Location"]).read()
    return answer.getvalue()


def assert_hidden(ask, member, item):
    """Every file is refused, byte for byte as one of an item that never was."""
    for rendition in TYPES:
        refused, none = ask(member, item, rendition), ask(member, MediaItem(key="x" * 22), rendition)
        assert refused.status_code == none.status_code != 200
        assert (refused.content, refused.headers) == (none.content, none.headers)


def assert_shown(ask, member, item):
    for rendition in TYPES:
        assert ask(member, item, rendition).status_code in {200, 302}


@pytest.mark.parametrize("rendition", TYPES)
def test_each_comes_with_its_bytes_and_type_and_may_do_nothing_but_show_itself(cast, item, ask, rendition):
    publish(cast, item)
    answer = ask(cast.ana, item, rendition)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert policy.endswith("sandbox")
    assert "script" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert fetched(answer).endswith(CONTENT)
    kind = urlopen(answer.headers["Location"]).headers if answer.status_code == 302 else answer.headers
    assert kind["Content-Type"] == TYPES[rendition]


def test_friends_see_it_and_nobody_else(cast, item, ask):
    publish(cast, item)
    assert_shown(ask, cast.ana, item)
    for outsider in (cast.ben, cast.cyd, cast.mo, cast.olu, None):
        assert_hidden(ask, outsider, item)


def test_it_is_hidden_from_who_is_blocked(cast, item, ask):
    publish(cast, item, Audience.MEMBERS)
    assert_shown(ask, cast.ben, item)
    block(actor=cast.ana, target=cast.ben)
    assert_hidden(ask, cast.ben, item)


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_it_is_hidden_while_its_author_or_its_viewer_is_suspended(cast, item, ask, as_member, who):
    publish(cast, item, Audience.MEMBERS)
    assert_shown(ask, cast.ben, item)
    Profile.objects.filter(handle=who).update(state=State.SUSPENDED)
    cast.ben.refresh_from_db()
    assert_hidden(ask, cast.ben, item)


def test_it_is_hidden_once_the_audience_is_narrowed(cast, item, ask):
    post = publish(cast, item, Audience.MEMBERS)
    assert_shown(ask, cast.cyd, item)
    edit_post(actor=cast.ana, post=post, text=post.text, audience=Audience.FOLLOWERS)
    assert_hidden(ask, cast.cyd, item)
    assert_shown(ask, cast.ben, item)


def test_it_is_gone_for_everyone_once_its_post_is_deleted_and_from_the_storage_too(cast, item, ask, run_tasks):
    post = publish(cast, item, Audience.MEMBERS)
    links = [ask(cast.ben, item, rendition).headers.get("Location") for rendition in TYPES]
    delete_post(actor=cast.ana, post=post)
    for member in (cast.ana, cast.ben, None):
        assert_hidden(ask, member, item)
    run_tasks()
    assert not list(default_storage.walk())
    for link in filter(None, links):
        with pytest.raises(HTTPError, match="HTTP Error 40"):
            urlopen(link)


def test_a_width_beyond_the_picture_is_answered_by_its_largest(cast, item, ask):
    assert fetched(ask(cast.ana, item, "2048")) == b"320.webp" + CONTENT
    assert fetched(ask(cast.ana, item, "1280.avif")) == b"320.avif" + CONTENT


@pytest.mark.parametrize("rendition", ["1080.mp4", "captions-nl.vtt", "master.jpg", "320.webp", "incoming", "321"])
def test_what_the_item_does_not_have_is_not_there(cast, item, ask, rendition):
    assert ask(cast.ana, item, rendition).status_code == 404


def test_a_download_is_to_be_kept_under_a_name(cast, item, ask):
    answer = ask(cast.ana, item, "download")
    told = urlopen(answer.headers["Location"]).headers if answer.status_code == 302 else answer.headers
    assert told["Content-Disposition"] == f'attachment; filename="kith-{item.key}.m4a"'


@pytest.mark.parametrize(
    ("kind", "facts", "best"),
    [
        (Kind.SOUND, {}, "sound.m4a"),
        (Kind.VIDEO, {}, "720.mp4"),
        (Kind.PHOTO, {"heights": [], "captions": []}, "master.jpg"),
    ],
)
def test_what_is_downloaded_and_taken_along_is_the_best_there_is(cast, in_folder, ask, kind, facts, best):
    MediaItem.objects.update(kind=kind, **facts)
    assert ask(cast.ana, in_folder, "download").getvalue() == best.encode() + CONTENT
    ((name, file),) = next(export(cast.ana)).files
    assert (name, file.read()) == (f"{in_folder.key}.{best.rpartition('.')[2]}", best.encode() + CONTENT)


def test_a_file_of_the_folder_is_sent_in_parts_and_asked_for_again(cast, in_folder, ask):
    publish(cast, in_folder)
    whole = ask(cast.ana, in_folder, "720.mp4")
    tag = whole.headers["ETag"]
    assert whole.headers["Cache-Control"] == "private, no-cache"
    part = ask(cast.ana, in_folder, "720.mp4", **{"Range": "bytes=0-1", "If-Range": tag})
    assert (part.status_code, part.getvalue()) == (206, b"72")
    assert part.headers["Content-Range"] == f"bytes 0-1/{len(CONTENT) + 7}"
    again = ask(cast.ana, in_folder, "720.mp4", **{"If-None-Match": tag})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "private, no-cache")
    for ticket in ({"If-None-Match": tag}, {"Range": "bytes=0-1"}, {"Range": "bytes=9999-"}):
        assert ask(cast.cyd, in_folder, "720.mp4", **ticket).status_code == 404


def test_a_file_that_was_replaced_has_another_tag(cast, in_folder, ask, tmp_path):
    before = ask(cast.ana, in_folder, "captions-pt-br.vtt").headers["ETag"]
    files.store(in_folder.key, tmp_path / "item")
    assert ask(cast.ana, in_folder, "captions-pt-br.vtt").headers["ETag"] != before


@pytest.mark.parametrize("rendition", [each for each in TYPES if not each.endswith(".vtt")])
def test_every_way_into_the_bucket_is_short_lived_and_kept_for_less(cast, in_bucket, ask, rendition):
    publish(cast, in_bucket)
    answer = ask(cast.ana, in_bucket, rendition)
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "private, max-age=30"
    assert "ETag" not in answer.headers
    signed = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert signed["X-Amz-Expires"] == ["60"]
    assert signed["X-Amz-Signature"]


def test_without_a_signature_the_bucket_gives_nothing(cast, in_bucket, ask):
    link = ask(cast.ana, in_bucket, "320").headers["Location"]
    with pytest.raises(HTTPError, match="403"):
        urlopen(link.partition("?")[0])


def test_the_bucket_answers_parts_to_who_was_sent_there(cast, in_bucket, ask):
    link = ask(cast.ana, in_bucket, "720.mp4").headers["Location"]
    answer = urlopen(Request(link, headers={"Range": "bytes=0-1"}))
    assert (answer.status, answer.read()) == (206, b"72")


def test_captions_come_from_the_site_itself_since_a_browser_takes_no_others(cast, in_bucket, ask):
    answer = ask(cast.ana, in_bucket, "captions-pt-br.vtt")
    assert (answer.status_code, answer.getvalue()) == (200, b"captions-pt-br.vtt" + CONTENT)


def test_shared_caches_keep_what_strangers_may_see_for_at_most_a_minute(cast, item, ask, either):
    Community.objects.update(reading=Reading.ANYONE, stamp=2)
    publish(cast, item, Audience.EVERYONE)
    kept_for = "public, max-age=60" if either == "folder" else "public, max-age=30"
    assert ask(None, item, "320").headers["Cache-Control"] == kept_for
    assert ask(cast.ben, item, "320").headers["Cache-Control"].startswith("private")


def test_a_server_in_front_is_told_which_file_to_send(cast, in_folder, ask, settings):
    settings.X_ACCEL = "/kept/"
    publish(cast, in_folder)
    answer = ask(cast.ana, in_folder, "320")
    assert answer.headers["X-Accel-Redirect"] == "/kept/" + files.place(in_folder.key, "320.webp")
    assert (answer.content, answer.headers["Content-Type"]) == (b"", "image/webp")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    kept_as = ask(cast.ana, in_folder, "download").headers["Content-Disposition"]
    assert kept_as == f'attachment; filename="kith-{in_folder.key}.m4a"'
    assert_hidden(ask, cast.cyd, in_folder)


def test_a_file_is_served_before_and_after_it_moves(cast, in_folder, ask, bucket):
    assert ask(cast.ana, in_folder, "720.mp4").status_code == 200
    assert {each.trouble for each in move()} == {""}
    moved = ask(cast.ana, in_folder, "720.mp4")
    assert moved.status_code == 302
    assert fetched(moved) == b"720.mp4" + CONTENT
