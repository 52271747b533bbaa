"""React to a post or comment: one reaction a member, changeable."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kith.kernel.events import emit
from kith.people.models import Profile
from kith.posts.access import may_react, may_see, require, require_writer
from kith.posts.actions.editing import locked
from kith.posts.events import Reacted, Unreacted
from kith.posts.models import Post, Reaction, ReactionKind


@transaction.atomic
def react(*, member: Profile, post: Post, kind: int) -> None:
    """React to what the member may see, in place of an earlier reaction."""
    require_writer(member)
    require(may_react(member, post) and may_see(member, post))
    if kind not in ReactionKind.values:
        raise ValidationError(_("There is no such reaction."), code="kind")
    # The post's lock makes looking and writing one step, so that two clicks at once count as one.
    locked(post)
    if not Reaction.objects.filter(post=post, member=member).update(kind=kind):
        Reaction.objects.create(post=post, member=member, kind=kind)
        Post.objects.filter(pk=post.pk).update(reaction_count=F("reaction_count") + 1)
        emit(Reacted(post_id=post.pk, member_id=member.pk))


@transaction.atomic
def unreact(*, member: Profile, post: Post) -> None:
    """Take the member's reaction back, if there is one."""
    require_writer(member)
    locked(post)
    gone, _rows = Reaction.objects.filter(post=post, member=member).delete()
    if gone:
        Post.objects.filter(pk=post.pk).update(reaction_count=F("reaction_count") - 1)
        emit(Unreacted(post_id=post.pk, member_id=member.pk))
