"""The two tabs of home, Following and Community, and which of them a member finds open."""

from django.http import HttpRequest

from kith.kernel.aside import on_the_side
from kith.people.models import Profile

FOLLOWING, COMMUNITY = "following", "community"
ENOUGH_FOLLOWED = 5


def open_tab(request: HttpRequest, member: Profile) -> str:
    """The tab that the address names, which is remembered; else the last one; else what a new member needs most."""
    named = request.GET.get("tab")
    if named not in (FOLLOWING, COMMUNITY):
        return member.home_tab or (FOLLOWING if member.following_count >= ENOUGH_FOLLOWED else COMMUNITY)
    if named != member.home_tab and request.method == "GET" and "before" not in request.GET:
        on_the_side("the open tab", lambda: Profile.objects.filter(pk=member.pk).update(home_tab=named))
    return named
