from collections.abc import Callable

import pytest

from kith.graph.audiences import Audience
from kith.kernel.ids import LARGEST
from kith.notifications.models import Notification
from kith.notifications.page import Group, told
from kith.people.models import Profile
from kith.posts.actions import publish_post
from kith.posts.models import Post


@pytest.fixture
def post(cast) -> Post:
    """A post of Ana's that all members may see."""
    return publish_post(author=cast.ana, text="The river is high.", audience=Audience.MEMBERS)


@pytest.fixture
def heard(run_tasks) -> Callable[[Profile], list[tuple[str, str]]]:
    """What a member was told once all tasks have run: (kind, who), the last first."""

    def ask(member: Profile) -> list[tuple[str, str]]:
        run_tasks()
        rows = Notification.objects.filter(member=member).order_by("-id")
        return list(rows.values_list("kind", "actor__handle"))

    return ask


@pytest.fixture
def shown(run_tasks) -> Callable[[Profile], list[Group]]:
    """The groups on a member's first page once all tasks have run."""

    def ask(member: Profile) -> list[Group]:
        run_tasks()
        return told(Profile.objects.get(pk=member.pk), LARGEST).groups

    return ask
