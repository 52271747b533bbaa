"""How much room the files of members take, and may take."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.console.access import staff
from kith.console.forms.storage import AllowanceForm
from kith.media.allowance import allow, allowance, room_of_all
from kith.people.request import MemberRequest


@staff("community")
def storage(request: MemberRequest) -> HttpResponse:
    """How much is taken, and the bounds for each member and for all."""
    bounds = allowance()
    initial = {"member": bounds.member, "site": bounds.site}
    form = AllowanceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        allow(actor=request.member, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("console:storage")
    context = {"form": form, "room": room_of_all(), "section": "console"}
    return render(request, "console/storage.html", context, status=422 if form.is_bound else 200)
