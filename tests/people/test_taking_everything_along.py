"""A member's download of everything of their own: complete, readable, and for nobody else."""

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kith.kernel.models import TaskRow
from kith.media.models import MediaItem
from kith.people import tasks
from kith.people.actions.exporting import ask_export
from kith.people.models import Account, Export, Profile, State
from kith.posts.actions.commenting import comment
from kith.posts.actions.publishing import publish_post
from kith.posts.actions.reacting import react
from tests.people.fresh import sign_in_afresh

MEMBERS = 1


@pytest.fixture(autouse=True)
def _own_storage(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "media"}},
        "exports": {**settings.STORAGES["exports"], "OPTIONS": {"location": tmp_path / "exports"}},
    }


@pytest.fixture
def fresh(as_member):
    """A browser in which a member has just given their password."""

    def sign_in(member: Profile):
        browser = as_member(member)
        sign_in_afresh(browser)
        return browser

    return sign_in


def download(browser) -> bytes:
    export = Export.objects.get()
    answer = browser.get(f"/settings/export/{export.key}/")
    assert answer["Content-Disposition"] == 'attachment; filename="kith-ana.zip"'
    return b"".join(answer.streaming_content)


def test_everything_of_ones_own_is_in_it_and_nothing_of_others(cast, fresh, run_tasks):
    post = publish_post(author=cast.ana, text="Tea <b>for</b> all", audience=MEMBERS)
    comment(author=cast.ana, parent=post, text="With milk")
    comment(author=cast.ben, parent=post, text="With lemon")
    react(member=cast.ana, post=post, kind=2)
    photo = MediaItem.objects.create(owner_id=cast.ana.pk, alt="A cup")
    default_storage.save(f"photos/{photo.key[:2].lower()}/{photo.key}/master.jpg", SimpleUploadedFile("a.jpg", b"JPEG"))
    ana = fresh(cast.ana)
    ana.post("/settings/export/")
    run_tasks()
    archive = ZipFile(io.BytesIO(download(ana)))
    assert archive.testzip() is None

    def data(name: str) -> list[dict]:
        return json.loads(archive.read(f"data/{name}.json"))

    assert data("profile")[0]["handle"] == "ana"
    assert [row["text"] for row in data("posts")] == ["Tea <b>for</b> all"]
    assert [row["text"] for row in data("comments")] == ["With milk"]
    assert [row["kind"] for row in data("reactions")] == ["Love"]
    assert [row["handle"] for row in data("followers")] == ["ben"]
    assert archive.read(data("photos")[0]["file"]) == b"JPEG"
    assert 'href="posts.html"' in archive.read("index.html").decode()
    assert "Tea &lt;b&gt;for&lt;/b&gt; all" in archive.read("posts.html").decode()
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"With lemon" not in everything


def test_nothing_that_opens_the_account_is_in_it(cast, fresh, run_tasks):
    ana = fresh(cast.ana)
    ana.post("/settings/export/")
    run_tasks()
    archive = ZipFile(io.BytesIO(download(ana)))
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert ana.session.session_key not in everything
    assert Account.objects.get(username="ana").password not in everything


def test_it_speaks_the_members_language(cast, fresh, run_tasks):
    Account.objects.filter(username="ana").update(language="ar")
    ana = fresh(cast.ana)
    ana.post("/settings/export/")
    run_tasks()
    archive = ZipFile(io.BytesIO(download(ana)))
    assert '<html lang="ar" dir="rtl">' in archive.read("index.html").decode()


def test_another_member_gets_the_answer_of_what_never_was(cast, fresh, run_tasks):
    ask_export(member=cast.ana)
    run_tasks()
    ben, key = fresh(cast.ben), Export.objects.get().key
    theirs, never = ben.get(f"/settings/export/{key}/"), ben.get("/settings/export/never/")
    assert (theirs.status_code, never.status_code) == (404, 404)
    assert theirs.content == never.content


def test_a_stranger_and_a_stale_sign_in_get_no_file(cast, as_member, run_tasks):
    ask_export(member=cast.ana)
    run_tasks()
    address = f"/settings/export/{Export.objects.get().key}/"
    assert "login" in as_member(None).get(address)["Location"]
    assert "reauthenticate" in as_member(cast.ana).get(address)["Location"]
    assert "reauthenticate" in as_member(cast.ana).get("/settings/export/")["Location"]


@pytest.mark.parametrize("state", [State.SUSPENDED, State.READ_ONLY, State.LEAVING])
def test_members_who_may_do_little_may_still_take_their_things(cast, fresh, run_tasks, state):
    Profile.objects.filter(pk=cast.ana.pk).update(state=state)
    ana = fresh(cast.ana)
    ana.post("/settings/export/")
    run_tasks()
    assert ZipFile(io.BytesIO(download(ana))).testzip() is None


def test_two_clicks_make_one_and_a_new_one_replaces_the_old(cast, fresh, run_tasks):
    ana = fresh(cast.ana)
    ana.post("/settings/export/"), ana.post("/settings/export/")
    assert TaskRow.objects.count() == 1
    assert "being made" in ana.get("/settings/export/").text
    run_tasks()
    first = Export.objects.get()
    assert first.key in ana.get("/settings/export/").text
    ana.post("/settings/export/")
    run_tasks()
    assert Export.objects.get().key != first.key
    assert len(storages["exports"].listdir("")[1]) == 1
    assert ana.get(f"/settings/export/{first.key}/").status_code == 404


def test_after_a_week_it_is_gone(cast, fresh, run_tasks):
    ana = fresh(cast.ana)
    ana.post("/settings/export/")
    run_tasks()
    Export.objects.update(asked_at=timezone.now() - timedelta(days=7, seconds=1))
    assert ana.get(f"/settings/export/{Export.objects.get().key}/").status_code == 404
    tasks.prune_exports.call()
    run_tasks()
    assert not Export.objects.exists()
    assert storages["exports"].listdir("")[1] == []


def test_an_export_taken_away_while_it_was_made_leaves_no_file(cast, run_tasks, monkeypatch):
    ask_export(member=cast.ana)
    from kith.people import archive

    write = archive.write_archive

    def write_and_lose(member, file):
        write(member, file)
        Export.objects.all().delete()

    monkeypatch.setattr(archive, "write_archive", write_and_lose)
    run_tasks()
    assert storages["exports"].listdir("")[1] == []


def test_a_lost_file_is_a_clear_404(cast, fresh, run_tasks):
    ana = fresh(cast.ana)
    ana.post("/settings/export/")
    run_tasks()
    storages["exports"].delete(Export.objects.get().file_name)
    assert ana.get(f"/settings/export/{Export.objects.get().key}/").status_code == 404
