"""The tus protocol, 1.0.0: what its page says a server must do, with its own examples where it has some."""

import base64
import hashlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from kith.media import incoming, parts
from kith.media.models import Upload
from tests.at_once import at_once

START = "/posts/uploads/"
PART = "application/offset+octet-stream"


@pytest.fixture
def ana(cast, as_member):
    return Tus(as_member(cast.ana))


class Tus:
    """A client that speaks the protocol."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser

    def ask(self, method, address, content=b"", type=PART, **headers):
        named = {name.replace("_", "-"): str(value) for name, value in ({"Tus_Resumable": "1.0.0"} | headers).items()}
        return self.browser.generic(method, address, content, type, headers=named)

    def begin(self, length, **headers):
        response = self.ask("POST", START, type="", Upload_Length=length, **headers)
        assert response.status_code == 201
        return response["Location"]

    def patch(self, address, offset, content, **headers):
        return self.ask("PATCH", address, content, Upload_Offset=offset, **headers)

    def offset(self, address):
        return int(self.ask("HEAD", address)["Upload-Offset"])


def content_of(key=None):
    upload = Upload.objects.get(key=key) if key else Upload.objects.get()
    return b"".join(default_storage.open(f"uploads/{upload.key}/{name}").read() for name in upload.parts)


def test_the_example_of_the_protocol(ana):
    """An upload of 100 bytes is cut off after 70, and goes on from there."""
    address = ana.begin(100)
    ana.patch(address, 0, b"a" * 70)
    head = ana.ask("HEAD", address)
    assert (head.status_code, head["Upload-Offset"], head["Upload-Length"]) == (200, "70", "100")
    assert (head["Tus-Resumable"], head["Cache-Control"]) == ("1.0.0", "no-store")
    patched = ana.patch(address, 70, b"b" * 30)
    assert (patched.status_code, patched["Upload-Offset"], patched["Tus-Resumable"]) == (204, "100", "1.0.0")
    assert content_of() == b"a" * 70 + b"b" * 30


def test_options_tell_what_the_server_can(ana):
    response = ana.browser.options(START)
    assert response.status_code == 204
    assert response["Tus-Version"] == response["Tus-Resumable"] == "1.0.0"
    assert response["Tus-Extension"].split(",") == [
        "creation", "creation-with-upload", "expiration", "checksum", "termination",
    ]  # fmt: skip
    assert response["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert int(response["Tus-Max-Size"]) > 1_000_000


@pytest.mark.parametrize("version", ["", "0.2.2", "1.0", "2.0.0"])
def test_another_version_is_not_worked_on(ana, version):
    address = ana.begin(10)
    for response in (
        ana.patch(address, 0, b"x", Tus_Resumable=version),
        ana.ask("HEAD", address, Tus_Resumable=version),
        ana.ask("DELETE", address, Tus_Resumable=version),
        ana.ask("POST", START, type="", Upload_Length=10, Tus_Resumable=version),
    ):
        assert (response.status_code, response["Tus-Version"], response["Tus-Resumable"]) == (412, "1.0.0", "1.0.0")
    assert (ana.offset(address), Upload.objects.count()) == (0, 1)


@pytest.mark.parametrize("offset", [0, 3, 5, 99, "", "-1", "x", "4.0", "9" * 30])
def test_a_part_begins_where_the_upload_ends_or_is_refused(ana, offset):
    address = ana.begin(10)
    ana.patch(address, 0, b"abcd")
    status = 409 if isinstance(offset, int) else 400
    assert ana.patch(address, offset, b"xx").status_code == status
    assert (ana.offset(address), content_of()) == (4, b"abcd")


def test_a_part_of_another_type_is_refused(ana):
    address = ana.begin(10)
    assert ana.ask("PATCH", address, b"abcd", "application/octet-stream", Upload_Offset=0).status_code == 415
    assert ana.offset(address) == 0


def test_an_upload_becomes_no_longer_than_it_said(ana):
    address = ana.begin(4)
    assert ana.patch(address, 0, b"abcde").status_code == 413
    ana.patch(address, 0, b"abc")
    assert ana.patch(address, 3, b"de").status_code == 413
    assert (ana.offset(address), content_of()) == (3, b"abc")


@pytest.mark.parametrize("length", ["", "-1", "ten", "1e3", "9" * 30])
def test_an_upload_says_how_long_it_will_be(ana, length):
    assert ana.ask("POST", START, type="", Upload_Length=length).status_code == 400
    assert ana.ask("POST", START, type="", Upload_Defer_Length=1).status_code == 400
    assert not Upload.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_sent(ana):
    most = int(ana.browser.options(START)["Tus-Max-Size"])
    assert ana.ask("POST", START, type="", Upload_Length=most + 1).status_code == 413
    assert ana.ask("POST", START, type="", Upload_Length=most).status_code == 201


def test_a_photo_that_is_too_large_is_refused_before_it_is_sent_and_a_video_of_that_size_not(ana, settings):
    settings.PHOTO_MAX_BYTES, settings.RECORDING_MAX_BYTES = 1_000_000, 3_000_000

    def begin(type, length):
        told = f"filename YQ==,filetype {base64.b64encode(type.encode()).decode()}"
        return ana.ask("POST", START, type="", Upload_Length=length, Upload_Metadata=told)

    refused = begin("image/jpeg", 1_000_001)
    assert (refused.status_code, refused.text) == (413, "This file is too large: at most 1 MB.")
    assert begin("image/jpeg", 1_000_000).status_code == 201
    assert begin("video/mp4", 3_000_000).status_code == begin("image/gif", 3_000_000).status_code == 201
    assert "at most 3 MB" in begin("video/mp4", 3_000_001).text


def test_metadata_come_back_as_they_were_given(ana):
    given = "filename d29ybGRfZG9taW5hdGlvbl9wbGFuLnBkZg==,is_confidential"
    address = ana.begin(10, Upload_Metadata=given)
    assert ana.ask("HEAD", address)["Upload-Metadata"] == given
    assert Upload.objects.get().name == "world_domination_plan.pdf"
    assert "Upload-Metadata" not in ana.ask("HEAD", ana.begin(10))


@pytest.mark.parametrize("metadata", ["filename =x", "filename a,", ", ,", "é eA==", "a " + "b" * 2000])
def test_metadata_that_are_none_are_refused(ana, metadata):
    assert ana.ask("POST", START, type="", Upload_Length=10, Upload_Metadata=metadata).status_code == 400


def test_an_upload_can_begin_with_its_first_bytes(ana):
    response = ana.ask("POST", START, b"hello", Upload_Length=100)
    assert (response.status_code, response["Upload-Offset"]) == (201, "5")
    assert (ana.offset(response["Location"]), content_of()) == (5, b"hello")


def test_one_that_begins_with_bytes_that_are_not_kept_holds_no_room(ana):
    assert ana.ask("POST", START, b"too much", Upload_Length=4).status_code == 413
    assert not Upload.objects.exists()


def test_the_checksum_of_the_protocols_example(ana):
    address = ana.begin(11)
    response = ana.patch(address, 0, b"hello world", Upload_Checksum="sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=")
    assert (response.status_code, response["Upload-Offset"]) == (204, "11")


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_part_whose_checksum_differs_is_not_kept(ana, algorithm):
    address = ana.begin(100)
    digest = base64.b64encode(hashlib.new(algorithm, b"hello").digest()).decode()
    assert ana.patch(address, 0, b"hellO", Upload_Checksum=f"{algorithm} {digest}").status_code == 460
    assert (ana.offset(address), content_of()) == (0, b"")
    assert ana.patch(address, 0, b"hello", Upload_Checksum=f"{algorithm} {digest}").status_code == 204


@pytest.mark.parametrize("checksum", ["md5 XrY7u+Ae7tCTyyK7j1rNww==", "sha1", "sha1 ***", "", "sha1Kq5s"])
def test_a_checksum_of_another_kind_is_refused(ana, checksum):
    address = ana.begin(11)
    status = 460 if checksum == "sha1" else 400
    assert ana.patch(address, 0, b"hello world", Upload_Checksum=checksum).status_code == status
    assert ana.offset(address) == 0


def test_an_upload_tells_when_it_expires_and_is_gone_then(ana):
    address = ana.begin(100)
    assert ana.patch(address, 0, b"x")["Upload-Expires"].endswith("GMT")
    Upload.objects.update(expires=timezone.now() - timedelta(seconds=1))
    for response in (ana.ask("HEAD", address), ana.patch(address, 1, b"y"), ana.ask("DELETE", address)):
        assert response.status_code == 410
        assert "Upload-Offset" not in response


def test_each_part_gives_more_time(ana):
    address = ana.begin(100)
    Upload.objects.update(expires=timezone.now() + timedelta(seconds=60))
    ana.patch(address, 0, b"x")
    assert Upload.objects.get().expires > timezone.now() + timedelta(hours=23)


def test_what_expired_is_taken_away_with_all_that_came_of_it(ana):
    over, going_on = ana.begin(100), ana.begin(100)
    for address in (over, going_on):
        ana.patch(address, 0, b"x" * 50)
    stray = f"uploads/{over.rpartition('/')[2]}/stray"
    default_storage.save(stray, ContentFile(b"x"))  # of a process that was killed in between
    Upload.objects.filter(key=over.rpartition("/")[2]).update(expires=timezone.now() - timedelta(seconds=1))
    assert incoming.sweep_uploads() == 1
    assert not default_storage.exists(stray)
    assert [upload.key for upload in Upload.objects.all()] == [going_on.rpartition("/")[2]]
    assert content_of() == b"x" * 50
    assert ana.ask("HEAD", over).status_code == 404


def test_an_upload_can_be_ended(ana):
    address = ana.begin(100)
    ana.patch(address, 0, b"x")
    place = f"uploads/{Upload.objects.get().key}/{Upload.objects.get().parts[0]}"
    assert default_storage.exists(place)
    assert ana.ask("DELETE", address).status_code == 204
    assert ana.ask("HEAD", address).status_code == 404
    assert ana.patch(address, 1, b"x").status_code == 404
    assert not default_storage.exists(place)


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "HEAD"])
def test_methods_can_come_as_post(ana, method):
    address = ana.begin(4)
    response = ana.ask("POST", address, b"abcd", Upload_Offset=0, X_HTTP_Method_Override=method)
    assert response.status_code == {"PATCH": 204, "DELETE": 204, "HEAD": 200}[method]
    assert ana.ask("POST", ana.begin(4)).status_code == 405


@pytest.mark.parametrize("who", ["ben", "mo", "olu"])
def test_nobody_else_finds_an_upload(ana, cast, as_member, who):
    address = ana.begin(10)
    ana.patch(address, 0, b"abc")
    other = Tus(as_member(getattr(cast, who)))
    for response in (other.ask("HEAD", address), other.patch(address, 3, b"x"), other.ask("DELETE", address)):
        assert response.status_code == 404
        assert "Upload-Offset" not in response
    assert ana.offset(address) == 3
    assert Tus(as_member(None)).ask("HEAD", address).status_code == 302


def test_another_site_can_send_nothing(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.ana.account)
    ana = Tus(browser)
    assert ana.ask("POST", START, type="", Upload_Length=10).status_code == 403
    browser.get("/posts/new")
    token = {"X_CSRFToken": browser.cookies["csrftoken"].value}
    address = ana.begin(10, **token)
    assert ana.patch(address, 0, b"abc").status_code == 403
    assert ana.patch(address, 0, b"abc", **token).status_code == 204


@pytest.mark.django_db(transaction=True)
def test_of_two_parts_for_the_same_place_one_is_kept(ana, cast):
    address = ana.begin(10)
    key = address.rpartition("/")[2]
    answers = at_once(*(lambda letter=letter: ana.patch(address, 0, letter * 5).status_code for letter in (b"a", b"b")))
    assert sorted(answers) == [204, 409]
    assert content_of() in {b"aaaaa", b"bbbbb"}
    assert len(default_storage.listdir(f"uploads/{key}")[1]) == 1


def test_a_full_disk_is_said_and_the_part_can_come_again(ana, monkeypatch):
    address = ana.begin(10)

    def full(*arguments):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "save", full)
        assert ana.patch(address, 0, b"abc").status_code == 507
    assert ana.offset(address) == 0
    assert ana.patch(address, 0, b"abc").status_code == 204


def test_the_parts_are_read_as_one_file(ana):
    address = ana.begin(100)
    content = bytes(range(100))
    for start in range(0, 100, 7):
        ana.patch(address, start, content[start : start + 7])
    upload = Upload.objects.get()
    file = parts.joined(upload.key, upload.parts, upload.length)
    assert file.read(10) == content[:10]
    assert (file.seek(5, 1), file.read(3)) == (15, content[15:18])
    assert (file.seek(0), file.read()) == (0, content)
    assert (file.seek(-10, 2), file.read()) == (90, content[90:])
