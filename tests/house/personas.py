"""Everyone who may ask, and the things they ask for: the two sides of the access matrix."""

import copy
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from kith.community.models import Announcement, Message, PictureRule, Reading, Rule
from kith.graph.audiences import Audience
from kith.graph.models import Block, Follow, FollowRequest
from kith.media.files import place
from kith.media.models import MediaItem, MediaState
from kith.people.models import Application, Invitation, PictureKind, Profile, ProfilePicture, Role, State
from kith.posts.models import Album, AlbumPhoto, PhotoTag, Post, PostMedia, PostState
from kith.posts.polls import PollDraft, keep_poll
from tests.cast import make_community, make_member

# Everyone is a stranger to Ana but for what their name says.
PERSONAS = (
    "signed out",
    "stranger",
    "follower",
    "friend",
    "blocked",
    "author",
    "read-only",
    "awaiting",
    "suspended",
    "deactivated",
    "leaving",
    "moderator",
    "administrator",
    "owner",
)
STATES = {
    "read-only": State.READ_ONLY,
    "awaiting": State.AWAITING,
    "suspended": State.SUSPENDED,
    "deactivated": State.DEACTIVATED,
    "leaving": State.LEAVING,
}
ROLES = {"moderator": Role.MODERATOR, "administrator": Role.ADMINISTRATOR, "owner": Role.OWNER}


@dataclass
class World:
    """The members by persona, a browser for each, and what addresses are made of."""

    members: dict[str, Profile | None]
    things: dict[str, object] = field(default_factory=dict)
    cookies: dict[str, SimpleCookie] = field(default_factory=dict)

    def client(self, persona: str) -> Client:
        """A browser in which the persona has just signed in."""
        client = Client()
        member = self.members[persona]
        if member is not None and persona not in self.cookies:
            client.force_login(member.account)
            self.cookies[persona] = client.cookies
        client.cookies = copy.deepcopy(self.cookies.get(persona, client.cookies))
        return client


def make_world() -> World:
    """A community for members; Ana with a post for followers, a photo, a comment, and one for everyone."""
    make_community(reading=Reading.MEMBERS, pictures=PictureRule.APPROVAL)
    members: dict[str, Profile | None] = {"signed out": None}
    for persona in PERSONAS[1:]:
        given = {"state": STATES.get(persona, State.ACTIVE), "role": ROLES.get(persona, Role.MEMBER)}
        if persona in ROLES:
            given["role_since"] = timezone.now()  # within the week's grace for a second factor
        if persona == "leaving":
            given["delete_after"] = timezone.now() + timedelta(days=30)
        members[persona] = make_member(handle_of(persona), **given)
    ana, follower, friend, blocked = (members[name] for name in ("author", "follower", "friend", "blocked"))
    Follow.objects.create(follower=follower, followed=ana)
    Follow.objects.create(follower=friend, followed=ana)
    Follow.objects.create(follower=ana, followed=friend)
    Block.objects.create(blocker=ana, blocked=blocked)
    Profile.objects.filter(pk=ana.pk).update(follower_count=2, following_count=1)
    Profile.objects.filter(pk__in=[follower.pk, friend.pk]).update(following_count=1)
    Profile.objects.filter(pk=friend.pk).update(follower_count=1)
    FollowRequest.objects.create(follower=members["stranger"], followed=ana)
    Application.objects.create(profile=members["awaiting"])
    things = (
        vars(things_of(ana)) | vars(album_of(ana, friend)) | {"member": ana.pk, "applicant": members["awaiting"].pk}
    )
    return World(members, things)


def things_of(ana: Profile) -> SimpleNamespace:
    post = Post.objects.create(author=ana, text="For my followers", audience=Audience.FOLLOWERS)
    wide = Post.objects.create(author=ana, text="For all of us", audience=Audience.MEMBERS)
    withheld = Post.objects.create(author=ana, text="Taken down", state=PostState.REMOVED)
    invitation = Invitation.objects.create(inviter=ana, expires_at=timezone.now() + timedelta(days=1))
    keep_poll(post, PollDraft(("Yes", "No")))
    comment = Post.objects.create(author=ana, parent=post, root=post, text="And more")
    photo = MediaItem.objects.create(owner_id=ana.pk, state=MediaState.READY, width=400, height=300, sizes=[320])
    default_storage.save(place(photo.key, "320.webp"), ContentFile(b"RIFF"))
    PostMedia.objects.create(post=post, item=photo, position=0)
    picture = ProfilePicture.objects.create(member=ana, kind=PictureKind.AVATAR, key="k" * 22)
    announcement = Announcement.objects.create(words={"en": "We meet on Friday"})
    rule = Rule.objects.create(language="en", order=0, title="Be kind")
    message = Message.objects.create(text="Hello there", language="en")
    return SimpleNamespace(
        announcement=announcement.pk,
        rule=rule.pk,
        message=message.pk,
        ana=ana.handle,
        post=post.pk,
        wide=wide.pk,
        comment=comment.pk,
        photo=photo.key,
        picture=picture.pk,
        withheld=withheld.pk,
        invitation=invitation.pk,
    )


def album_of(ana: Profile, friend: Profile) -> SimpleNamespace:
    """An album of Ana's for her followers, with a photo in which her friend is asked to be tagged."""
    album = Album.objects.create(owner=ana, title="Summer", audience=Audience.FOLLOWERS)
    photo = MediaItem.objects.create(owner_id=ana.pk, state=MediaState.READY, width=400, height=300, sizes=[320])
    default_storage.save(place(photo.key, "320.webp"), ContentFile(b"RIFF"))
    AlbumPhoto.objects.create(album=album, item=photo, position=0)
    tag = PhotoTag.objects.create(item=photo, member=friend)
    return SimpleNamespace(album=album.pk, album_photo=photo.key, photo_tag=tag.pk)


def handle_of(persona: str) -> str:
    return "ana" if persona == "author" else persona.replace("-", "").replace(" ", "")


def outcome(response: HttpResponse) -> str:
    """What an answer means for who asked."""
    goal = response.get("Location", "") or response.get("HX-Redirect", "")
    templates = {template.name for template in getattr(response, "templates", [])}
    if goal.startswith("/accounts/login/") or "people/signed_out.html" in templates:
        return "sign in"
    if goal == "/status/":
        return "status"
    if response.status_code == 404:
        return "missing"
    if response.status_code == 403:
        return "refused"
    return "ok" if response.status_code < 400 else str(response.status_code)
