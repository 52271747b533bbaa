"""Old notifications go by themselves; the bell does not count what can no longer be seen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.kernel.ids import id_at
from kith.notifications import actions
from kith.notifications.models import Kind, Notification
from kith.notifications.page import unread
from kith.people.actions.states import set_state
from kith.people.models import Profile, State
from kith.posts.actions import comment, edit_post, publish_post, restore_post, withhold_post
from kith.posts.models import PostState


def told(member: Profile, actor: Profile, days_ago: float, *, read: bool) -> int:
    """A notification of some days ago; its id."""
    moment = timezone.now() - timedelta(days=days_ago)
    row = Notification(id=id_at(moment), member=member, actor=actor, kind=Kind.FOLLOW, read_at=moment if read else None)
    row.save(force_insert=True)
    return row.pk


def test_what_was_read_goes_after_ninety_days(cast):
    told(cast.ana, cast.ben, 91, read=True)
    kept = {told(cast.ana, cast.cyd, 91.5, read=False), told(cast.ana, cast.mo, 89, read=True)}
    actions.prune()
    assert set(Notification.objects.values_list("pk", flat=True)) == kept


@pytest.mark.parametrize("at_once", [1, 1000])
def test_a_member_keeps_only_the_newest(cast, monkeypatch, at_once):
    monkeypatch.setattr(actions, "MOST", 2)
    monkeypatch.setattr(actions, "AT_ONCE", at_once)
    four = [told(cast.ana, who, days, read=False) for days, who in enumerate((cast.ben, cast.cyd, cast.mo, cast.olu))]
    bens = told(cast.ben, cast.ana, 5, read=False)
    actions.prune()
    assert set(Notification.objects.values_list("pk", flat=True)) == {*four[:2], bens}


@pytest.fixture
def mentioned(cast, run_tasks):
    """A post of Ana's that names Ben and Cyd, who have not yet looked."""
    post = publish_post(author=cast.ana, text="@ben and @cyd, look", audience=Audience.MEMBERS)
    run_tasks()
    assert len(unread(cast.ben)) == len(unread(cast.cyd)) == 1
    return post


def test_the_bell_does_not_count_what_staff_withheld(cast, run_tasks, mentioned):
    comment(author=cast.cyd, parent=mentioned, text="@ben too")
    run_tasks()
    assert len(unread(cast.ben)) == 2
    withhold_post(actor=cast.mo, post=mentioned, state=PostState.HIDDEN, reason="Against rule 2")
    run_tasks()
    assert unread(cast.ben) == []
    restore_post(actor=cast.mo, post=mentioned)
    run_tasks()
    assert Notification.objects.filter(member=cast.ben).count() == 2


def test_the_bell_does_not_count_what_is_for_fewer_now(cast, run_tasks, mentioned):
    edit_post(actor=cast.ana, post=mentioned, text=mentioned.text, audience=Audience.FOLLOWERS)
    run_tasks()
    assert unread(cast.cyd) == []
    assert len(unread(cast.ben)) == 1


def test_the_bell_does_not_count_what_somebody_did_who_is_suspended(cast, run_tasks, mentioned):
    set_state(actor=cast.mo, member=cast.ana, state=State.READ_ONLY, reason="Spam")
    run_tasks()
    assert len(unread(cast.ben)) == 1
    set_state(actor=cast.mo, member=cast.ana, state=State.SUSPENDED, reason="Spam")
    run_tasks()
    assert unread(cast.ben) == []
