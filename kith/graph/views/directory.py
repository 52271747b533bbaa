"""The member directory, and all the people whom the member may want to follow."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from kith.community.current import strangers_read
from kith.graph.beside import beside
from kith.graph.directory import BY_NAME, LONGEST_WORDS, ORDERS, directory
from kith.graph.panels import suggestions
from kith.kernel.pages import read_cursor
from kith.people.access import member_required, to_sign_in
from kith.people.request import MemberRequest, Request


@require_safe
def people(request: Request) -> HttpResponseBase:
    """Everyone who lets themselves be listed. What was typed and can't be a name finds nobody."""
    if request.member is None and not strangers_read():
        return to_sign_in(request)
    words, order = request.GET.get("q", "")[:LONGEST_WORDS].replace("\0", ""), request.GET.get("order", "")
    order = order if order in ORDERS else BY_NAME
    page = directory(request.member, words=words, order=order, after=read_cursor(request, "after"))
    template = "graph/directory.html#rows" if request.htmx else "graph/directory.html"
    shown = {"page": page, "words": words, "order": order, "section": "people"}
    response = render(request, template, shown)
    patch_vary_headers(response, ["HX-Request"])
    return response


@member_required
@require_safe
def suggested(request: MemberRequest) -> HttpResponse:
    """Everyone whom the member is suggested to follow, with the reason."""
    rows = beside(request.member).people
    drawn = mark_safe(b"".join(suggestions(rows, request)).decode()) if rows else ""
    return render(request, "graph/suggested.html", {"suggestions": drawn, "section": "people"})
