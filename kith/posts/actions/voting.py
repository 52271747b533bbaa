"""Vote in a poll, once and for good; end the polls whose time is over."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.kernel.events import emit
from kith.people.models import Profile
from kith.posts.access import may_see, may_vote, require, require_writer
from kith.posts.events import PollEnded
from kith.posts.models import Ballot, Choice, Poll, Post
from kith.posts.models.poll import as_picks, picked

AT_ONCE = 500


@transaction.atomic
def vote(*, member: Profile, post: Post, places: Collection[int]) -> None:
    """Vote for the choices at these positions. Raises ValidationError with words for the member."""
    require_writer(member)
    require(may_see(member, post))
    # The poll's lock makes one step of looking whether the member has voted, and counting the vote.
    poll = Poll.objects.select_for_update(no_key=True).filter(pk=post.pk).first()
    require(poll is not None and may_vote(member, post))
    assert poll is not None
    _refuse(poll, places)
    _ballot, first = Ballot.objects.get_or_create(poll=poll, member=member, defaults={"picks": as_picks(places)})
    if not first:
        raise ValidationError(_("You have voted already."), code="voted")
    _count(poll.pk, places, 1)


def _refuse(poll: Poll, places: Collection[int]) -> None:
    if poll.is_over:
        raise ValidationError(_("This poll has ended."), code="ended")
    if not places:
        raise ValidationError(_("Choose an answer first."), code="empty")
    if len(set(places)) > 1 and not poll.multiple:
        raise ValidationError(_("Only one answer can be chosen here."), code="several")
    require(set(places) <= set(poll.choices.values_list("position", flat=True)))


def take_votes_back(member: Profile) -> None:
    """Take the votes of who has left for good out of the counts, one by one."""
    for ballot in Ballot.objects.filter(member=member):
        with transaction.atomic():
            Poll.objects.select_for_update(no_key=True).get(pk=ballot.poll_id)
            ballot.delete()
            _count(ballot.poll_id, picked(ballot.picks), -1)


def _count(poll: int, places: Collection[int], change: int) -> None:
    Choice.objects.filter(poll=poll, position__in=places).update(vote_count=F("vote_count") + change)
    Poll.objects.filter(pk=poll).update(voter_count=F("voter_count") + change)


def end_polls() -> None:
    """End the polls whose time is over, and have those concerned told."""
    over = Poll.objects.filter(ended=False, ends_at__lte=timezone.now()).order_by("ends_at")
    for pk in list(over.values_list("pk", flat=True)[:AT_ONCE]):
        _end(pk)


@transaction.atomic
def _end(pk: int) -> None:
    # The post first, as whoever deletes it does.
    post = Post.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if post is not None and Poll.objects.filter(pk=pk, ended=False).update(ended=True):
        Post.objects.filter(pk=pk).update(revision=F("revision") + 1)
        emit(PollEnded(post_id=pk, author_id=post.author_id))
