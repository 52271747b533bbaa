"""Comment on a post, or answer a comment; close a post's comments."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.access import may_close_comments, may_comment, may_see, require, require_writer
from kith.posts.actions.announcing import announce
from kith.posts.actions.attaching import IN_A_COMMENT, attach, refuse_media, words_in
from kith.posts.actions.linking import keep_link
from kith.posts.actions.once import once
from kith.posts.actions.publishing import state_after
from kith.posts.actions.wording import keep_names, read_text
from kith.posts.gates import Draft, pass_gate
from kith.posts.models import Post, PostState


def comment(
    *,
    author: Profile,
    parent: Post,
    text: str,
    media: Sequence[MediaItem] = (),
    key: str = "",
    confirmed: bool = False,
) -> Post:
    """Comment on what the author may see; with the same `key`, once. Answers to answers stand beside them."""
    require_writer(author)
    text, names = read_text(text, may_be_empty=bool(media))
    root, above = place(parent)

    def make() -> Post:
        require(may_see(author, parent))
        if not may_comment(author, parent):
            raise closed_now()
        refuse_media(author, media, IN_A_COMMENT)
        ids = tuple(item.pk for item in media)
        draft = Draft(author, text, root.audience, ids, post=parent, words=words_in(media))
        answer = pass_gate("comment", draft, confirmed=confirmed)
        _count(root, above)
        post = Post.objects.create(author=author, root=root, parent=above, text=text, **state_after(answer, media))
        attach(post, media)
        keep_names(post, names)
        keep_link(post, names.link)
        if post.state == PostState.SHOWN:
            announce(post)
        return post

    return once(Post, author, key, make)


def place(parent: Post) -> tuple[Post, Post]:
    """The root, and the post or top comment, under which an answer to `parent` stands."""
    if parent.root is None:
        return parent, parent
    if parent.parent_id == parent.root_id or parent.parent is None:
        return parent.root, parent
    return parent.root, parent.parent


def _count(root: Post, above: Post) -> None:
    # Counting first takes the root's row lock: closing, or deleting it, at the same moment is either seen or waits.
    found = Post.objects.filter(pk=root.pk)
    if not found.filter(comments_closed=False).update(comment_count=F("comment_count") + 1):
        require(found.exists())
        raise closed_now()
    if above.pk != root.pk:
        require(bool(Post.objects.filter(pk=above.pk).update(comment_count=F("comment_count") + 1)))


def closed_now() -> ValidationError:
    """Why nobody can comment here, for who has just written something."""
    return ValidationError(_("Comments are closed here."), code="closed")


@transaction.atomic
def close_comments(*, actor: Profile, post: Post, closed: bool) -> None:
    """Close the actor's own post to new comments, or open it again; what was said stays."""
    require_writer(actor)
    require(may_close_comments(actor, post))
    Post.objects.filter(pk=post.pk).update(comments_closed=closed, revision=F("revision") + 1)
