"""Posts that staff withhold. Staff withhold what they can see, and read what is withheld only for the log to know."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.console import access, lists
from kith.console.access import staff
from kith.console.actions import read_withheld_post
from kith.console.forms.content import AddressForm, WithholdForm
from kith.console.history import entries
from kith.kernel.pages import cursor
from kith.people.request import MemberRequest
from kith.posts import cards
from kith.posts.access import get_post, may_withhold
from kith.posts.actions.withholding import restore_post, withhold_post


@staff("withhold")
def withheld(request: MemberRequest) -> HttpResponse:
    """What is withheld: whose, by whom, since when and why. And the way to withhold, by an address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("console:withhold", form.cleaned_data["address"])
    page = lists.withheld(cursor(request))
    said = lists.reasons(page.rows)
    why = {entry.line.target_id: entry for entry in entries(said.values())}
    rows = [(post, why.get(post.pk), may_withhold(request.member, post)) for post in page.rows]
    context = {"form": form, "page": page, "rows": rows}
    return render(
        request, "console/withheld.html", {**context, "section": "console"}, status=422 if form.is_bound else 200
    )


@staff("withhold")
def withhold(request: MemberRequest, pk: int) -> HttpResponse:
    """Hide or remove a post or comment, with a reason that its author reads."""
    post = get_post(request.member, pk)
    if not may_withhold(request.member, post):
        messages.warning(request, _("Only staff with a higher role than its author may withhold this."))
        return redirect("posts:post", post.author.handle, post.pk)
    form = WithholdForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        withhold_post(actor=request.member, post=post, state=given["state"], reason=given["reason"])
        messages.success(request, _("Only its author sees it now."))
        return redirect("console:withheld")
    context = {"form": form, "card": cards.one(post.pk, request.member), "section": "console"}
    return render(request, "console/withhold.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("withhold")
def restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a withheld post or comment again."""
    restore_post(actor=request.member, post=access.withheld_post(pk))
    messages.success(request, _("It is shown again."))
    return redirect("console:withheld")


@require_POST
@staff("withhold")
def text(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the text of a withheld post to who decides about it; the log keeps that they read it."""
    post = access.withheld_post(pk)
    words = read_withheld_post(actor=request.member, post=post)
    return render(request, "console/text.html", {"post": post, "words": words, "section": "console"})
