"""Files that are sent while one goes on writing: each alone, in one request or by parts."""

import pytest

from kith.graph.audiences import Audience
from kith.media import cleaning, incoming, parts
from kith.media.models import MediaItem, MediaState, Upload
from kith.media.words import MESSAGES, bad
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import Post
from tests.at_once import at_once
from tests.media.pictures import encoded, kept, quarters, upload
from tests.media.test_resumable_uploads import Tus

PICKED = "/posts/picked/"


def picture():
    return upload(encoded(quarters(80, 60)), "river.jpg")


def sent_by_parts(browser, content):
    tus = Tus(browser)
    address = tus.begin(len(content))
    for start in range(0, len(content), 1000):
        tus.patch(address, start, content[start : start + 1000])
    return address.rpartition("/")[2]


def test_a_small_file_comes_in_one_request_and_has_its_tile(cast, as_member):
    response = as_member(cast.ana).post(PICKED, {"file": picture()})
    assert response.status_code == 200
    assert f'name="photo" value="{MediaItem.objects.get().key}" checked' in response.text


def test_an_upload_that_has_come_whole_becomes_a_photo_once(cast, as_member):
    browser = as_member(cast.ana)
    key = sent_by_parts(browser, encoded(quarters(800, 600)))
    tiles = [browser.post(PICKED, {"upload": key}).text for _ in range(2)]
    item = MediaItem.objects.get()
    assert (item.width, item.height, item.state) == (800, 600, MediaState.READY)
    assert tiles[0] == tiles[1]
    assert item.key in tiles[0]


@pytest.mark.django_db(transaction=True)
def test_asked_for_twice_at_once_it_is_one_photo(cast, as_member):
    browser = as_member(cast.ana)
    key = sent_by_parts(browser, encoded(quarters(80, 60)))
    answers = at_once(*[lambda: browser.post(PICKED, {"upload": key}).text] * 2)
    assert answers[0] == answers[1]
    assert MediaItem.objects.count() == 1


def test_asked_for_again_while_the_first_answer_is_being_made_it_is_that_one(cast, as_member, monkeypatch):
    browser = as_member(cast.ana)
    key = sent_by_parts(browser, encoded(quarters(80, 60)))
    photo = kept(cast.ana)

    def finds_the_parts_gone(**asked):
        Upload.objects.update(item=photo)
        raise bad("no_room")

    monkeypatch.setattr(incoming, "keep_upload", finds_the_parts_gone)
    assert photo.key in browser.post(PICKED, {"upload": key}).text
    assert MediaItem.objects.get() == photo


def test_of_an_upload_whose_parts_are_gone_one_is_told(cast, as_member):
    browser = as_member(cast.ana)
    key = sent_by_parts(browser, encoded(quarters(80, 60)))
    parts.remove_all(key)
    answer = browser.post(PICKED, {"upload": key})
    assert (answer.status_code, answer.text) == (422, str(MESSAGES["lost"]))
    assert not MediaItem.objects.exists()


@pytest.mark.parametrize("which", ["half", "of another", "unknown", "none"])
def test_what_is_not_whole_or_not_ones_own_is_not_there(cast, as_member, which):
    content = encoded(quarters(80, 60))
    key = sent_by_parts(as_member(cast.ben if which == "of another" else cast.ana), content)
    if which == "half":
        Upload.objects.update(offset=len(content) - 1)
    given = {"unknown": {"upload": "x" * 22}, "none": {}}.get(which, {"upload": key})
    assert as_member(cast.ana).post(PICKED, given).status_code == 404
    assert not MediaItem.objects.exists()


@pytest.mark.parametrize("how", ["in one request", "by parts"])
def test_what_is_no_picture_is_refused_with_words(cast, as_member, how):
    browser = as_member(cast.ana)
    content = b"<html>no picture</html>"
    given = {"file": upload(content)} if how == "in one request" else {"upload": sent_by_parts(browser, content)}
    response = browser.post(PICKED, given)
    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/plain")
    assert "not a picture" in response.text


