"""Share a post with or without words."""

from kith.people.models import Profile
from kith.posts.access import may_see, may_share, require, require_writer
from kith.posts.actions.once import submitted
from kith.posts.actions.publishing import publish_post
from kith.posts.models import Post


def share_post(
    *, author: Profile, original: Post, text: str, audience: int, key: str = "", confirmed: bool = False
) -> Post:
    """Share an original that the author may see and that may be shared. Sharing a share shares its original."""
    require_writer(author)
    earlier = submitted(author, key)
    if earlier:
        return earlier
    shared = original_of(original)
    require(shared is not None and may_share(author, shared) and may_see(author, shared))
    return publish_post(author=author, text=text, audience=audience, shared=shared, key=key, confirmed=confirmed)


def original_of(post: Post) -> Post | None:
    """What sharing this post would share: itself, or the original of a share, None when that is gone."""
    return post.shared if post.is_share else post
