"""The cast of every test: Ana; Ben, who follows Ana; Cyd, a stranger to both; Mo, a moderator; Olu, the owner."""

from types import SimpleNamespace
from typing import Any

from kith.community.models import Community
from kith.graph.models import Follow
from kith.people.models import Account, Profile, Role

PASSWORD = "correct horse battery"


def make_community(**given: Any) -> Community:
    """The community of a test; by default members read and anyone may join."""
    return Community.objects.create(**{"name": "Riverside", "tagline": "Neighbours by the river", **given})


def make_member(handle: str, **given: Any) -> Profile:
    """A member with a password, made without the joining flow."""
    account = Account.objects.create_user(handle, email=f"{handle}@example.org", password=PASSWORD)
    return Profile.objects.create(account=account, handle=handle, display_name=handle.capitalize(), **given)


def make_cast() -> SimpleNamespace:
    ana, ben, cyd = make_member("ana"), make_member("ben"), make_member("cyd")
    mo, olu = make_member("mo", role=Role.MODERATOR), make_member("olu", role=Role.OWNER)
    Follow.objects.create(follower=ben, followed=ana)
    Profile.objects.filter(pk=ana.pk).update(follower_count=1)
    Profile.objects.filter(pk=ben.pk).update(following_count=1)
    return SimpleNamespace(ana=ana, ben=ben, cyd=cyd, mo=mo, olu=olu)
