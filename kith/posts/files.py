"""Which photos hang on posts and in albums, and who may see them: who may see the post or album, by the same rule."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kith.kernel.prepared import Prepared
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.models import AlbumPhoto, Link, Post, PostMedia
from kith.posts.models.visibility import may_look


def _posts_with(item: int, *viewer: int) -> QuerySet:
    """The posts with this item that a viewer who may read, or no viewer, may see."""
    seer = Profile(pk=viewer[0]) if viewer else None
    return Post.objects.visible_to(seer).filter(media__item_id=item).values_list("pk")


def _in_albums(item: int, *viewer: int) -> QuerySet:
    """The places of this item in albums, as far as a viewer who may read, or no viewer, may see them."""
    seer = Profile(pk=viewer[0]) if viewer else None
    return AlbumPhoto.objects.shown_to(seer).filter(item_id=item).order_by().values_list("pk")


_visible_with = Prepared(_posts_with)
_visible_in_albums = Prepared(_in_albums)


def post_photo(viewer: Profile | None, item: MediaItem) -> bool:
    """Whether a post with this photo is visible to the viewer."""
    who = () if viewer is None else (viewer.pk,)
    return may_look(viewer) and bool(_visible_with(item.pk, *who))


def photos_on_posts(items: Iterable[MediaItem]) -> set[int]:
    """Those of the photos that hang on a post, whoever may see it."""
    return set(PostMedia.objects.filter(item__in=items).values_list("item_id", flat=True))


def _posts_with_link_picture(item: int, *viewer: int) -> QuerySet:
    """The posts whose link's preview has this picture that a viewer who may read, or no viewer, may see."""
    seer = Profile(pk=viewer[0]) if viewer else None
    shown = Post.objects.visible_to(seer).filter(preview__link__picture=item, preview__is_removed=False)
    return shown.values_list("pk")[:1]


_visible_with_link_picture = Prepared(_posts_with_link_picture)


def link_picture(viewer: Profile | None, item: MediaItem) -> bool:
    """Whether this is the picture of a page that a post links to which is visible to the viewer."""
    who = () if viewer is None else (viewer.pk,)
    return may_look(viewer) and bool(_visible_with_link_picture(item.pk, *who))


def pictures_of_links(items: Iterable[MediaItem]) -> set[int]:
    """Those of the items that are pictures of pages which posts link to."""
    return set(Link.objects.filter(picture__in=items).values_list("picture_id", flat=True))


def album_photo(viewer: Profile | None, item: MediaItem) -> bool:
    """Whether the viewer may see this photo in an album."""
    who = () if viewer is None else (viewer.pk,)
    return may_look(viewer) and bool(_visible_in_albums(item.pk, *who))


def photos_in_albums(items: Iterable[MediaItem]) -> set[int]:
    """Those of the photos that are in an album, whoever may see it."""
    return set(AlbumPhoto.objects.filter(item__in=items).values_list("item_id", flat=True))
