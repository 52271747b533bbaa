"""What a member's pages show beside their content: people to follow, and friends' birthdays, from one query.

Both are noted by tasks, and each reading asks anew what still holds: who is shown, blocks, mutes, follows, what was
dismissed. A suggestion says who follows the suggested only where the viewer could read it on that member's own page:
the account is open, and the follower, whom the viewer follows, is shown to them.
"""

from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from kith.graph.audiences import blocked, followed_by, follows, muted_by, reaches, shown_owner
from kith.graph.birthdays import SOON
from kith.graph.models import Birthday, Dismissal, Follow, FollowRequest, Suggestion
from kith.kernel.prepared import Prepared
from kith.people.models import Profile


class Beside(NamedTuple):
    """Rows of `_beside`: whom to follow, the best first, and whose birthday is next."""

    people: list[Any]
    birthdays: list[Any]


def beside(viewer: Profile) -> Beside:
    """All that may be shown beside a viewer's pages."""
    today = timezone.localdate().toordinal()
    rows = _beside(viewer.pk, today, today + SOON)
    people = sorted((row for row in rows if not row.on_day), key=lambda row: -row.worth)
    return Beside(people, sorted((row for row in rows if row.on_day), key=lambda row: row.on_day))


@Prepared
def _beside(viewer: int, today: int, until: int) -> QuerySet[Any, Any]:
    return _suggested(viewer).union(_celebrating(viewer, today, until), all=True)


def _suggested(viewer: int) -> QuerySet[Any, Any]:
    asked = Exists(FollowRequest.objects.filter(follower=viewer, followed=OuterRef("suggested")))
    dismissed = Exists(Dismissal.objects.filter(member=viewer, dismissed=OuterRef("suggested")))
    fitting = Suggestion.objects.filter(shown_owner("suggested"), member=viewer, suggested__is_listed=True)
    new = fitting.filter(~Q(blocked(viewer, "suggested")), ~Q(follows(viewer, "suggested")), ~Q(asked), ~Q(dismissed))
    return _columns(
        new.exclude(suggested__in=muted_by(viewer)),
        "suggested",
        follows_you=followed_by(viewer, "suggested"),
        may_be_named=ExpressionWrapper(_may_be_named(viewer), output_field=BooleanField()),
        through_handle=F("through__handle"),
        through_name=F("through__display_name"),
        alike=F("shared"),
        worth=F("score"),
        on_day=Value(0),
    )


def _may_be_named(viewer: int) -> Q:
    """The viewer could read on the suggested one's page that `through` follows them; and still follows `through`."""
    still = Exists(Follow.objects.filter(follower=OuterRef("through"), followed=OuterRef("suggested")))
    met = shown_owner("through") & ~Q(blocked(viewer, "through")) & ~Q(through__in=muted_by(viewer))
    return Q(suggested__is_private=False) & met & Q(follows(viewer, "through")) & Q(still)


def _celebrating(viewer: int, today: int, until: int) -> QuerySet[Any, Any]:
    told = reaches(Profile(pk=viewer), "friend", "friend__birthday_audience", strangers_read=False)
    friends = Q(follows(viewer, "friend")) & Q(followed_by(viewer, "friend"))
    rows = Birthday.objects.filter(told, friends, member=viewer, day__gte=today, day__lte=until)
    return _columns(
        rows.filter(born=F("friend__birthday")).exclude(friend__in=muted_by(viewer)),
        "friend",
        follows_you=Value(True),
        may_be_named=Value(False),
        through_handle=Value(""),
        through_name=Value(""),
        alike=Value(0),
        worth=Value(0.0),
        on_day=F("day"),
    )


def _columns(rows: QuerySet[Any], path: str, **more: Any) -> QuerySet[Any, Any]:
    """The face of the member at a path from the row, and what else the two kinds of rows have in common."""
    face = {"other": "pk", "handle": "handle", "display_name": "display_name", "avatar": "avatar_key"}
    columns = {name: F(f"{path}__{field}") for name, field in face.items()}
    columns |= {"private": F(f"{path}__is_private"), **more}
    return rows.annotate(**columns).values_list(*columns)
