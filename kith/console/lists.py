"""What the pages of the console list, newest first, a page at a time."""

from typing import Any

from django.db.models import Q, QuerySet

from kith.audit.models import Line
from kith.community.models import Announcement, Message, PageText, Rule
from kith.feed.models import BlockedTag
from kith.kernel.models import TaskRow
from kith.kernel.pages import Page, cut
from kith.kernel.tasks import rows
from kith.people.joining import applicants
from kith.people.models import Invitation, Profile, ProfilePicture
from kith.people.pictures import waiting as waiting_pictures
from kith.posts.models import WITHHELD, Post

SIZE = 50
PICTURES = 24  # so many that one looks at each before approving all


def members(before: int, *, words: str = "", state: int | None = None, role: int | None = None) -> Page:
    """All members, by part of handle or name, by state and by role."""
    found = Profile.objects.all()
    if words:
        found = found.filter(Q(handle__icontains=words.removeprefix("@")) | Q(display_name__icontains=words))
    if state is not None:
        found = found.filter(state=state)
    if role is not None:
        found = found.filter(role=role)
    return _page(found, before)


def pictures() -> list[ProfilePicture]:
    """The pictures that wait for approval, the longest waiting first."""
    return list(waiting_pictures().select_related("member").order_by("id")[:PICTURES])


def invitations(before: int) -> Page:
    """All invitations, with who made them."""
    return _page(Invitation.objects.select_related("inviter"), before)


def withheld(before: int) -> Page:
    """All posts and comments that staff or a gate withhold."""
    return _page(Post.objects.filter(state__in=WITHHELD).select_related("author"), before)


def lines(before: int) -> Page:
    """The audit log."""
    return _page(Line.objects.all(), before)


def lines_about(member: Profile) -> list[Line]:
    """The last of the audit log about a member."""
    return list(Line.objects.filter(target_kind="profile", target_id=member.pk).order_by("-id")[:SIZE])


def reasons(posts: list[Post]) -> dict[int, Line]:
    """For each of these posts that staff withheld, the line that says who, when and why."""
    said = Line.objects.filter(target_kind="post", verb="withhold_post", target_id__in=[post.pk for post in posts])
    return {line.target_id: line for line in said.order_by("id") if line.target_id is not None}


def invited_by(member: Profile) -> QuerySet[Profile]:
    """Who came by a member's invitations."""
    return Profile.objects.filter(invited_by=member).order_by("-id")[:SIZE]


def blocked_tags() -> QuerySet[BlockedTag]:
    """Hashtags that never trend, by name."""
    return BlockedTag.objects.order_by("name")


def failed_tasks() -> QuerySet[TaskRow]:
    """Tasks that were given up, the last first."""
    return rows.failed()[:SIZE]


def counts() -> dict[str, int]:
    """What waits for staff."""
    return {
        "members": Profile.objects.count(),
        "applicants": applicants().count(),
        "pictures": waiting_pictures().count(),
        "messages": Message.objects.filter(answered_at=None).count(),
        "failed_tasks": rows.failed().count(),
    }


def announcements() -> QuerySet[Announcement]:
    """All announcements, over or still to come, the newest first."""
    return Announcement.objects.order_by("-id")[:SIZE]


def pages_written() -> set[tuple[str, str]]:
    """The pages that the community has words of its own for: page and language."""
    return set(PageText.objects.values_list("page", "language"))


def rules(language: str) -> QuerySet[Rule]:
    """The community's own rules in one language, in their order."""
    return Rule.objects.filter(language=language)


def messages(before: int) -> Page:
    """What was written by the contact page."""
    return _page(Message.objects.all(), before)


def senders(messages: list[Message]) -> dict[int, Profile]:
    """The members among those who wrote."""
    return Profile.objects.in_bulk([message.sender_id for message in messages if message.sender_id])


def _page(found: QuerySet[Any], before: int) -> Page:
    return cut(list(found.filter(id__lt=before).order_by("-id")[: SIZE + 1]), SIZE)
