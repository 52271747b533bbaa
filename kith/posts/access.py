"""Who may do what with a post. A post is reached only through its viewer; missing and forbidden are one."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from kith.graph.audiences import Audience
from kith.kernel.ids import is_id
from kith.kernel.prepared import Prepared
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.people.permissions import may, outranks
from kith.posts.models import Album, Post, PostMedia, PostState
from kith.posts.models.visibility import may_look

BATCH = 15
# What its author can no longer change: staff may have to answer for it, or a task is taking it away.
FIXED = (PostState.REMOVED, PostState.DELETED)


@Prepared
def _among(viewer: int, *ids: int) -> QuerySet[Any]:
    return Post.objects.filter(pk__in=ids).visible_to(Profile(pk=viewer)).values_list("id")


@Prepared
def _among_for_strangers(*ids: int) -> QuerySet[Any]:
    return Post.objects.filter(pk__in=ids).visible_to(None).values_list("id")


def visible_among(ids: Iterable[int], viewer: Profile | None) -> set[int]:
    """Which of these posts and comments the viewer may see: the rule of `visible_to`, prepared."""
    wanted = list(dict.fromkeys(ids))
    if not wanted or not may_look(viewer):
        return set()
    seen: set[int] = set()
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        # Few sizes, so that few shapes are compiled: the last id fills up.
        size = 1 if len(batch) == 1 else BATCH
        batch += [batch[-1]] * (size - len(batch))
        rows = _among_for_strangers(*batch) if viewer is None else _among(viewer.pk, *batch)
        seen.update(row.id for row in rows)
    return seen


def may_see(viewer: Profile | None, post: Post) -> bool:
    """Whether the viewer may see this one."""
    return bool(visible_among([post.pk], viewer))


def get_post(viewer: Profile | None, pk: int) -> Post:
    """The post or comment, with its author and its root's, if the viewer may see it; else Http404."""
    if not 0 < pk < 1 << 63 or not visible_among([pk], viewer):
        raise Http404
    post = Post.objects.select_related("author", "root__author").filter(pk=pk).first()
    if post is None:
        raise Http404
    return post


def require(allowed: bool) -> None:
    """Answer as if the thing were not there, unless it is allowed."""
    if not allowed:
        raise Http404


def require_writer(member: Profile) -> None:
    """Refuse, with the reason, a member whose state does not let them write."""
    if not may(member, "write"):
        raise PermissionDenied(_("Your account can't post, comment or react at the moment."))


def may_edit(member: Profile | None, post: Post) -> bool:
    """Authors change what they wrote, also what was held; not what staff removed."""
    own = member is not None and post.author_id == member.pk
    return own and may(member, "write") and post.state not in FIXED


def may_delete(member: Profile | None, post: Post) -> bool:
    """Authors delete what they wrote; the author of a post also the comments under it.

    What staff removed stays while they may be asked about it; it goes with its author's account.
    """
    if member is None or not may(member, "write") or post.state in FIXED:
        return False
    return post.author_id == member.pk or (post.root is not None and post.root.author_id == member.pk)


def may_pin(member: Profile | None, post: Post) -> bool:
    """Authors pin their own posts."""
    return _owns_post(member, post)


def may_close_comments(member: Profile | None, post: Post) -> bool:
    """Authors close and open the comments of their posts."""
    return _owns_post(member, post)


def _wrote(member: Profile | None, post: Post) -> bool:
    return member is not None and post.author_id == member.pk


def _owns_post(member: Profile | None, post: Post) -> bool:
    own = _wrote(member, post) and post.root_id is None
    return own and may(member, "write")


def may_comment(member: Profile | None, post: Post) -> bool:
    """On a post that is shown and whose comments are open; `post` is one that the member may see."""
    root = post.root or post
    shown = root.state == PostState.SHOWN and post.state == PostState.SHOWN
    return may(member, "write") and shown and not root.comments_closed


def may_react(member: Profile | None, post: Post) -> bool:
    """To what is shown; `post` is one that the member may see."""
    return may(member, "write") and post.state == PostState.SHOWN


def may_vote(member: Profile | None, post: Post) -> bool:
    """In polls of others, whose results authors see from the start; `post` is one that the member may see."""
    return may_react(member, post) and not _wrote(member, post)


def may_share(member: Profile | None, post: Post) -> bool:
    """Only what is for everyone or members, of no private account; `post` is an original that the member may see."""
    wide = post.audience <= Audience.MEMBERS and not post.author.is_private
    return may(member, "write") and wide and post.root_id is None and post.state == PostState.SHOWN


def may_withhold(member: Profile | None, post: Post) -> bool:
    """Staff withhold, and restore, what those of a lower role wrote; owners have nobody above, so everything."""
    return may(member, "withhold") and (outranks(member, post.author) or may(member, "ownership"))


def get_album(viewer: Profile | None, pk: int) -> Album:
    """The album, with its owner, if the viewer may see it; else Http404."""
    album = (
        Album.objects.visible_to(viewer).select_related("owner", "cover").filter(pk=pk).first() if is_id(pk) else None
    )
    if album is None:
        raise Http404
    return album


def may_change_album(member: Profile | None, album: Album) -> bool:
    """Owners fill, order, edit and delete their albums."""
    return member is not None and album.owner_id == member.pk and may(member, "write")


def may_change_photo(member: Profile | None, item: MediaItem) -> bool:
    """Whose photo it is says what it shows, and who is in it; not of one in a post that they can't change."""
    own = member is not None and item.owner_id == member.pk and may(member, "write")
    return own and not PostMedia.objects.filter(item=item, post__state__in=FIXED).exists()
