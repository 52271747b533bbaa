from collections.abc import Callable

import pytest

from kith.people.models import Profile
from kith.posts.actions import publish_post
from kith.posts.models import Post
from kith.search import finding
from kith.search.query import read


@pytest.fixture
def write(cast, run_tasks) -> Callable[..., Post]:
    """Publishes a post, Ana's for members unless said otherwise, and lets it be indexed."""

    def publish(text: str, author: Profile | None = None, audience: int = 1) -> Post:
        post = publish_post(author=author or cast.ana, text=text, audience=audience)
        run_tasks()
        return post

    return publish


@pytest.fixture
def called(run_tasks) -> Callable[[Profile, str], None]:
    """Gives a member another name, and lets it be indexed."""
    from kith.people.actions.editing import edit_profile

    def rename(member: Profile, name: str) -> None:
        edit_profile(member=member, display_name=name)
        run_tasks()

    return rename


def found_posts(text: str, viewer: Profile | None) -> list[int]:
    """The ids of the posts that a viewer finds."""
    expression = finding._of_posts(read(text), viewer)
    return [row.id for _, row in finding.FOUND.rows(viewer, expression)] if expression else []


def found_people(text: str, viewer: Profile | None) -> list[str]:
    """The handles of the members that a viewer finds."""
    return [person.profile.handle for person in finding.people(read(text), viewer).rows]


def found_tags(text: str, viewer: Profile | None) -> list[str]:
    """The hashtags that a viewer finds."""
    return [tag.name for tag in finding.tags(read(text), viewer).rows]
