import pytest

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