def test_how_far_a_file_is_shows_to_its_owner_alone(cast, as_member):
    item = kept(cast.ana)
    MediaItem.objects.update(state=MediaState.PROCESSING)
    ana = as_member(cast.ana)
    assert "Being prepared" in ana.get(PICKED + item.key).text
    assert "hx-get" in ana.get(PICKED + item.key).text
    MediaItem.objects.update(state=MediaState.READY)
    assert "hx-get" not in ana.get(PICKED + item.key).text
    MediaItem.objects.update(state=MediaState.FAILED, failure="damaged")
    assert "can&#x27;t be opened" in ana.get(PICKED + item.key).text
    assert as_member(cast.ben).get(PICKED + item.key).status_code == 404


def test_a_comment_has_up_to_four_photos(cast, as_member, posted):
    post, ben = posted(), as_member(cast.ben)
    photos = [kept(cast.ben) for _ in range(5)]
    keys = [photo.key for photo in photos]
    address, words = f"/posts/{post.pk}/reply", {f"alt-{keys[0]}": "A heron"}
    response = ben.post(address, {"text": "Look", "key": "c", "photo": keys[:4], **words})
    assert response.status_code == 302
    said = Post.objects.get(root=post)
    assert [place.item.key for place in said.media.select_related("item")] == keys[:4]
    assert said.media.first().alt == "A heron"
    page = as_member(cast.ana).get(response["Location"]).text
    assert all(key in page for key in keys[:4])
    sixth = ben.post(address, {"text": "More", "key": "d", "photo": [keys[4]], "photos": [picture() for _ in range(4)]})
    assert sixth.status_code == 422
    assert "At most 4 files" in sixth.text
    assert Post.objects.filter(root=post).count() == 1


def test_a_comment_may_be_a_photo_alone_but_not_nothing(cast, as_member, posted):
    address, ben = f"/posts/{posted().pk}/reply", as_member(cast.ben)
    assert ben.post(address, {"text": "", "key": "a", "photos": picture()}).status_code == 302
    assert ben.post(address, {"text": "", "key": "b"}).status_code == 422


def test_a_photo_of_a_comment_shows_to_who_sees_the_post_and_goes_with_it(cast, as_member, posted, run_tasks):
    post = posted(audience=Audience.FOLLOWERS)
    photo = kept(cast.ben)
    actions.comment(author=cast.ben, parent=post, text="Look", media=[photo])
    assert as_member(cast.ana).get(f"/media/{photo.key}/320").status_code == 200
    assert as_member(cast.cyd).get(f"/media/{photo.key}/320").status_code == 404
    actions.delete_post(actor=cast.ana, post=post)
    assert not MediaItem.objects.exists()


def test_a_member_who_may_only_read_sends_no_files(cast, as_member):
    Profile.objects.filter(pk=cast.ana.pk).update(state=State.READ_ONLY)
    assert as_member(cast.ana).post(PICKED, {"file": picture()}).status_code == 404
    assert not MediaItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sent_by_two_forms_at_once_it_hangs_on_one_post(cast, as_member):
    photo, browser = kept(cast.ana), as_member(cast.ana)
    said = {"text": "A river", "audience": Audience.MEMBERS, "photo": photo.key}
    answers = at_once(*[lambda: browser.post("/posts/", said).status_code] * 2)
    assert sorted(answers) == [302, 422]
    assert Post.objects.count() == 1


@pytest.mark.parametrize("way", ["in one request", "by parts"])
def test_a_picture_that_finds_no_time_is_to_be_sent_again_and_then_taken(cast, as_member, monkeypatch, way):
    browser = as_member(cast.ana)
    content = encoded(quarters(80, 60))
    key = sent_by_parts(browser, content) if way == "by parts" else ""

    def send():
        return browser.post(PICKED, {"upload": key} if key else {"file": upload(content)})

    with monkeypatch.context() as crowded:
        crowded.setattr(cleaning, "run_child", lambda *given: {"error": "busy"})
        refused = send()
    assert (refused.status_code, refused.text) == (503, str(MESSAGES["busy"]))
    assert refused["Content-Type"].startswith("text/plain")
    assert send().status_code == 200
    assert MediaItem.objects.get().state == MediaState.READY
