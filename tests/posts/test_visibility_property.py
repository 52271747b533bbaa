"""The rule of `docs/visibility.md`, written once more from its words, against random communities: posts, comments,
albums and photos."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from kith.community.models import Reading
from kith.graph.models import Block, Follow
from kith.media.access import get_item
from kith.media.models import MediaItem, MediaState
from kith.people.models import Profile, State
from kith.posts.access import visible_among
from kith.posts.models import Album, AlbumPhoto, Post, PostMedia
from kith.posts.photos import albums_by, photos_by
from tests.cast import make_community

EVERYONE, MEMBERS, FOLLOWERS, FRIENDS, ONLY_ME = range(5)
MEMBERS_THERE = 5
SHOWN, HELD, HIDDEN, REMOVED, WAITING = 0, 1, 2, 3, 5
LOOKING = {State.ACTIVE, State.READ_ONLY}
NEWEST = (1 << 63) - 1

member = st.integers(0, MEMBERS_THERE - 1)
audience = st.integers(EVERYONE, ONLY_ME)
pair = st.tuples(member, member).filter(lambda two: two[0] != two[1])


@dataclass
class Written:
    author: int
    audience: int
    state: int = SHOWN
    under: int | None = None  # which earlier one it answers
    pk: int = 0

    @property
    def shown(self) -> bool:
        return self.state == SHOWN

    @property
    def withheld(self) -> bool:
        return self.state in {HELD, HIDDEN, REMOVED}


@dataclass
class Photo:
    """A photo of a member's, in an album of theirs, on a post or comment of theirs, on both or on neither."""

    author: int
    album: Written | None
    post: Written | None
    item: MediaItem | None = None


@dataclass
class World:
    states: list[State]
    private: list[bool]
    follows: set[tuple[int, int]]
    blocks: set[tuple[int, int]]
    written: list[Written]
    albums: list[Written]
    photos: list[Photo]
    anyone_reads: bool
    profiles: list[Profile] = field(default_factory=list)

    def blocked(self, one: int, other: int) -> bool:
        return (one, other) in self.blocks or (other, one) in self.blocks

    def root(self, comment: Written) -> Written:
        while comment.under is not None:
            comment = self.written[comment.under]
        return comment

    def sees(self, viewer: int | None, thing: Written) -> bool:
        """The rule in words, and nothing else."""
        if viewer is None and not self.anyone_reads:
            return False
        if viewer is not None and self.states[viewer] not in LOOKING:
            return False
        root = self.root(thing)
        if not (viewer == root.author or self.sees_anothers_post(viewer, root)):
            return False
        return thing is root or viewer == thing.author or self.may_meet(viewer, thing)

    def sees_in_album(self, viewer: int | None, photo: Photo) -> bool:
        kept_back = photo.post is not None and photo.post.withheld and viewer != photo.author
        return photo.album is not None and self.sees(viewer, photo.album) and not kept_back

    def sees_photo(self, viewer: int | None, photo: Photo) -> bool:
        """On a list of photos or a page of its own."""
        on_post = photo.post is not None and photo.post.under is None and self.sees(viewer, photo.post)
        return on_post or self.sees_in_album(viewer, photo)

    def sees_file(self, viewer: int | None, photo: Photo) -> bool:
        own = viewer == photo.author and self.states[photo.author] in LOOKING
        on_any = photo.post is not None and self.sees(viewer, photo.post)
        return own or on_any or self.sees_in_album(viewer, photo)

    def may_meet(self, viewer: int | None, thing: Written) -> bool:
        there = self.states[thing.author] in LOOKING and thing.shown
        return there and (viewer is None or not self.blocked(viewer, thing.author))

    def sees_anothers_post(self, viewer: int | None, post: Written) -> bool:
        if not self.may_meet(viewer, post):
            return False
        follower = viewer is not None and (viewer, post.author) in self.follows
        followed = viewer is not None and (post.author, viewer) in self.follows
        if self.private[post.author] and not follower:
            return False
        return {
            EVERYONE: True,
            MEMBERS: viewer is not None,
            FOLLOWERS: follower,
            FRIENDS: follower and followed,
            ONLY_ME: False,
        }[post.audience]


@st.composite
def photos(draw: st.DrawFn, written: list[Written], albums: list[Written]) -> list[Photo]:
    found = []
    for _ in range(draw(st.integers(0, 5))):
        author = draw(member)
        places = [
            draw(st.sampled_from([None, *(each for each in own if each.author == author)])) for own in (albums, written)
        ]
        found.append(Photo(author, *places))
    return found


