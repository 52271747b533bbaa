"""Setting the community up: it and its owner, together."""

from django.db import transaction

from kith.community.actions import found
from kith.community.models import Joining, Reading
from kith.kernel.events import emit
from kith.people.actions.joining import make_member
from kith.people.events import MemberJoined
from kith.people.models import Profile, Role


@transaction.atomic
def set_up(
    *,
    name: str,
    handle: str,
    email: str,
    password: str,
    tagline: str = "",
    language: str = "en",
    joining: Joining = Joining.OPEN,
    reading: Reading = Reading.MEMBERS,
) -> Profile:
    """Make the community and its owner. Raises AlreadyFounded if there is one."""
    found(name=name, tagline=tagline, language=language, joining=joining, reading=reading)
    owner = make_member(handle=handle, email=email, password=password, language=language, role=Role.OWNER)
    emit(MemberJoined(owner.pk))
    return owner
