import threading
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.utils import timezone

from kith.audit.models import Line
from kith.people.actions.ranks import LastOwner, set_role
from kith.people.models import Profile, Role, State
from kith.people.permissions import BY_ROLE, EVERYTHING, NotAllowed, may, needs_second_factor
from tests.cast import make_member


def role_of(member) -> int:
    return Profile.objects.get(pk=member.pk).role


def test_the_owner_gives_a_role_and_it_is_written_down(cast):
    set_role(actor=cast.olu, member=cast.ana, role=Role.ADMINISTRATOR, reason="She asked")
    ana, line = Profile.objects.get(pk=cast.ana.pk), Line.objects.get()
    assert (ana.role, ana.stamp) == (Role.ADMINISTRATOR, cast.ana.stamp + 1)
    assert ana.role_since is not None
    assert (line.verb, line.reason) == ("set_role", "She asked")
    assert line.details == {"before": "MEMBER", "role": "ADMINISTRATOR"}


@pytest.mark.parametrize(
    ("actor", "member", "role"),
    [
        ("ana", "ana", Role.OWNER),
        ("ana", "ben", Role.MODERATOR),
        ("mo", "ben", Role.MODERATOR),
        ("mo", "mo", Role.ADMINISTRATOR),
        ("ada", "ada", Role.OWNER),
        ("ada", "ben", Role.ADMINISTRATOR),
        ("ada", "ben", Role.OWNER),
        ("ada", "olu", Role.MEMBER),
        ("ada", "abe", Role.MEMBER),
    ],
)
def test_nobody_gives_what_is_not_theirs_to_give(cast, actor, member, role):
    cast.ada, cast.abe = make_member("ada", role=Role.ADMINISTRATOR), make_member("abe", role=Role.ADMINISTRATOR)
    before = role_of(getattr(cast, member))
    with pytest.raises(NotAllowed):
        set_role(actor=getattr(cast, actor), member=getattr(cast, member), role=role)
    assert role_of(getattr(cast, member)) == before
    assert not Line.objects.exists()


def test_an_administrator_makes_and_unmakes_moderators(cast):
    ada = make_member("ada", role=Role.ADMINISTRATOR)
    set_role(actor=ada, member=cast.ben, role=Role.MODERATOR)
    set_role(actor=ada, member=cast.mo, role=Role.MEMBER)
    assert (role_of(cast.ben), role_of(cast.mo)) == (Role.MODERATOR, Role.MEMBER)


def test_the_last_owner_is_not_demoted_by_anyone(cast):
    for actor in (cast.olu, None):
        with pytest.raises(LastOwner):
            set_role(actor=actor, member=cast.olu, role=Role.MEMBER)
    ola = make_member("ola", role=Role.OWNER)
    set_role(actor=ola, member=cast.olu, role=Role.MEMBER)
    assert role_of(cast.olu) == Role.MEMBER


def test_a_suspended_owner_does_not_count(cast):
    make_member("ola", role=Role.OWNER, state=State.SUSPENDED)
    with pytest.raises(LastOwner):
        set_role(actor=cast.olu, member=cast.olu, role=Role.MEMBER)


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_demote_each_other_at_once_leave_one(cast):
    ola = make_member("ola", role=Role.OWNER)

    def demote(actor, member):
        try:
            set_role(actor=actor, member=member, role=Role.MEMBER)
        except NotAllowed:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=demote, args=pair) for pair in ((cast.olu, ola), (ola, cast.olu))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Profile.objects.filter(role=Role.OWNER).count() == 1


def test_each_role_has_what_the_one_below_has():
    roles = [BY_ROLE[role] for role in sorted(Role)]
    assert all(lower < higher for lower, higher in pairwise(roles))


@pytest.mark.parametrize("state", [State.AWAITING, State.SUSPENDED, State.DEACTIVATED, State.LEAVING])
def test_no_role_survives_a_state_that_may_not_read(cast, state):
    cast.olu.state = state
    assert {permission for permission in EVERYTHING if may(cast.olu, permission)} <= {"export", "leave"}


def test_a_stranger_may_nothing_and_a_made_up_permission_is_an_error(db):
    assert not any(may(None, permission) for permission in EVERYTHING)
    with pytest.raises(ValueError, match="no such permission"):
        may(None, "fly")


def test_staff_need_a_second_factor_after_a_week(cast):
    cast.mo.role_since = timezone.now() - timedelta(days=6)
    assert not needs_second_factor(cast.mo)
    cast.mo.role_since = timezone.now() - timedelta(days=8)
    assert needs_second_factor(cast.mo)
    assert not needs_second_factor(cast.ana)