@st.composite
def worlds(draw: st.DrawFn) -> World:
    states = st.sampled_from([State.ACTIVE] * 6 + list(State))
    written = []
    for place in range(draw(st.integers(4, 14))):
        under = draw(st.none() | st.integers(0, place - 1)) if place else None
        state = draw(st.sampled_from([SHOWN] * 12 + [HELD, HIDDEN, REMOVED, WAITING]))
        written.append(Written(draw(member), draw(audience), state, under))
    albums = draw(st.lists(st.builds(Written, member, audience), max_size=4))
    return World(
        albums=albums,
        photos=draw(photos(written, albums)),
        states=draw(st.lists(states, min_size=MEMBERS_THERE, max_size=MEMBERS_THERE)),
        private=draw(st.lists(st.integers(0, 2).map(lambda n: n == 0), min_size=MEMBERS_THERE, max_size=MEMBERS_THERE)),
        follows=draw(st.sets(pair, max_size=14)),
        blocks=draw(st.sets(pair, max_size=3)),
        written=written,
        anyone_reads=draw(st.booleans()),
    )


def build(world: World) -> None:
    make_community(reading=Reading.ANYONE if world.anyone_reads else Reading.MEMBERS)
    world.profiles = Profile.objects.bulk_create(
        Profile(handle=f"member{n}", state=world.states[n], is_private=world.private[n]) for n in range(MEMBERS_THERE)
    )
    who = [profile.pk for profile in world.profiles]
    Follow.objects.bulk_create(Follow(follower_id=who[a], followed_id=who[b]) for a, b in world.follows)
    Block.objects.bulk_create(Block(blocker_id=who[a], blocked_id=who[b]) for a, b in world.blocks)
    for thing in world.written:
        root = world.root(thing)
        post = Post(author_id=who[thing.author], audience=thing.audience, state=thing.state)
        if root is not thing:
            post.root_id, post.parent_id = root.pk, world.written[thing.under].pk
        post.save(force_insert=True)
        thing.pk = post.pk
    for album in world.albums:
        album.pk = Album.objects.create(owner_id=who[album.author], title="Summer", audience=album.audience).pk
    for place, photo in enumerate(world.photos):
        photo.item = MediaItem.objects.create(owner_id=who[photo.author], state=MediaState.READY)
        if photo.album is not None:
            AlbumPhoto.objects.create(album_id=photo.album.pk, item=photo.item, position=place)
        if photo.post is not None:
            PostMedia.objects.create(post_id=photo.post.pk, item=photo.item, position=place)


def roads(viewer: Profile | None) -> SimpleNamespace:
    """What each form of the rule shows."""
    everything = Post.objects.all()
    ids = list(everything.values_list("pk", flat=True))
    return SimpleNamespace(
        any=set(everything.visible_to(viewer).values_list("pk", flat=True)),
        posts=set(everything.posts_visible_to(viewer).values_list("pk", flat=True)),
        comments=set(everything.comments_visible_to(viewer).values_list("pk", "root_id")),
        prepared=visible_among(ids, viewer),
    )


@pytest.mark.django_db
@given(worlds())
def test_every_form_of_the_rule_shows_what_the_words_say(world):
    with transaction.atomic():
        build(world)
        for viewer in [None, *range(MEMBERS_THERE)]:
            profile = None if viewer is None else world.profiles[viewer]
            expected = {thing.pk for thing in world.written if world.sees(viewer, thing)}
            tops = {thing.pk for thing in world.written if thing.under is None}
            shown = roads(profile)
            assert shown.any == expected
            assert shown.prepared == expected
            assert shown.posts == expected & tops
            assert {pk for pk, root in shown.comments if root in expected} == expected - tops
        transaction.set_rollback(True)


def serves(viewer: Profile | None, item: MediaItem) -> bool:
    """Whether the address of a file leads there."""
    try:
        return get_item(viewer, item.key) == item
    except Http404:
        return False


@pytest.mark.django_db
@given(worlds())
def test_albums_and_photos_show_what_the_words_say_by_every_road(world):
    with transaction.atomic():
        build(world)
        with_photos = [world.profiles[n] for n in {photo.author for photo in world.photos}]
        with_albums = [world.profiles[n] for n in {album.author for album in world.albums}]
        for viewer in [None, *range(MEMBERS_THERE)]:
            profile = None if viewer is None else world.profiles[viewer]
            photos = {photo.item.pk for photo in world.photos if world.sees_photo(viewer, photo)}
            assert {item.pk for owner in with_photos for item in photos_by(profile, owner, NEWEST).items} == photos
            in_albums = {photo.item.pk for photo in world.photos if world.sees_in_album(viewer, photo)}
            assert set(AlbumPhoto.objects.shown_to(profile).values_list("item", flat=True)) == in_albums
            albums = [album for owner in with_albums for album in albums_by(profile, owner, NEWEST)]
            assert {album.pk for album in albums} == {album.pk for album in world.albums if world.sees(viewer, album)}
            assert {album.face.pk for album in albums if album.face} <= in_albums
            for photo in world.photos:
                assert serves(profile, photo.item) == world.sees_file(viewer, photo)
        transaction.set_rollback(True)
