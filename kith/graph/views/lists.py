"""Who follows whom, and who asks to."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from kith.graph import lists
from kith.graph.access import by_handle, may_list_follows
from kith.kernel.pages import cursor
from kith.people.access import member_required
from kith.people.models import Profile
from kith.people.request import MemberRequest, Request


@by_handle
@require_safe
def followers(request: Request, member: Profile) -> HttpResponse:
    """Who follows a member; those of a private account for its followers only."""
    return _list(request, member, "followers", lists.followers)


@by_handle
@require_safe
def following(request: Request, member: Profile) -> HttpResponse:
    """Whom a member follows; those of a private account for its followers only."""
    return _list(request, member, "following", lists.following)


@member_required
@require_safe
def requests(request: MemberRequest) -> HttpResponse:
    """Who asks to follow the member who looks."""
    return render(request, "graph/requests.html", {"page": lists.requests(request.member, cursor(request))})


def _list(request: Request, member: Profile, which: str, read: Callable[..., lists.Page]) -> HttpResponse:
    if not may_list_follows(request.member, member):
        raise Http404
    page = read(request.member, member, cursor(request))
    template = "graph/people.html#rows" if request.htmx else "graph/people.html"
    response = render(request, template, {"profile": member, "which": which, "page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response
