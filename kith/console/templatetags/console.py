"""What the console's pages offer to whom."""

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.people.models import Profile
from kith.people.permissions import may
from kith.people.request import MemberRequest

register = template.Library()

PAGES = [
    ("home", "console", _("Overview")),
    ("members", "console", _("Members")),
    ("applicants", "approve", _("Waiting for approval")),
    ("pictures", "approve", _("New pictures")),
    ("invitations", "invite", _("Invitations")),
    ("withheld", "withhold", _("Withheld posts")),
    ("hashtags", "withhold", _("Hashtags")),
    ("starters", "community", _("Newcomers")),
    ("community", "community", _("Community")),
    ("storage", "community", _("Storage")),
    ("look", "community", _("Look")),
    ("picture_rule", "ownership", _("Profile pictures")),
    ("announcements", "community", _("Announcements")),
    ("pages", "community", _("Pages")),
    ("rules", "community", _("Rules")),
    ("messages", "community", _("Messages")),
    ("tasks", "community", _("Failed tasks")),
    ("log", "console", _("Log")),
]


@register.filter
def console_pages(request: MemberRequest) -> list[tuple[str, str | Promise]]:
    """The pages of the console that who asks may open: address and label."""
    return [(reverse(f"console:{name}"), label) for name, permission, label in PAGES if may(request.member, permission)]


@register.filter
def has(member: Profile, permission: str) -> bool:
    """Whether a member has a permission."""
    return may(member, permission)
