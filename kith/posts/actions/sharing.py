"""Share a post with or without words."""

from django.http import Http404

from kith.people.models import Profile
from kith.posts.access import may_see, may_share, require_writer
from kith.posts.actions.once import submitted
from kith.posts.actions.publishing import publish_post
from kith.posts.models import Post


def share_post(
    *, author: Profile, original: Post, text: str, audience: int, key: str = "", confirmed: bool = False
) -> Post:
    """Share an original that the author may see and that may be shared. Sharing a share shares its original."""
    require_writer(author)
    earlier = submitted(Post, author, key)
    if earlier:
        return earlier
    shared = to_share(author, original)
    return publish_post(author=author, text=text, audience=audience, shared=shared, key=key, confirmed=confirmed)


def to_share(member: Profile, post: Post) -> Post:
    """What sharing this post shares: itself, or the original of a share. Http404 if it is gone or not to be shared."""
    original = post.shared if post.is_share else post
    if original is None or not (may_share(member, original) and may_see(member, original)):
        raise Http404
    return original
