"""The pictures of members' profiles: the rule about them, and those that wait for approval."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kith.community.models import PictureRule
from kith.console import access, lists
from kith.console.access import staff
from kith.console.forms.content import PictureRuleForm
from kith.console.forms.members import RefusalForm
from kith.kernel.ids import is_id
from kith.people.actions.pictures import approve_pictures, refuse_picture, set_picture_rule
from kith.people.request import MemberRequest


@staff("ownership")
def rule(request: MemberRequest) -> HttpResponse:
    """Change whether members' own pictures are shown."""
    shown = {"rule": access.community().pictures}
    form = PictureRuleForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        if form.has_changed():
            set_picture_rule(actor=request.member, rule=PictureRule(form.cleaned_data["rule"]))
        messages.success(request, _("Saved."))
        return redirect("console:picture_rule")
    context = {"form": form, "section": "console"}
    return render(request, "console/picture_rule.html", context, status=422 if form.is_bound else 200)


@require_safe
@staff("approve")
def waiting(request: MemberRequest) -> HttpResponse:
    """The pictures that wait, the longest waiting first."""
    asks = access.community().pictures == PictureRule.APPROVAL
    context = {"pictures": lists.pictures(), "asks": asks, "section": "console"}
    return render(request, "console/pictures.html", context)


@require_POST
@staff("approve")
def approval(request: MemberRequest) -> HttpResponse:
    """Approve the pictures that were looked at: one, or all of a page."""
    given = [int(pk) for pk in request.POST.getlist("picture")[: lists.PICTURES] if pk.isdecimal() and len(pk) < 20]
    count = approve_pictures(actor=request.member, pictures=[pk for pk in given if is_id(pk)])
    said = ngettext("%(count)d picture is shown now.", "%(count)d pictures are shown now.", count)
    messages.success(request, said % {"count": count})
    return redirect("console:pictures")


@staff("approve")
def refusal(request: MemberRequest, pk: int) -> HttpResponse:
    """Refuse a picture, for a reason that its member reads."""
    picture = access.waiting_picture(pk)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refuse_picture(actor=request.member, picture=picture, reason=form.cleaned_data["reason"])
        messages.success(request, _("The member is told."))
        return redirect("console:pictures")
    context = {"form": form, "picture": picture, "section": "console"}
    return render(request, "console/refuse_picture.html", context, status=422 if form.is_bound else 200)
