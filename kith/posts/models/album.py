"""Albums, and people in photos."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.graph.audiences import Audience, blocked, reaches, shown_owner
from kith.kernel.ids import new_id
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.models.post import WITHHELD, PostMedia
from kith.posts.models.visibility import may_look

TITLE_LENGTH = 100
DESCRIPTION_LENGTH = 2000


class AlbumQuerySet(QuerySet["Album"]):
    """Albums. Whatever serves a person begins with `visible_to`."""

    def visible_to(self, viewer: Profile | None) -> Self:
        """The albums that the viewer may see: the rule of posts, without the states of posts."""
        if not may_look(viewer):
            return self.none()
        return self.filter(reaches(viewer, "owner", "audience", strangers_read=True))


class Album(models.Model):
    """Photos of a member under a title, in an order of the member's own, for an audience.

    `cover` is the photo chosen to stand for it; without one, the first photo does.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Profile, models.CASCADE, related_name="albums", db_index=False)
    title = models.CharField(max_length=TITLE_LENGTH)
    description = models.TextField(max_length=DESCRIPTION_LENGTH, blank=True)
    audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.MEMBERS)
    cover = models.ForeignKey(MediaItem, models.SET_NULL, null=True, related_name="+")

    objects = AlbumQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="album_by_owner")]


class AlbumPhotoQuerySet(QuerySet["AlbumPhoto"]):
    """Photos in albums. Whatever serves a person begins with `shown_to`."""

    def shown_to(self, viewer: Profile | None) -> Self:
        """The photos of albums that the viewer may see; those of posts that staff withheld, to their owner alone."""
        withheld = PostMedia.objects.filter(item=OuterRef("item"), post__state__in=WITHHELD)
        shown = ~Q(Exists(withheld))
        if viewer is not None:
            shown |= Q(album__owner=viewer.pk)
        return self.filter(shown, album__in=Album.objects.visible_to(viewer))


class AlbumPhoto(models.Model):
    """A photo in an album. Positions rise in the order of the album, with gaps where photos were taken out."""

    album = models.ForeignKey(Album, models.CASCADE, related_name="photos", db_index=False)
    item = models.OneToOneField(MediaItem, models.CASCADE, related_name="in_album")
    position = models.PositiveIntegerField()

    objects = AlbumPhotoQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["album", "position", "id"], name="album_in_order")]


class Consent(models.IntegerChoices):
    """What the person in a photo says to a tag."""

    ASKED = 0
    GIVEN = 1
    REFUSED = 2


class PhotoTagQuerySet(QuerySet["PhotoTag"]):
    """Tags of people in photos."""

    def shown_to(self, viewer: Profile | None) -> Self:
        """The tags that a viewer sees on photos which the viewer may see.

        Others see only those that were agreed to; the one in the photo, and whose photo it is, also those that wait.
        """
        agreed = Q(consent=Consent.GIVEN) & shown_owner("member")
        if viewer is None:
            return self.filter(agreed)
        between = Q(member=viewer.pk) | Q(item__owner_id=viewer.pk)
        waiting = Q(consent=Consent.ASKED) & between & shown_owner("member")
        return self.filter((agreed | waiting) & ~Q(blocked(viewer.pk, "member")))


class PhotoTag(models.Model):
    """A member in a photo, said by whose photo it is. Nobody else sees it before the member agrees.

    `x` and `y` are the spot in thousandths of the photo from its top left, or empty. A refused tag stays, unseen, so
    that the same photo is not asked about again.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(MediaItem, models.CASCADE, related_name="tags", db_index=False)
    member = models.ForeignKey(Profile, models.CASCADE, related_name="photo_tags", db_index=False)
    consent = models.PositiveSmallIntegerField(choices=Consent, default=Consent.ASKED)
    x = models.PositiveSmallIntegerField(null=True)
    y = models.PositiveSmallIntegerField(null=True)

    objects = PhotoTagQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="tagged_once")]
        indexes = [models.Index(fields=["member", "consent", "-item"], name="tags_of_member")]
