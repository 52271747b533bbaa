import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from kith.audit.log import record
from kith.audit.models import Line
from kith.cli.findings import CHECKS
from kith.posts.models import Post
from kith.search.index import reindex


@pytest.mark.parametrize("harm", [lambda line: line.delete(), lambda line: Line.objects.update(reason="other")])
def test_a_log_that_was_changed_is_bad(cast, harm):
    lines = [record(actor=cast.mo, verb="set_state", target=cast.ben, reason="Spam") for _ in range(3)]
    assert CHECKS["log"]()[0] == "good"
    harm(lines[1])
    assert CHECKS["log"]()[0] == "bad"


def test_posts_that_search_does_not_know_are_a_warning(cast):
    Post.objects.bulk_create(Post(author=cast.ana, text="Apples", audience=1) for _ in range(30))
    assert CHECKS["search"]()[0] == "warning"
    reindex()
    assert CHECKS["search"]()[0] == "good"


def test_a_storage_that_takes_and_gives_files_is_good(folder):
    state, says = CHECKS["storage"]()
    assert (state, list(default_storage.walk())) == ("good", [])
    assert says.startswith("the folder")


def test_a_bucket_is_good_if_it_is_private(bucket, settings):
    assert CHECKS["storage"]()[0] == "good"
    settings.STORAGES = settings.STORAGES | {
        "default": bucket | {"OPTIONS": bucket["OPTIONS"] | {"default_acl": "public-read"}}
    }
    assert CHECKS["storage"]() == ("bad", f"anyone can read {default_storage.where}; it must be private")


def test_files_that_were_not_moved_yet_are_a_warning(bucket):
    storages["before"].save("photos/a/b.webp", ContentFile(b"x"))
    state, says = CHECKS["storage"]()
    assert (state, "kith media move" in says) == ("warning", True)


def test_a_storage_that_does_not_answer_is_bad(bucket, settings):
    nobody = bucket | {"OPTIONS": bucket["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9"}}
    settings.STORAGES = settings.STORAGES | {"default": nobody}
    with pytest.raises(OSError, match="object store"):  # which is a bad finding
        CHECKS["storage"]()
