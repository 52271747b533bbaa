"""What the community announces, and what people write to it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.community.actions import announce, change_announcement, delete_message, mark_answered, withdraw
from kith.console import access, lists
from kith.console.access import staff
from kith.console.forms.face import AnnouncementForm
from kith.kernel.pages import cursor
from kith.people.languages import offered
from kith.people.request import MemberRequest

VERBS = {"answered": mark_answered, "deleted": delete_message}


@require_safe
@staff("community")
def announcements(request: MemberRequest) -> HttpResponse:
    """What is announced, was, or will be."""
    context = {"announcements": lists.announcements(), "now": timezone.now(), "section": "console"}
    return render(request, "console/announcements.html", context)


@staff("community")
def new_announcement(request: MemberRequest) -> HttpResponse:
    """Announce something."""
    form = AnnouncementForm(request.POST if request.method == "POST" else None, languages=offered())
    if form.is_valid():
        announce(actor=request.member, **form.said())
        messages.success(request, _("It is announced."))
        return redirect("console:announcements")
    context = {"form": form, "section": "console"}
    return render(request, "console/announcement.html", context, status=422 if form.is_bound else 200)


@staff("community")
def announcement(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is announced, when, and to whom."""
    found = access.any_announcement(pk)
    form = AnnouncementForm(request.POST if request.method == "POST" else None, languages=offered(), announcement=found)
    if form.is_valid():
        change_announcement(actor=request.member, announcement=found, **form.said())
        messages.success(request, _("Saved."))
        return redirect("console:announcements")
    context = {"form": form, "announcement": found, "section": "console"}
    return render(request, "console/announcement.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("community")
def withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    """Take an announcement away."""
    withdraw(actor=request.member, announcement=access.any_announcement(pk))
    messages.success(request, _("It is withdrawn."))
    return redirect("console:announcements")


@require_safe
@staff("community")
def message_list(request: MemberRequest) -> HttpResponse:
    """What people wrote by the contact page."""
    page = lists.messages(cursor(request))
    senders = lists.senders(page.rows)
    rows = [(message, senders.get(message.sender_id or 0)) for message in page.rows]
    return render(request, "console/messages.html", {"page": page, "rows": rows, "section": "console"})


@require_POST
@staff("community")
def settle_message(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Mark a message as answered, or delete it."""
    if verb not in VERBS:
        raise Http404
    VERBS[verb](actor=request.member, message=access.any_message(pk))
    return redirect("console:messages")
