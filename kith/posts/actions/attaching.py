"""What a post or comment brings: photos, videos and sounds."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kith.media.models import MediaItem, MediaState
from kith.people.models import Profile
from kith.posts.models import WITHHELD, AlbumPhoto, Post, PostMedia

IN_A_POST = 20
IN_A_COMMENT = 4
UNUSABLE = _("One of the files can't be used. Please add it again.")


def most_in(post: Post) -> int:
    """How many files fit in a post or comment; none in a share, which shows the original."""
    if post.is_share:
        return 0
    return IN_A_COMMENT if post.is_comment else IN_A_POST


def too_many(most: int) -> str:
    """Why no more than so many can be taken."""
    text = ngettext("At most %(most)s file fits in here.", "At most %(most)s files fit in here.", most)
    return text % {"most": most}


def refuse_media(author: Profile, media: Sequence[MediaItem], most: int) -> None:
    """Raise ValidationError on more than `most`, and on what `lock_own` refuses or is in a post already."""
    if len(media) > most:
        raise ValidationError(too_many(most), code="media")
    lock_own(author, media)
    if media and PostMedia.objects.filter(item__in=media).exists():
        raise ValidationError(UNUSABLE, code="media")


def lock_own(owner: Profile, media: Sequence[MediaItem]) -> None:
    """Raise ValidationError on what is not the owner's, or is gone or failed.

    What can be used is locked until the end of the transaction: nobody else hangs it up meanwhile, and what is ready a
    moment later finds the post that waits for it.
    """
    if not media:
        return
    own = MediaItem.objects.filter(owner_id=owner.pk).exclude(state=MediaState.FAILED)
    usable = own.select_for_update().filter(pk__in=[item.pk for item in media]).order_by("id")
    if len(usable) < len(media):
        raise ValidationError(UNUSABLE, code="media")


def words_in(media: Sequence[MediaItem]) -> tuple[str, ...]:
    """What these say in words, for the gates."""
    return tuple(words for item in media for words in (item.alt, item.title, item.artist) if words)


def attach(post: Post, media: Sequence[MediaItem]) -> None:
    """Hang them on the post, in this order, with their words."""
    PostMedia.objects.bulk_create(
        [PostMedia(post=post, item=item, position=place, alt=item.alt) for place, item in enumerate(media)]
    )


def items_of(post: Post) -> list[MediaItem]:
    """What hangs on the post, in its order, with the words that the post says of each."""
    places = list(PostMedia.objects.filter(post=post).select_related("item"))
    for place in places:
        place.item.alt = place.alt
    return [place.item for place in places]


def leave_albums(going: QuerySet[PostMedia]) -> None:
    """Take what goes out of albums too, where staff withhold the post: an album would show again what they withheld,
    once no post tells that they did."""
    withheld = going.filter(post__state__in=WITHHELD)
    AlbumPhoto.objects.filter(item__in=withheld.values("item")).delete()
