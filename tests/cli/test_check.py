import pytest

from kith.audit.log import record
from kith.audit.models import Line
from kith.cli.findings import CHECKS


@pytest.mark.parametrize("harm", [lambda line: line.delete(), lambda line: Line.objects.update(reason="other")])
def test_a_log_that_was_changed_is_bad(cast, harm):
    lines = [record(actor=cast.mo, verb="set_state", target=cast.ben, reason="Spam") for _ in range(3)]
    assert CHECKS["log"]()[0] == "good"
    harm(lines[1])
    assert CHECKS["log"]()[0] == "bad"
