"""Pages that are a list of posts: a member's, a hashtag's, and those that one has saved."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.feed import pages
from kith.feed.shown import cards_html, feed_html, fragment, is_fragment
from kith.graph.access import by_handle
from kith.graph.profile import header
from kith.kernel.pages import read_cursor
from kith.kernel.text import fold
from kith.people.access import member_required
from kith.people.models import Profile
from kith.people.request import MemberRequest, Request
from kith.posts.models.visibility import may_look
from kith.ui import frame


@require_safe
@by_handle
def profile(request: Request, member: Profile) -> HttpResponse:
    """A member as others see them, and what they have posted, the pinned post first."""
    before = read_cursor(request, "before")
    page = pages.by_author.page(request.member, member.pk, before=before)
    pinned = pages.pinned(request.member, member) if before is None else []
    cards = [*pinned, *cards_html(page, request.path)]
    if is_fragment(request):
        return fragment(cards)
    head = header(request.member, member, request)
    section = "profile" if request.member == member else ""
    return frame.page(request, title=member.name, content=[head, *feed_html(cards, "posts")], section=section)


@require_safe
def tag(request: Request, name: str) -> HttpResponse:
    """The posts with a hashtag, as far as the viewer may see them. One nobody may see and one nobody used are equal."""
    if not may_look(request.member):
        raise Http404
    folded = fold(name)
    if folded != name:
        return HttpResponsePermanentRedirect(reverse("feed:tag", args=[folded]))
    found = pages.tag_named(folded)
    page = pages.with_tag.page(request.member, found.id if found else 0, before=read_cursor(request, "before"))
    cards = cards_html(page, request.path)
    if is_fragment(request):
        return fragment(cards)
    shown = found.shown if found and page.cards else folded
    return frame.page(request, title=f"#{shown}", content=[heading(f"#{shown}"), *feed_html(cards, "posts")])


@member_required
@require_safe
def saved(request: MemberRequest) -> HttpResponse:
    """The posts that the member keeps, the last saved first."""
    page = pages.saved.page(request.member, before=read_cursor(request, "before"))
    cards = cards_html(page, request.path)
    if is_fragment(request):
        return fragment(cards)
    title = _("Saved posts")
    return frame.page(request, title=title, content=[heading(title), *feed_html(cards, "saved")], section="saved")


def heading(words: str) -> bytes:
    return format_html('<h1 dir="auto">{}</h1>', words).encode()
