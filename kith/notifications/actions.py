"""Keep what members are told of in step with what is so.

Every verb looks at the facts as they are when its task runs, and holds the members concerned while it does: told
late, twice or in the wrong order, a happening that was undone leaves nothing behind.
"""

from collections.abc import Iterable
from datetime import timedelta
from itertools import batched

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kith.graph.models import Block, Follow, FollowRequest
from kith.kernel.ids import id_at
from kith.notifications import recipients
from kith.notifications.models import Kind, Notification
from kith.notifications.recipients import Telling
from kith.people.models import Profile, ProfilePicture
from kith.people.models.profile import SHOWN_STATES
from kith.posts.access import visible_among
from kith.posts.models import Consent, Mention, PhotoTag, Post, Reaction
from kith.posts.photos import visible_photos

KEEP_READ = timedelta(days=90)
MOST = 2_000
AT_ONCE = 1_000


@transaction.atomic
def tell_follow(*, follower: int, followed: int) -> None:
    """Tell who is followed, if they still are."""
    _hold(follower, followed)
    if Follow.objects.filter(follower=follower, followed=followed).exists():
        _tell(recipients.of_follow(follower, followed))


@transaction.atomic
def tell_request(*, follower: int, followed: int) -> None:
    """Tell who is asked, if the request still waits."""
    _hold(follower, followed)
    if FollowRequest.objects.filter(follower=follower, followed=followed).exists():
        _tell(recipients.of_request(follower, followed))


@transaction.atomic
def tell_approval(*, follower: int, followed: int) -> None:
    """Tell who asked, if they still follow; the request itself is answered and goes."""
    _hold(follower, followed)
    _forget(kind=Kind.REQUEST, actor=follower, member=followed)
    if Follow.objects.filter(follower=follower, followed=followed).exists():
        _tell(recipients.of_approval(follower, followed))


@transaction.atomic
def forget_follow(*, follower: int, followed: int) -> None:
    """Take away what was told of a follow or its approval, if it is over."""
    _hold(follower, followed)
    if not Follow.objects.filter(follower=follower, followed=followed).exists():
        _forget(kind=Kind.FOLLOW, actor=follower, member=followed)
        _forget(kind=Kind.APPROVAL, actor=followed, member=follower)


@transaction.atomic
def forget_request(*, follower: int, followed: int) -> None:
    """Take away what was told of a request, if it no longer waits."""
    _hold(follower, followed)
    if not FollowRequest.objects.filter(follower=follower, followed=followed).exists():
        _forget(kind=Kind.REQUEST, actor=follower, member=followed)


@transaction.atomic
def forget_each_other(*, one: int, other: int) -> None:
    """Take away all that two were told of each other, if a block stands between them."""
    _hold(one, other)
    if Block.objects.filter(Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)).exists():
        Notification.objects.filter(Q(member=one, actor=other) | Q(member=other, actor=one)).delete()


@transaction.atomic
def tell_comment(*, comment: Post) -> None:
    """Tell who is answered."""
    _tell(recipients.of_comment(comment))


@transaction.atomic
def tell_mentions(*, post: Post) -> None:
    """Tell who is named, and take it back from those whom the words name no more."""
    named = Mention.objects.filter(post=post).values("member")
    Notification.objects.filter(kind=Kind.MENTION, post=post).exclude(member__in=named).delete()
    _tell(recipients.of_mentions(post))


@transaction.atomic
def tell_share(*, share: Post) -> None:
    """Tell whose post is shared."""
    _tell(recipients.of_share(share))


def tell_poll(*, post: Post) -> None:
    """Tell who voted, and who asked, that a poll is over."""
    for some in batched(recipients.of_poll(post), AT_ONCE, strict=False):
        with transaction.atomic():
            _tell(some)


@transaction.atomic
def tell_picture(*, picture: ProfilePicture) -> None:
    """Tell who chose it that staff approved or refused it, in place of what was said of an earlier one."""
    _hold(picture.member_id)
    for telling in recipients.of_picture(picture):
        _forget(kind=telling.kind, member=telling.member_id)
        _tell([telling])


