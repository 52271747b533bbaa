"""What those who will sign in are told of: the latest, by the same verbs as ever."""

from collections.abc import Callable, Iterable
from functools import partial

from kith.graph.models import Follow
from kith.notifications.actions import settle_reaction, tell_comment, tell_follow, tell_mentions, tell_share
from kith.people.models import Profile
from kith.posts.models import Post, Reaction

NEWEST = 20


def ring(members: Iterable[Profile]) -> None:
    """Tell each of these members of the newest happenings that concern them, in the order in which they happened."""
    for member in members:
        for _, tell in sorted(_happenings(member), key=lambda happening: happening[0]):
            tell()


def _happenings(member: Profile) -> list[tuple[int, Callable[[], None]]]:
    found: list[tuple[int, Callable[[], None]]] = []
    others = Post.objects.exclude(author=member).order_by("-id")
    for reaction in Reaction.objects.filter(post__author=member).select_related("post").order_by("-id")[:NEWEST]:
        found.append((reaction.pk, partial(settle_reaction, post=reaction.post, member=reaction.member_id)))
    for comment in others.filter(root__author=member)[:NEWEST]:
        found.append((comment.pk, partial(tell_comment, comment=comment)))
    for share in others.filter(shared__author=member)[:NEWEST]:
        found.append((share.pk, partial(tell_share, share=share)))
    for post in others.filter(mentions__member=member)[:NEWEST]:
        found.append((post.pk, partial(tell_mentions, post=post)))
    for follow in Follow.objects.filter(followed=member).order_by("-id")[:NEWEST]:
        found.append((follow.pk, partial(tell_follow, follower=follow.follower_id, followed=member.pk)))
    return found
