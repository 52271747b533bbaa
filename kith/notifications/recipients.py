"""Who hears about what. The one place that decides it: `tellings` of each happening, and `heard` for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from kith.graph.models import Block, Mute
from kith.notifications.models import BY_NOBODY, Kind
from kith.people.models import Profile, ProfilePicture, Verdict
from kith.people.permissions import may
from kith.posts.access import visible_among
from kith.posts.models import Ballot, Mention, Post


@dataclass(frozen=True)
class Telling:
    """A member is to hear of one happening. `about` is the post that groups, `post` the one to open."""

    member_id: int
    kind: Kind
    actor_id: int
    about_id: int | None = None
    post_id: int | None = None


def of_follow(follower: int, followed: int) -> list[Telling]:
    """Who is followed."""
    return [Telling(followed, Kind.FOLLOW, follower)]


def of_request(follower: int, followed: int) -> list[Telling]:
    """Who is asked."""
    return [Telling(followed, Kind.REQUEST, follower)]


def of_approval(follower: int, followed: int) -> list[Telling]:
    """Who had asked."""
    return [Telling(follower, Kind.APPROVAL, followed)]


def of_comment(comment: Post) -> list[Telling]:
    """Who is answered, and the author of the post; who is both hears of a reply."""
    heard = {}
    for kind, about in ((Kind.COMMENT, comment.root), (Kind.REPLY, comment.parent)):
        if about is not None and (kind == Kind.COMMENT or about.is_comment):
            heard[about.author_id] = Telling(about.author_id, kind, comment.author_id, about.pk, comment.pk)
    return list(heard.values())


def of_mentions(post: Post) -> list[Telling]:
    """Who is named, unless they hear of the same words as an answer to them."""
    answered = {telling.member_id for telling in of_comment(post)}
    named = Mention.objects.filter(post=post).exclude(member__in=answered).values_list("member", flat=True)
    return [Telling(member, Kind.MENTION, post.author_id, post.pk, post.pk) for member in named]


def of_reaction(post: Post, member: int) -> list[Telling]:
    """The author of what is liked."""
    return [Telling(post.author_id, Kind.REACTION, member, post.pk, post.pk)]


def of_share(share: Post) -> list[Telling]:
    """The author of the original."""
    original = share.shared
    return [Telling(original.author_id, Kind.SHARE, share.author_id, original.pk, share.pk)] if original else []


def of_poll(post: Post) -> list[Telling]:
    """Who voted, and who asked."""
    voters = Ballot.objects.filter(poll=post.pk).values_list("member", flat=True)
    told = [(voter, Kind.VOTED) for voter in voters] + [(post.author_id, Kind.POLL)]
    return [Telling(member, kind, post.author_id, post.pk, post.pk) for member, kind in told]


def of_tag(owner: int, member: int) -> list[Telling]:
    """Who is asked whether they may be tagged in a photo of the owner's."""
    return [Telling(member, Kind.TAG, owner)]


def of_picture(picture: ProfilePicture) -> list[Telling]:
    """Who chose it, once staff have decided."""
    told = {Verdict.APPROVED: Kind.PICTURE, Verdict.REFUSED: Kind.NO_PICTURE}
    kind = told.get(Verdict(picture.verdict))
    return [Telling(picture.member_id, kind, picture.member_id)] if kind else []


def heard(tellings: Iterable[Telling]) -> list[Telling]:
    """Those that reach their member.

    Nobody hears of what they did themselves (`BY_NOBODY` is what nobody did), of a kind that they have switched
    off, of someone they muted, across a block, or of a post that they may not see.
    """
    wanted = [telling for telling in tellings if telling.member_id != telling.actor_id or telling.kind in BY_NOBODY]
    members = Profile.objects.in_bulk({telling.member_id for telling in wanted})
    return [telling for telling in wanted if _hears(members.get(telling.member_id), telling)]


def _hears(member: Profile | None, telling: Telling) -> bool:
    if member is None or not may(member, "read") or telling.kind in member.muted_kinds:
        return False
    if _unheard(member.pk, telling.actor_id):
        return False
    return telling.post_id is None or telling.post_id in visible_among([telling.post_id], member)


def _unheard(member: int, actor: int) -> bool:
    """Whether the member has muted the actor, or either has blocked the other."""
    between = Q(blocker=member, blocked=actor) | Q(blocker=actor, blocked=member)
    muted = Mute.objects.running().filter(muter=member, muted=actor)
    return muted.exists() or Block.objects.filter(between).exists()