@transaction.atomic
def tell_tags(*, owner: int, member: int) -> None:
    """Tell who is tagged in photos of the owner's, in place of what was said of earlier ones, if an answer waits."""
    _hold(owner, member)
    _forget(kind=Kind.TAG, actor=owner, member=member)
    if _tags_wait(owner, member):
        _tell(recipients.of_tag(owner, member))


@transaction.atomic
def settle_tags(*, owner: int, member: int) -> None:
    """Take away what was told of tags in the owner's photos, if none waits for an answer."""
    _hold(owner, member)
    if not _tags_wait(owner, member):
        _forget(kind=Kind.TAG, actor=owner, member=member)


def _tags_wait(owner: int, member: int) -> bool:
    asked = PhotoTag.objects.filter(item__owner_id=owner, member=member, consent=Consent.ASKED)
    return any(visible_photos(tag.member).filter(pk=tag.item_id).exists() for tag in asked.select_related("member"))


@transaction.atomic
def settle_reaction(*, post: Post, member: int) -> None:
    """Tell the author of a reaction, or take it away, as the reaction is there or not."""
    _hold(post.author_id, member)
    if Reaction.objects.filter(post=post, member=member).exists():
        _tell(recipients.of_reaction(post, member))
    else:
        _forget(kind=Kind.REACTION, actor=member, member=post.author_id, post=post.pk)


@transaction.atomic
def settle_unread(*, post: Post) -> None:
    """Let the bell no longer count what was told of a post, or of comments under it, to who may not see it now."""
    unread = Notification.objects.filter(Q(post=post) | Q(post__root=post), read_at=None).select_related("member")
    by_member: dict[Profile, list[Notification]] = {}
    for row in unread:
        by_member.setdefault(row.member, []).append(row)
    for member, rows in by_member.items():
        seen = visible_among([row.post_id for row in rows if row.post_id], member)
        gone = [row.pk for row in rows if row.post_id not in seen]
        Notification.objects.filter(pk__in=gone).update(read_at=timezone.now())


@transaction.atomic
def settle_unread_from(*, member: int) -> None:
    """Let the bell no longer count what a member did who is not shown now."""
    _hold(member)
    if not Profile.objects.filter(pk=member, state__in=SHOWN_STATES).exists():
        Notification.objects.filter(actor=member, read_at=None).update(read_at=timezone.now())


def mark_read(*, member: Profile, newest: int | None = None, oldest: int = 0) -> None:
    """Note that a member has seen what they were told, from one id to another; without them, everything."""
    unread = Notification.objects.filter(member=member, read_at=None, id__gte=oldest)
    if newest is not None:
        unread = unread.filter(id__lte=newest)
    unread.update(read_at=timezone.now())


def choose_kinds(*, member: Profile, kinds: Iterable[str]) -> None:
    """Tell a member of these kinds only from now on; what they were told stays."""
    off = sorted(set(Kind.values) - set(kinds))
    Profile.objects.filter(pk=member.pk).update(muted_kinds=off)


def prune() -> None:
    """Take away what was read and is older than KEEP_READ, and of each member's all but the newest MOST."""
    old = Notification.objects.filter(pk__lt=id_at(timezone.now() - KEEP_READ)).exclude(read_at=None)
    _take_away(old)
    counted = Notification.objects.values("member").annotate(count=Count("pk")).filter(count__gt=MOST)
    for member in counted.values_list("member", flat=True):
        theirs = Notification.objects.filter(member=member)
        oldest_kept = theirs.order_by("-pk").values_list("pk", flat=True)[MOST - 1]
        _take_away(theirs.filter(pk__lt=oldest_kept))


def _take_away(rows: QuerySet[Notification]) -> None:
    """A piece at a time, so that nobody waits long for their turn to write."""
    while some := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        Notification.objects.filter(pk__in=some).delete()


def _tell(tellings: Iterable[Telling]) -> None:
    rows = [Notification(**vars(telling)) for telling in recipients.heard(tellings)]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def _forget(**told: object) -> None:
    Notification.objects.filter(**told).delete()


def _hold(*members: int) -> None:
    list(Profile.objects.select_for_update(no_key=True).filter(pk__in=members).order_by("pk").values_list("pk"))
