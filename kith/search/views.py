"""The page of what was found, and the suggestions below the box as one types."""

import functools
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kith.feed.shown import cards_html
from kith.kernel.limits import View, define, limited
from kith.kernel.pages import read_cursor
from kith.people.access import to_sign_in
from kith.people.request import Request
from kith.posts.models.visibility import may_look
from kith.search import finding
from kith.search.query import Query, read
from kith.ui import frame

define("search", member="3600/h", network="36000/h")

TABS = {
    "top": gettext_lazy("Top"),
    "people": gettext_lazy("People"),
    "posts": gettext_lazy("Posts"),
    "tags": gettext_lazy("Hashtags"),
}
LAST_PAGE = 20


def readers(view: View) -> View:
    """For who may read here at all; others are asked to sign in."""

    @functools.wraps(view)
    def shown(request: Request) -> HttpResponseBase:
        return view(request) if may_look(request.member) else to_sign_in(request)

    return shown


@require_safe
@readers
@limited("search", reading=True)
def results(request: Request) -> HttpResponse:
    """What was found, in the tab that is asked for; with htmx, the next rows of a list."""
    tab = request.GET.get("tab", "top")
    if tab not in TABS:
        raise Http404
    query, problem = _asked(request)
    found = FINDERS[tab](request, query)
    if request.htmx:
        return _fragment(request, found)
    context = {"query": query, "problem": problem, "tab": tab, "tabs": TABS, "found": found}
    content = render_to_string("search/_results.html", context, request)
    title = _("“%(words)s” in search") % {"words": query.text} if query.text else _("Search")
    return frame.page(request, title=title, content=content, section="search")


@require_safe
@readers
@limited("search", reading=True)
def suggestions(request: Request) -> HttpResponse:
    """A few people and hashtags for what was typed until now, and the way to all that has the words."""
    query, _problem = _asked(request)
    people = finding.people(query, request.member, size=5).rows
    tags = finding.tags(query, request.member, size=3).rows
    return render(request, "search/_suggestions.html", {"query": query, "people": people, "tags": tags})


@require_safe
@readers
@limited("search", reading=True)
def handles(request: Request) -> HttpResponse:
    """A few people for a field in which a handle is typed, as its options."""
    found = finding.people(_read(request.GET.get("handle", ""))[0], request.member, size=5)
    return render(request, "search/_handles.html", {"people": found.rows})


def typed(request: Request) -> str:
    """What stands in the box of the frame: on the page of results, what was asked for."""
    return request.GET.get("q", "") if request.path == "/search/" else ""


def _asked(request: Request) -> tuple[Query, str]:
    """The query, and what is wrong with it, if it is none."""
    return _read(request.GET.get("q", ""))


def _read(words: str) -> tuple[Query, str]:
    try:
        return read(words), ""
    except ValidationError as error:
        return Query(), " ".join(error.messages)


def _fragment(request: Request, found: dict[str, Any]) -> HttpResponse:
    response = render(request, "search/_found.html", {"found": found})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _top(request: Request, query: Query) -> dict[str, Any]:
    return {
        "people": finding.people(query, request.member, size=3),
        "tags": finding.tags(query, request.member, size=5),
        "cards": _html(finding.best_posts(query, request.member)),
    }


def _people(request: Request, query: Query) -> dict[str, Any]:
    page = _page(request)
    found = finding.people(query, request.member, page=page)
    return {"people": found, "next": _next(query, "people", page, found)}


def _tags(request: Request, query: Query) -> dict[str, Any]:
    page = _page(request)
    found = finding.tags(query, request.member, page=page)
    return {"tags": found, "next": _next(query, "tags", page, found)}


def _posts(request: Request, query: Query) -> dict[str, Any]:
    page = finding.posts(query, request.member, before=read_cursor(request, "before"))
    return {"cards": _html(cards_html(page, request.path, q=quote(query.text, safe=""), tab="posts"))}


FINDERS = {"top": _top, "people": _people, "posts": _posts, "tags": _tags}


def _page(request: Request) -> int:
    page = read_cursor(request, "page") or 0
    if page > LAST_PAGE:
        raise Http404
    return page


def _next(query: Query, tab: str, page: int, found: finding.Few) -> str:
    """The address of the next page; empty if this is the last one. Who has not found it by then needs other words."""
    more = found.more and page < LAST_PAGE
    return f"/search/?q={quote(query.text, safe='')}&tab={tab}&page={page + 1}" if more else ""


def _html(parts: list[bytes]) -> str:
    return mark_safe(b"".join(parts).decode())
