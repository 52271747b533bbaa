from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.people.models import Profile, Role
from kith.posts.actions import publish_post
from kith.posts.models import Post
from tests.cast import make_member
from tests.people.fresh import sign_in_afresh


@pytest.fixture
def staff(cast) -> SimpleNamespace:
    """Mo the moderator, Ada an administrator and Olu the owner, all new to their roles: no second factor is due yet."""
    cast.ada = make_member("ada", role=Role.ADMINISTRATOR)
    Profile.objects.filter(role__gt=Role.MEMBER).update(role_since=timezone.now())
    for member in (cast.mo, cast.olu, cast.ada):
        member.refresh_from_db()
    return cast


@pytest.fixture
def freshly(as_member) -> Callable[[Profile], Client]:
    """A browser in which this member has just given their password."""

    def sign_in(member: Profile) -> Client:
        client = as_member(member)
        sign_in_afresh(client)
        return client

    return sign_in


@pytest.fixture
def post(staff) -> Post:
    """A post of Ana's that all members may see."""
    return publish_post(author=staff.ana, text="Buy my river water!", audience=Audience.MEMBERS)
