"""A form that is sent twice makes one post."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.models import Post, Submission


def once(author: Profile, key: str, make: Callable[[], Post]) -> Post:
    """The post that `make` makes, or that an earlier submission with this key made. In one transaction with the key."""
    try:
        with transaction.atomic():
            earlier = submitted(author, key)
            if earlier:
                return earlier
            post = make()
            if key:
                Submission.objects.create(author=author, key=key, post=post)
            return post
    except (IntegrityError, ValidationError):
        # The same form came twice at once, and the other one has won: the key, or a photo, is taken.
        earlier = submitted(author, key)
        if earlier is None:
            raise
        return earlier


def submitted(author: Profile, key: str) -> Post | None:
    """The post that the author made with this key."""
    made = _made(author.pk, key) if key else []
    return Post.objects.filter(pk=made[0].post_id).first() if made else None


@Prepared
def _made(author: int, key: int) -> QuerySet[Any]:
    # The key stands as a number while the SQL is built.
    return Submission.objects.filter(author=author, key=str(key)).values_list("post_id")
