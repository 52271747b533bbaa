"""The world of the access matrix with something to show on every page, and no letters in what members wrote."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from kith.audit.log import record
from kith.community import current
from kith.community.models import Announcement, Community, Message, Rule
from kith.console.history import WORDS as VERBS
from kith.graph.actions import follow, mute
from kith.graph.audiences import Audience
from kith.kernel.models import TaskRow
from kith.media.models import MediaItem
from kith.notifications.models import BY_NOBODY, Kind, Notification
from kith.people.models import Application, Invitation, Profile
from kith.posts.actions import comment, edit_post, pin_post, publish_post, react, save_post, share_post
from kith.posts.models import Album, Choice, Post
from tests.house.personas import World, make_world

NAME, WORDS, COMMUNITY = "☆ 7", "♪ 123", "✦"


def make_furnished_world() -> World:
    """Members, posts and all that hangs on them, told in signs."""
    world = make_world()
    Community.objects.update(name=COMMUNITY, tagline=WORDS, stamp=2)
    current._kept = None
    Profile.objects.update(display_name=NAME, state_reason=WORDS, bio=WORDS, stamp=2)
    Profile.objects.filter(state_until=None, state__gt=1).update(state_until=timezone.now() + timedelta(days=9))
    Application.objects.update(words=WORDS)
    Announcement.objects.update(words={"en": WORDS})
    Rule.objects.update(title=WORDS, text=WORDS)
    Message.objects.update(name=NAME, text=WORDS)
    Post.objects.update(text=WORDS, state_reason=WORDS, revision=2)
    world.members = {name: Profile.objects.get(pk=each.pk) if each else None for name, each in world.members.items()}
    furnish(world)
    cache.clear()
    return world


# Of these there is one happening about a post, or each is told by itself.
BY_ITSELF = {Kind.MENTION, Kind.VOTED, *BY_NOBODY}


def furnish(world: World) -> None:
    author, friend, owner = (world.members[name] for name in ("author", "friend", "owner"))
    post = Post.objects.get(pk=world.things["post"])
    react(member=friend, post=post, kind=2)
    react(member=author, post=post, kind=1)
    said = comment(author=friend, parent=post, text=f"{WORDS} @ana #١٢٣")
    for number in range(3):
        comment(author=author, parent=said, text=f"{WORDS} {number}")
    for each in (author, friend):
        save_post(member=each, post=post)
    pin_post(actor=author, post=post)
    MediaItem.objects.update(alt=WORDS)
    Album.objects.update(title=WORDS, description=WORDS)
    edit_post(actor=author, post=post, text=f"{WORDS} 4", audience=Audience.FOLLOWERS)
    Choice.objects.update(text=WORDS)
    wide = Post.objects.get(pk=world.things["wide"])
    shared = share_post(author=friend, original=wide, text=WORDS, audience=Audience.MEMBERS, key="shared")
    publish_post(author=owner, text=WORDS, audience=Audience.MEMBERS)
    follow(follower=author, followed=owner)
    follow(follower=owner, followed=author)
    mute(actor=author, target=owner, until=timezone.now() + timedelta(days=3))
    mute(actor=author, target=world.members["stranger"])
    others = [world.members["follower"], world.members["moderator"]]
    for kind in Kind:
        for actor in [friend] if kind in BY_ITSELF else [friend, *others]:
            Notification.objects.create(member=author, actor=actor, kind=kind, about=shared, post=shared)
    later = timezone.now() + timedelta(days=3)
    Invitation.objects.create(inviter=author, uses_left=3, expires_at=later)
    Invitation.objects.create(inviter=owner, uses_left=1, expires_at=later)
    Profile.objects.filter(pk=friend.pk).update(invited_by=owner)
    for verb in VERBS:
        record(actor=owner, verb=verb, target=friend, reason=WORDS)
    TaskRow.objects.create(path=WORDS, error=WORDS, failed_at=timezone.now())
