"""What members write about, as far as all members may see it: the hashtags of late."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.kernel.ids import id_at
from kith.posts.models import PostState, PostTag

LATELY = timedelta(days=90)


def hashtags_of(profiles: Collection[int]) -> QuerySet[PostTag, tuple[int, int]]:
    """Pairs of a member's and a hashtag's id."""
    lately = PostTag.objects.filter(post__author__in=profiles, post__gt=id_at(timezone.now() - LATELY))
    wide = lately.filter(post__audience__lte=Audience.MEMBERS, post__root=None, post__state=PostState.SHOWN)
    return wide.filter(post__author__is_private=False).values_list("post__author", "tag").distinct()
