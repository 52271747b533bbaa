"""The room for files: seen and bounded by who looks after the community."""

import pytest

from kith.audit.models import Line
from kith.media.models import Allowance
from tests.media.pictures import kept


def test_the_bounds_are_set_and_the_log_tells(staff, as_member):
    kept(staff.ana)
    browser = as_member(staff.ada)
    assert browser.post("/console/storage/", {"member": 100, "site": 2000}).status_code == 302
    bounds = Allowance.objects.get()
    assert (bounds.member, bounds.site) == (100, 2000)
    details = Line.objects.get(verb="change_allowance").details
    assert (details["before"]["site"], details["after"]["site"]) == (0, 2000)
    assert "<dt>Files</dt>" in browser.get(f"/console/members/{staff.ana.pk}/").text
    assert "of 2.0\xa0GB used" in browser.get("/console/storage/").text


@pytest.mark.parametrize("wrong", [{"member": -1}, {"site": "much"}, {"member": ""}, {"site": 10**12}])
def test_what_is_no_bound_is_refused(staff, as_member, wrong):
    assert as_member(staff.olu).post("/console/storage/", {"member": 1, "site": 1} | wrong).status_code == 422
    assert not Allowance.objects.exists()
