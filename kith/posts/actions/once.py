"""A form that is sent twice acts once: it makes one post or album, or changes one."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.access import require
from kith.posts.models import Album, Post, Submission


def once[Made: (Post, Album)](kind: type[Made], author: Profile, key: str, make: Callable[[], Made]) -> Made:
    """What `make` makes or changes, or what a submission with this key did earlier. In one transaction with the key."""
    try:
        with transaction.atomic():
            earlier = submitted(kind, author, key)
            if earlier:
                return earlier
            made = make()
            if key:
                place = "post" if kind is Post else "album"
                Submission.objects.create(author=author, key=key, **{place: made})
            return made
    except (IntegrityError, ValidationError):
        # The same form came twice at once, and the other one has won: the key, or a photo, is taken.
        earlier = submitted(kind, author, key)
        if earlier is None:
            raise
        return earlier


def submitted[Made: (Post, Album)](kind: type[Made], author: Profile, key: str) -> Made | None:
    """What the author made or changed with this key. Http404 if that is of another kind: no form of ours sends it."""
    found = _made(author.pk, key) if key else []
    if not found:
        return None
    pk = found[0].post_id if kind is Post else found[0].album_id
    require(pk is not None)
    return kind._default_manager.filter(pk=pk).first()


@Prepared
def _made(author: int, key: int) -> QuerySet[Any]:
    # The key stands as a number while the SQL is built.
    return Submission.objects.filter(author=author, key=str(key)).values_list("post_id", "album_id")
