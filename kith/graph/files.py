"""Which photos are somebody's avatar or cover, and who may see them: whoever may know of the member.

A picture that waits for approval, was refused, or is not shown by the community's rule stands in no column of the
profile, so nobody finds it but its owner, and the staff who are asked about it.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from kith.community.current import strangers_read
from kith.graph.audiences import blocked
from kith.kernel.prepared import Prepared
from kith.media.models import MediaItem
from kith.people.access import lacks_second_factor
from kith.people.models import Profile, ProfilePicture
from kith.people.models.profile import SHOWN_STATES
from kith.people.permissions import may
from kith.people.pictures import waiting


def _pictures_of(member: int, *viewer: int) -> QuerySet:
    """The picture keys of a member, if this viewer, or who is not signed in, may know of them."""
    shown = Q(state__in=SHOWN_STATES)
    if viewer:
        shown &= ~Q(blocked(viewer[0], "pk"))
    return Profile.objects.filter(shown, pk=member).values_list("avatar_key", "cover_key")


_visible_pictures = Prepared(_pictures_of)


def own_photo(viewer: Profile | None, item: MediaItem) -> bool:
    """Whether it is the viewer's own upload: seen while a post is still being written, and before it is worn."""
    return viewer is not None and item.owner_id == viewer.pk and may(viewer, "read")


def profile_picture(viewer: Profile | None, item: MediaItem) -> bool:
    """Whether it is the avatar or cover of a member whom the viewer may know of."""
    if viewer is None:
        rows = _visible_pictures(item.owner_id) if strangers_read() else []
    else:
        rows = _visible_pictures(item.owner_id, viewer.pk) if may(viewer, "read") else []
    return any(item.key in row for row in rows)


def waiting_picture(viewer: Profile | None, item: MediaItem) -> bool:
    """Whether the viewer is of the staff who are asked whether others may see it."""
    if not may(viewer, "approve") or not waiting().filter(key=item.key, member=item.owner_id).exists():
        return False
    return viewer is not None and not lacks_second_factor(viewer)


def photos_on_profiles(items: Iterable[MediaItem]) -> set[int]:
    """Those of the photos that their owner chose as avatar or cover, whoever may see it now."""
    ids = {item.key: item.pk for item in items}
    return {ids[key] for key in ProfilePicture.objects.filter(key__in=ids).values_list("key", flat=True)}
