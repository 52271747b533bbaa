"""What waits for staff, and what they did."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kith.console import lists
from kith.console.access import staff
from kith.console.history import entries
from kith.kernel.pages import cursor
from kith.people.request import MemberRequest


@require_safe
@staff("console")
def home(request: MemberRequest) -> HttpResponse:
    """What waits."""
    return render(request, "console/home.html", {"counts": lists.counts(), "section": "console"})


@require_safe
@staff("console")
def log(request: MemberRequest) -> HttpResponse:
    """Everything that staff and Kith itself did, the last first."""
    page = lists.lines(cursor(request))
    context = {"page": page, "entries": entries(page.rows), "section": "console"}
    return render(request, "console/log.html", context)
