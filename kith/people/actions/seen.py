"""When a member was last here: kept for "who comes back" and the list of devices, at most once in five minutes."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone

from kith.kernel.aside import on_the_side
from kith.people.models import Profile

EVERY = timedelta(minutes=5)


def saw(member: Profile, session_key: str | None) -> None:
    """Note that a member was here just now, on the device of this session."""
    now = timezone.now()
    if member.last_seen_at is not None and now - member.last_seen_at < EVERY:
        return
    on_the_side("that a member was seen", lambda: _note(member, session_key, now))


def _note(member: Profile, session_key: str | None, now: datetime) -> None:
    Profile.objects.filter(pk=member.pk).update(last_seen_at=now)
    UserSession.objects.filter(session_key=session_key).update(last_seen_at=now)
