"""The pages about this community, open to everyone: also where only members read, and to who waits or is suspended."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.community.actions import dismiss, send_message
from kith.community.announcements import running
from kith.community.forms import ContactForm
from kith.community.rules import rules_for
from kith.community.texts import TITLES, blocks, text_for
from kith.kernel.limits import define, limited
from kith.ui.views import back

define("contact", member="10/d", network="20/d")
define("dismiss", member="120/h", network="1200/h")


@require_safe
def text(request: HttpRequest, page: str) -> HttpResponse:
    """A page in the community's own words, or in those that Kith brings."""
    said = text_for(page, get_language() or "")
    context = {"title": TITLES[page], "said": said, "blocks": list(blocks(said.text))}
    return render(request, "community/page.html", context)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """What holds for everyone here."""
    return render(request, "community/rules.html", {"rules": rules_for(get_language() or "")})


@require_http_methods(["GET", "HEAD", "POST"])
@limited("contact")
def contact(request: HttpRequest) -> HttpResponse:
    """Write to those who run the community."""
    sender = getattr(request, "member", None)
    form = ContactForm(request.POST if request.method == "POST" else None, sender=sender)
    if form.is_valid():
        if not form.is_trapped:  # a machine is told the same, so that it learns nothing
            given = form.cleaned_data
            name, language = given.get("name", ""), get_language() or ""
            send_message(sender=sender, name=name, address=given["address"], text=given["text"], language=language)
        return redirect(reverse("community:contact") + "?sent")
    context = {"form": form, "sent": "sent" in request.GET and not form.is_bound}
    return render(request, "community/contact.html", context, status=422 if form.is_bound else 200)


@require_POST
@limited("dismiss")
def dismissal(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an announcement away. One that is not running is not there."""
    member = getattr(request, "member", None)
    announcement = next((each for each in running() if each.pk == pk), None)
    if member is None or announcement is None:
        raise Http404
    dismiss(member=member, announcement=announcement)
    return redirect(back(request))
