"""The text of a post or comment, and the rows that say whom and what it names."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kith.kernel.text import clean
from kith.people.models import Profile
from kith.people.models.profile import SHOWN_STATES
from kith.posts.models import Mention, Post, PostTag, Tag
from kith.posts.words import Named, named

TEXT_LENGTH = 10_000


def read_text(text: str, *, may_be_empty: bool) -> tuple[str, Named]:
    """The text as it is kept, with what it names; ValidationError, for the member, on a text that cannot be kept."""
    text = clean(text, TEXT_LENGTH)
    if not text and not may_be_empty:
        raise ValidationError(_("Write something first."), code="empty")
    return text, named(text)


def keep_names(post: Post, names: Named) -> None:
    """Write whom and what a new text names. Members that are not there are left out."""
    if names.handles:
        members = Profile.objects.filter(handle__in=names.handles, state__in=SHOWN_STATES)
        Mention.objects.bulk_create([Mention(post=post, member=member) for member in members], ignore_conflicts=True)
    if names.tags:
        # In one order everywhere, so that two posts with the same new tags do not wait for each other for ever.
        fresh = [Tag(name=name, shown=shown) for name, shown in sorted(names.tags.items())]
        Tag.objects.bulk_create(fresh, ignore_conflicts=True)
        tags = Tag.objects.filter(name__in=names.tags)
        PostTag.objects.bulk_create([PostTag(post=post, tag=tag) for tag in tags], ignore_conflicts=True)


def keep_names_again(post: Post, names: Named) -> None:
    """Make these rows equal to what an edited text names."""
    Mention.objects.filter(post=post).exclude(member__handle__in=names.handles).delete()
    PostTag.objects.filter(post=post).exclude(tag__name__in=names.tags).delete()
    keep_names(post, names)
