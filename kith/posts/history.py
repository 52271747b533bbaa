"""What a post said before."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from kith.kernel.ids import time_of
from kith.people.models import Profile
from kith.posts.models import Mention, Post, Version
from kith.posts.words import render

PAGE = 100


@dataclass(frozen=True)
class Earlier:
    """A text that a post had, until a moment; and whether photos, videos or sounds came or went then."""

    text: SafeString
    until: datetime
    files_changed: bool


def versions(post: Post, viewer: Profile | None) -> list[Earlier]:
    """The texts that a post (one that the viewer may see) had before, newest first: those that the viewer may see."""
    handles = list(Mention.objects.filter(post=post).values_list("member__handle", flat=True))
    rows = visible_versions(post, viewer).order_by("-id")[:PAGE]
    return [Earlier(render(row.text, handles), time_of(row.pk), row.files_changed) for row in rows]


def visible_versions(post: Post, viewer: Profile | None) -> QuerySet[Version]:
    """All of them for the author; for others none that was for fewer people than the post is for now."""
    rows = Version.objects.filter(post=post)
    if viewer is not None and viewer.pk == post.author_id:
        return rows
    # A smaller number is a wider audience.
    return rows.filter(audience__lte=(post.root or post).audience)
