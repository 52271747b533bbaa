"""The page of signed-in devices."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.people import devices as of
from kith.people.access import member_required
from kith.people.request import MemberRequest


@member_required
def devices(request: MemberRequest) -> HttpResponse:
    """List where the member is signed in; sign out one device or all others."""
    if request.method != "POST":
        return render(request, "people/devices.html", {"devices": of.devices_of(request)})
    if "others" in request.POST:
        of.sign_out_others(request)
    else:
        of.sign_out(request, request.POST.get("device", ""))
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
