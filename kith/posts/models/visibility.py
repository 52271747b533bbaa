"""Who may see a post. The rule in words: `docs/visibility.md`."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from kith.community.current import strangers_read
from kith.graph.audiences import blocked, reaches, shown_owner
from kith.people.models import Profile
from kith.people.permissions import may

if TYPE_CHECKING:
    from kith.posts.models.post import Post  # noqa: F401

SHOWN = 0  # PostState.SHOWN; the table imports this module


class PostQuerySet(QuerySet["Post"]):
    """Posts and comments. Whatever serves a person begins with `visible_to`."""

    def visible_to(self, viewer: Profile | None) -> Self:
        """Those that the viewer (None: not signed in) may see, by whatever road they come."""
        if viewer is not None and not may(viewer, "read"):
            return self.none()
        readable = reaches(viewer, "author", "audience", strangers_read=strangers_read())
        posts = Q(root=None) & readable & self._in_state(viewer, "")
        root_readable = reaches(viewer, "root__author", "root__audience", strangers_read=strangers_read())
        comments = Q(root__isnull=False) & root_readable & self._in_state(viewer, "root__")
        comments &= self._in_state(viewer, "") & self._by_someone_shown(viewer)
        return self.filter(posts | comments)

    def top_level(self) -> Self:
        """Posts, without comments."""
        return self.filter(root=None)

    def before(self, cursor: int | None) -> Self:
        """Older than a post id, newest first; from the newest on without one."""
        rows = self.order_by("-id")
        return rows.filter(id__lt=cursor) if cursor else rows

    @staticmethod
    def _in_state(viewer: Profile | None, path: str) -> Q:
        # Held and removed ones show to their author alone, marked.
        shown = Q(**{f"{path}state": SHOWN})
        return shown if viewer is None else shown | Q(**{f"{path}author": viewer.pk})

    @staticmethod
    def _by_someone_shown(viewer: Profile | None) -> Q:
        if viewer is None:
            return shown_owner("author")
        return Q(author=viewer.pk) | shown_owner("author") & ~Q(blocked(viewer.pk, "author"))
