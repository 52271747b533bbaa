"""The community's own settings, the list for newcomers, and the tasks that failed."""

import pytest
from django.utils import timezone

from kith.audit.models import Line
from kith.community.models import Community, Joining, Reading
from kith.graph.actions import block
from kith.graph.models import Starter
from kith.kernel.models import TaskRow
from kith.people.models import Profile, State

GIVEN = {
    "name": "Riverside", "tagline": "By the river", "language": "en",
    "joining": "approval", "reading": "anyone", "inviting": "members", "languages": ["en", "nl"],
    "operator": "Association by the river", "contact": "Quay 1",
}  # fmt: skip


def test_the_policies_are_changed_and_hold_at_once(staff, as_member):
    assert as_member(None).get("/@ana").status_code == 302
    stamp = Community.objects.get().stamp
    assert as_member(staff.ada).post("/console/community/", GIVEN).status_code == 302
    community = Community.objects.get()
    assert (community.joining, community.reading, community.tagline) == (
        Joining.APPROVAL, Reading.ANYONE, "By the river",
    )  # fmt: skip
    assert community.stamp > stamp
    assert as_member(None).get("/@ana").status_code == 200
    line = Line.objects.get(verb="change_community")
    assert line.details["before"]["reading"] == "members"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "\u202ekcab"}, {"joining": "maybe"}, {"language": "xx"}, {"tagline": "x" * 201}]
)
def test_what_can_not_be_is_refused(staff, as_member, wrong):
    assert as_member(staff.olu).post("/console/community/", GIVEN | wrong).status_code == 422
    assert Community.objects.get().reading == Reading.MEMBERS


def order() -> list[str]:
    return list(Starter.objects.order_by("position").values_list("profile__handle", flat=True))


def test_the_list_for_newcomers_is_kept_in_order(staff, as_member):
    client = as_member(staff.ada)
    for handle in ("ana", "@ben", "olu", "ana"):
        client.post("/console/starters/", {"handle": handle})
    assert order() == ["ana", "ben", "olu"]
    client.post(f"/console/starters/{staff.olu.pk}/up/")
    client.post(f"/console/starters/{staff.ana.pk}/up/")
    assert order() == ["ana", "olu", "ben"]
    client.post(f"/console/starters/{staff.ana.pk}/off/")
    assert order() == ["olu", "ben"]
    assert client.post(f"/console/starters/{staff.ana.pk}/sideways/").status_code == 404
    assert Line.objects.filter(verb="add_starter").count() == 3


def test_who_can_not_be_seen_is_not_put_on_the_list(staff, as_member):
    block(actor=staff.ben, target=staff.ada)
    Profile.objects.filter(pk=staff.cyd.pk).update(state=State.SUSPENDED)
    for handle in ("ben", "cyd", "nobody", "a\0b", ""):
        assert as_member(staff.ada).post("/console/starters/", {"handle": handle}).status_code == 422
    assert order() == []


@pytest.fixture
def failed(db) -> TaskRow:
    return TaskRow.objects.create(
        path="kith.graph.tasks.let_in",
        arguments={"args": [], "kwargs": {"member_id": 1}},
        attempts=10,
        error="Traceback: <the river> rose",
        failed_at=timezone.now(),
    )


def test_a_failed_task_is_shown_and_runs_again(staff, as_member, failed, run_tasks):
    client = as_member(staff.ada)
    shown = client.get("/console/tasks/").content.decode()
    assert "kith.graph.tasks.let_in" in shown
    assert "&lt;the river&gt; rose" in shown
    client.post(f"/console/tasks/{failed.pk}/again/")
    failed.refresh_from_db()
    assert failed.failed_at is None
    assert run_tasks() == 1
    assert Line.objects.get(verb="run_task_again").details["path"] == "kith.graph.tasks.let_in"


def test_a_failed_task_is_dismissed_and_the_log_keeps_why(staff, as_member, failed):
    client = as_member(staff.ada)
    assert client.post(f"/console/tasks/{failed.pk}/explode/").status_code == 404
    client.post(f"/console/tasks/{failed.pk}/dismiss/")
    assert not TaskRow.objects.filter(pk=failed.pk).exists()
    assert "rose" in Line.objects.get(verb="dismiss_task").details["error"]


def test_a_task_that_still_waits_is_not_dismissed(staff, as_member, failed):
    TaskRow.objects.filter(pk=failed.pk).update(failed_at=None)
    as_member(staff.ada).post(f"/console/tasks/{failed.pk}/dismiss/")
    assert TaskRow.objects.filter(pk=failed.pk).exists()
