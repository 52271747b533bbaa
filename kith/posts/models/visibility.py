"""Who may see a post. The rule in words: `docs/visibility.md`."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from kith.community.current import strangers_read
from kith.graph.audiences import blocked, reaches, shown_owner
from kith.people.models import Profile
from kith.people.permissions import may

if TYPE_CHECKING:
    from kith.posts.models.post import Post  # noqa: F401 - the string below names it; the table imports this module

NOBODY = 0
SHOWN, DELETED = 0, 4  # of PostState; the table imports this module


class PostQuerySet(QuerySet["Post"]):
    """Posts and comments. Whatever serves a person begins with one of the `visible` methods: one rule, in parts.

    A viewer is a member, or None for who is not signed in.
    """

    def visible_to(self, viewer: Profile | None) -> Self:
        """The posts and comments that the viewer may see, by whatever road they come."""
        if not may_look(viewer):
            return self.none()
        posts = Q(root=None) & self._post_reaches(viewer, "")
        comments = Q(root__isnull=False) & self._post_reaches(viewer, "root__") & self._comment_shows(viewer)
        return self.filter(posts | comments)

    def posts_visible_to(self, viewer: Profile | None) -> Self:
        """The same rule for posts without comments, in SQL that a list can walk an index with."""
        if not may_look(viewer):
            return self.none()
        return self.top_level().filter(self._post_reaches(viewer, ""))

    def comments_visible_to(self, viewer: Profile | None) -> Self:
        """The same rule for comments under a root that the caller has found visible to the viewer already."""
        if not may_look(viewer):
            return self.none()
        return self.filter(Q(root__isnull=False) & self._comment_shows(viewer))

    def top_level(self) -> Self:
        """Posts, without comments."""
        return self.filter(root=None)

    def tagged(self, tag: int) -> Self:
        """With a hashtag (its id), newest first, in SQL that walks the tag's index and stops early."""
        return self.filter(tags__tag=tag).order_by("-tags__post")

    def before(self, cursor: int | None) -> Self:
        """Older than a post id, newest first; from the newest on without one."""
        rows = self.order_by("-id")
        return rows.filter(id__lt=cursor) if cursor else rows

    @staticmethod
    def _post_reaches(viewer: Profile | None, path: str) -> Q:
        readable = reaches(viewer, f"{path}author", f"{path}audience", strangers_read=True)
        if viewer is None:
            # "Or by nobody" makes SQLite begin with the posts, newest first; it would begin with all the members.
            readable |= Q(**{f"{path}author": NOBODY})
        return readable & _in_state(viewer, path)

    @staticmethod
    def _comment_shows(viewer: Profile | None) -> Q:
        shown = shown_owner("author")
        if viewer is not None:
            shown = Q(author=viewer.pk) | shown & ~Q(blocked(viewer.pk, "author"))
        return _in_state(viewer, "") & shown


def may_look(viewer: Profile | None) -> bool:
    """Whether the viewer may see any post at all."""
    return strangers_read() if viewer is None else may(viewer, "read")


def _in_state(viewer: Profile | None, path: str) -> Q:
    # Held, removed and waiting ones show to their author alone, marked.
    shown = Q(**{f"{path}state": SHOWN})
    return shown if viewer is None else shown | Q(**{f"{path}author": viewer.pk}) & ~Q(**{f"{path}state": DELETED})
