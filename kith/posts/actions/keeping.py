"""Save a post for later; pin one to the top of one's profile."""

from django.db import transaction

from kith.people.models import Profile
from kith.posts.access import may_pin, may_see, require, require_writer
from kith.posts.models import Pin, Post, Save


@transaction.atomic
def save_post(*, member: Profile, post: Post) -> None:
    """Keep a post that the member may see among their saved ones; nobody else knows."""
    require_writer(member)
    require(may_see(member, post))
    Save.objects.get_or_create(member=member, post=post)


@transaction.atomic
def unsave_post(*, member: Profile, post: Post) -> None:
    """Take a post from the member's saved ones."""
    require_writer(member)
    Save.objects.filter(member=member, post=post).delete()


@transaction.atomic
def pin_post(*, actor: Profile, post: Post) -> None:
    """Keep the actor's own post at the top of their profile, in place of an earlier one."""
    require_writer(actor)
    require(may_pin(actor, post))
    Pin.objects.update_or_create(member=actor, defaults={"post": post})


@transaction.atomic
def unpin_post(*, actor: Profile, post: Post) -> None:
    """Take the actor's post from the top of their profile."""
    require_writer(actor)
    Pin.objects.filter(member=actor, post=post).delete()
