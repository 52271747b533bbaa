"""Which friends have their birthday within a week: noted once a day, told as far as each may see it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.graph.models import Birthday, Follow
from kith.people.models import Profile
from kith.people.models.profile import SHOWN_STATES

SOON = 7  # days
BATCH = 200
AWAY = timedelta(days=30)


@transaction.atomic
def mark() -> None:
    """Note the birthdays from yesterday (where it is still that day) to a week from now, for who was here lately."""
    today = timezone.now().date()
    Birthday.objects.filter(day__lt=today.toordinal() - 1).delete()
    for day in (today + timedelta(days=ahead) for ahead in range(-1, SOON + 2)):
        for some in batched(_born_on(day), BATCH, strict=False):
            born = dict(some)
            rows = [
                Birthday(member_id=member, friend_id=friend, born=born[friend], day=day.toordinal())
                for member, friend in _friends(list(born))
            ]
            Birthday.objects.bulk_create(rows, ignore_conflicts=True)


def _born_on(day: date) -> QuerySet[Profile, Any]:
    told = Profile.objects.filter(state__in=SHOWN_STATES, birthday_audience__lte=Audience.FRIENDS)
    return told.filter(_same_day(day)).order_by("pk").values_list("pk", "birthday")


def _same_day(day: date) -> Q:
    born = Q(birthday__month=day.month, birthday__day=day.day)
    if (day.month, day.day) == (2, 28) and (day + timedelta(days=1)).month == 3:
        born |= Q(birthday__month=2, birthday__day=29)  # in years without that day
    return born


def _friends(profiles: list[int]) -> Iterator[tuple[int, int]]:
    back = Follow.objects.filter(follower=OuterRef("followed"), followed=OuterRef("follower"))
    here = Q(follower__state__in=SHOWN_STATES, follower__last_seen_at__gt=timezone.now() - AWAY)
    friends = Follow.objects.filter(Exists(back), here, followed__in=profiles)
    yield from friends.values_list("follower", "followed")
