"""The settings of one's own account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.mail import letters
from kith.media.allowance import room_of
from kith.people.access import member_required, permission_required
from kith.people.actions.accounts import change_handle
from kith.people.actions.editing import edit_profile
from kith.people.actions.joining import HandleTaken
from kith.people.forms.settings import HandleForm, LanguageForm, PrivacyForm
from kith.people.joining import may_invite
from kith.people.permissions import may
from kith.people.request import MemberRequest


@require_safe
@member_required
def settings(request: MemberRequest) -> HttpResponse:
    """The list of all settings."""
    member = request.member
    context = {
        "section": "settings",
        "may_invite": may_invite(member),
        "may_change": may(member, "settings"),
        "mail_is_on": letters.is_on(),
        "room": room_of(member.pk),
    }
    return render(request, "people/settings.html", context)


@permission_required("settings")
def handle(request: MemberRequest) -> HttpResponse:
    """Take another handle; the old one leads to the member for 30 days."""
    form = HandleForm(request.POST or None, member=request.member, initial={"handle": request.member.handle})
    if form.is_valid():
        try:
            change_handle(member=request.member, handle=form.cleaned_data["handle"])
        except HandleTaken:
            form.add_error("handle", _("This handle can’t be taken. Please choose another."))
        else:
            messages.success(request, _("Your handle is changed."))
            return redirect("people:settings")
    return render(request, "people/handle.html", {"form": form, "section": "settings"})


@permission_required("settings")
def language(request: MemberRequest) -> HttpResponse:
    """Choose language, time zone, and light or dark."""
    form = LanguageForm(request.POST or None, instance=request.member.account)
    if form.is_valid():
        form.save()
        return redirect("people:settings")
    return render(request, "people/language.html", {"form": form, "section": "settings"})


@permission_required("settings")
def privacy(request: MemberRequest) -> HttpResponse:
    """Choose where one is shown."""
    shown = {"is_listed": request.member.is_listed, "may_be_tagged": request.member.may_be_tagged}
    form = PrivacyForm(request.POST if request.method == "POST" else None, initial=shown)
    if form.is_valid():
        edit_profile(member=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:settings")
    return render(request, "people/privacy.html", {"form": form, "section": "settings"})
