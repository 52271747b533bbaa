"""Who reacted to a post."""

from dataclasses import dataclass

from kith.graph.access import visible_members
from kith.people.models import Profile
from kith.posts.models import Post, Reaction

PAGE = 50


@dataclass(frozen=True)
class Reactors:
    """Some of who reacted, newest first, and the cursor for those before them."""

    rows: list[Reaction]
    older: int | None


def reactors(post: Post, viewer: Profile | None, *, before: int | None) -> Reactors:
    """A page of the reactions to a post that the viewer may see, by members that the viewer may know of."""
    rows = Reaction.objects.filter(post=post, member__in=visible_members(viewer)).select_related("member")
    if before:
        rows = rows.filter(id__lt=before)
    page = list(rows.order_by("-id")[: PAGE + 1])
    return Reactors(page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None)
