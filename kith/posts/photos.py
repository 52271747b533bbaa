"""Photos apart from the posts and albums they hang on: a member's, those that others are in, and one by itself."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from kith.graph.audiences import blocked, shown_owner
from kith.kernel.ids import is_id
from kith.kernel.pages import SIZE as PAGE
from kith.kernel.prepared import Prepared
from kith.media.models import Kind, MediaItem, MediaState, is_key
from kith.people.models import Profile
from kith.posts.access import visible_among
from kith.posts.models import Album, AlbumPhoto, Consent, PhotoTag, Post, PostMedia
from kith.posts.models.visibility import may_look

SIZE = 60  # full rows of three and of four


class Photos(NamedTuple):
    """A page of photos, and the cursor of the next one, if there is one."""

    items: list[MediaItem]
    older: int | None


def visible_photos(viewer: Profile | None) -> QuerySet[MediaItem]:
    """The photos in posts and albums that the viewer may see: who sees one of these sees the photo."""
    posts = Post.objects.posts_visible_to(viewer).filter(media__item=OuterRef("pk"))
    albums = AlbumPhoto.objects.shown_to(viewer).filter(item=OuterRef("pk"))
    shown = MediaItem.objects.filter(Exists(posts) | Exists(albums), kind=Kind.PHOTO, state=MediaState.READY)
    return shown if may_look(viewer) else shown.none()


def photos_by(viewer: Profile | None, member: Profile, before: int) -> Photos:
    """The photos of a member that the viewer may see, newest first."""
    if not may_look(viewer):
        return Photos([], None)
    return _page(_by(member.pk, before) if viewer is None else _by(member.pk, before, viewer.pk))


def photos_of(viewer: Profile | None, member: Profile, before: int) -> Photos:
    """The photos that a member is in, and agreed to be in, newest first, as far as the viewer may see them."""
    if not may_look(viewer):
        return Photos([], None)
    return _page(_of(member.pk, before) if viewer is None else _of(member.pk, before, viewer.pk))


def photos_in(viewer: Profile | None, album: Album, after: int) -> tuple[list[AlbumPhoto], int | None]:
    """A page of an album in its order, behind a position, and the position to go on from, if there is more."""
    there = AlbumPhoto.objects.shown_to(viewer).filter(album=album, item__state=MediaState.READY)
    shown = there.filter(position__gt=after)
    rows = list(shown.select_related("item")[: SIZE + 1])
    return rows[:SIZE], rows[SIZE - 1].position if len(rows) > SIZE else None


def albums_by(viewer: Profile | None, member: Profile, before: int) -> Sequence[Album]:
    """The albums of a member that the viewer may see, newest first, one more than a page has; each with its `count` of
    photos and the photo that is its `face`, if it has any."""
    shown = AlbumPhoto.objects.shown_to(viewer).filter(album=OuterRef("pk")).order_by("position", "id").values("item")
    cover = shown.filter(item=OuterRef("cover"))
    front = Coalesce(Subquery(cover[:1]), Subquery(shown[:1]), output_field=BigIntegerField())
    rows = Album.objects.visible_to(viewer).filter(owner=member, id__lt=before)
    albums = list(rows.annotate(count=Count("photos"), first=front).order_by("-id")[: PAGE + 1])
    faces = MediaItem.objects.in_bulk([vars(album)["first"] for album in albums])
    for album in albums:
        vars(album)["face"] = faces.get(vars(album)["first"])
    return albums


def owners_of(items: Iterable[MediaItem]) -> dict[int, Profile]:
    """Whose photos they are, by id."""
    return Profile.objects.in_bulk({item.owner_id for item in items})


def get_photo(viewer: Profile | None, key: str) -> MediaItem:
    """A photo in a post or album that the viewer may see; else Http404."""
    item = visible_photos(viewer).filter(key=key).first() if is_key(key) else None
    if item is None:
        raise Http404
    return item


class Place(NamedTuple):
    """Where a photo hangs, as far as the viewer may see it, and the photos beside it there."""

    post: Post | None
    album: Album | None
    earlier: MediaItem | None
    later: MediaItem | None


def place_of(viewer: Profile | None, item: MediaItem) -> Place:
    """Where the viewer sees a photo that they may see: first in its album, then in its post."""
    # Each place comes with what it is in, by one query: a second one might not find it there any more.
    posts, albums = Post.objects.posts_visible_to(viewer), Album.objects.visible_to(viewer)
    in_post = PostMedia.objects.filter(item=item, post__in=posts).select_related("post__author").first()
    in_album = AlbumPhoto.objects.filter(item=item, album__in=albums).select_related("album__owner").first()
    row: AlbumPhoto | PostMedia
    siblings: QuerySet[Any]
    if in_album is not None:
        row, siblings = in_album, AlbumPhoto.objects.shown_to(viewer).filter(album=in_album.album)
    elif in_post is not None:
        row, siblings = in_post, in_post.post.media.filter(item__kind=Kind.PHOTO)
    else:
        return Place(None, None, None, None)
    there = siblings.filter(item__state=MediaState.READY).select_related("item")
    before = there.filter(position__lt=row.position).order_by("-position")
    after = there.filter(position__gt=row.position).order_by("position")
    earlier, later = ([one.item for one in side[:1]] for side in (before, after))
    return Place(
        in_post.post if in_post else None,
        in_album.album if in_album else None,
        earlier[0] if earlier else None,
        later[0] if later else None,
    )


def alts(viewer: Profile | None, items: Iterable[MediaItem]) -> dict[int, str]:
    """What the photos show, by id: in the words of the posts in which the viewer sees them, where those have some."""
    found = {item.pk: item.alt for item in items}
    places = list(PostMedia.objects.filter(item__in=found).exclude(alt="").only("item_id", "post_id", "alt"))
    seen = visible_among((place.post_id for place in places), viewer)
    return found | {place.item_id: place.alt for place in places if place.post_id in seen}


def tags_on(viewer: Profile | None, item: MediaItem) -> QuerySet[PhotoTag]:
    """The members in a photo whom the viewer may see there, in the order in which they were tagged."""
    return PhotoTag.objects.filter(item=item).shown_to(viewer).select_related("member").order_by("id")


def get_own_tag(member: Profile, pk: int) -> PhotoTag:
    """A tag of the member, agreed to or not yet; else Http404."""
    rows = PhotoTag.objects.filter(member=member).exclude(consent=Consent.REFUSED).select_related("item")
    tag = rows.filter(pk=pk).first() if is_id(pk) else None
    if tag is None:
        raise Http404
    return tag


def own_tags(member: Profile) -> list[PhotoTag]:
    """Where a member is tagged, or shall be, by whom they may know of, what waits for their answer first; each with
    `item`, `owner`, and `seen`: whether they may see the photo now."""
    others = Profile.objects.filter(shown_owner("pk")).exclude(blocked(member.pk, "pk")).exclude(pk=member.pk)
    rows = PhotoTag.objects.filter(member=member, item__owner_id__in=others.values("pk"))
    rows = rows.exclude(consent=Consent.REFUSED)
    tags = list(rows.select_related("item").order_by("consent", "-id")[:200])
    owners = Profile.objects.in_bulk({tag.item.owner_id for tag in tags})
    seen = set(visible_photos(member).filter(pk__in=[tag.item_id for tag in tags]).values_list("pk", flat=True))
    for tag in tags:
        vars(tag).update(owner=owners[tag.item.owner_id], seen=tag.item_id in seen)
    return tags


def _page(rows: list[Any]) -> Photos:
    found = MediaItem.objects.in_bulk([row.id for row in rows[:SIZE]])
    items = [found[row.id] for row in rows[:SIZE] if row.id in found]
    return Photos(items, rows[SIZE - 1].id if len(rows) > SIZE else None)


def _seer(viewer: tuple[int, ...]) -> Profile | None:
    return Profile(pk=viewer[0]) if viewer else None


@Prepared
def _by(member: int, before: int, *viewer: int) -> QuerySet[Any]:
    shown = visible_photos(_seer(viewer)).filter(owner_id=member, id__lt=before)
    return shown.order_by("-id").values_list("id")[: SIZE + 1]


@Prepared
def _of(member: int, before: int, *viewer: int) -> QuerySet[Any]:
    agreed = PhotoTag.objects.filter(member=member, consent=Consent.GIVEN).values("item")
    shown = visible_photos(_seer(viewer)).filter(pk__in=agreed, id__lt=before)
    return shown.order_by("-id").values_list("id")[: SIZE + 1]
