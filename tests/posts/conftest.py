from collections.abc import Callable
from typing import Any

import pytest

from kith.graph.audiences import Audience
from kith.graph.models import Block
from kith.kernel.gates import Answer, Verdict
from kith.kernel.registry import registry
from kith.people.models import Profile
from kith.posts import actions
from kith.posts.models import Post


@pytest.fixture
def posted(cast) -> Callable[..., Post]:
    """A post by Ana for members, unless something else is asked for."""

    def post(author: Profile | None = None, text: str = "Hello", audience: int = Audience.MEMBERS, **more: Any) -> Post:
        return actions.publish_post(author=author or cast.ana, text=text, audience=audience, **more)

    return post


@pytest.fixture
def block(db) -> Callable[[Profile, Profile], Block]:
    def block(blocker: Profile, blocked: Profile) -> Block:
        return Block.objects.create(blocker=blocker, blocked=blocked)

    return block


def counts(post: Post) -> tuple[int, int, int]:
    """Comments, reactions and shares, as the database has them now."""
    return Post.objects.values_list("comment_count", "reaction_count", "share_count").get(pk=post.pk)


@pytest.fixture
def told(monkeypatch) -> Callable[[], list[str]]:
    """The names of the events that were emitted so far, in order."""
    names: list[str] = []
    for module in ("announcing", "editing", "deleting", "reacting", "withholding"):
        monkeypatch.setattr(f"kith.posts.actions.{module}.emit", lambda event: names.append(type(event).__name__))
    return lambda: names


@pytest.fixture
def gate(monkeypatch) -> Callable[..., list[Any]]:
    """Puts a gate in place, and notes what it was asked."""

    def put(name: str, verdict: Verdict, reason: str = "Because of rule 3") -> list[Any]:
        asked = []

        def answer(draft):
            asked.append(draft)
            return Answer(verdict, reason)

        monkeypatch.setitem(registry().gates, name, [answer])
        return asked

    return put
