"""What no key could be names nothing: neither database is asked for it, and no page breaks."""

import pytest

from kith.posts import actions
from tests.media.test_resumable_uploads import PART

ODD = ["%00", "k" * 5000, "k\u0301" * 16, "..%2f" * 4]


@pytest.mark.parametrize("key", ODD)
@pytest.mark.parametrize("road", ["/@ana/photos/{}", "/posts/picked/{}", "/media/{}/320"])
def test_an_address_that_could_be_no_key_is_not_there(cast, as_member, road, key):
    assert as_member(cast.ana).get(road.format(key)).status_code == 404


@pytest.mark.parametrize("key", ["\0", "k" * 5000, "", "k\u0301" * 16])
def test_a_form_that_names_nothing_is_not_found(cast, as_member, key):
    album = actions.create_album(owner=cast.ana, title="Summer", description="", audience=1)
    ana = as_member(cast.ana)
    sent = {"photo": key, "move": f"{key} 0", "upload": key}
    for address in (f"/albums/{album.pk}/cover", f"/albums/{album.pk}/arrange", "/posts/picked/"):
        assert ana.post(address, sent).status_code == 404


def test_an_upload_of_an_odd_key_is_not_found(cast, as_member):
    told = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}
    for method in ("HEAD", "PATCH", "DELETE"):
        answer = as_member(cast.ana).generic(method, "/posts/uploads/%00", b"", PART, headers=told)
        assert answer.status_code == 404


def test_nobody_of_an_odd_handle_can_be_let_back_in(cast, as_member):
    assert as_member(cast.ana).post("/@%00/unblock").status_code == 404
