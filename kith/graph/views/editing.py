"""The member's own profile: what it says, its pictures, and who may follow it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.graph.actions import set_private
from kith.graph.forms.profile import ProfileForm
from kith.graph.pictures import kept_key, wear
from kith.kernel.limits import limited
from kith.people.access import member_required
from kith.people.actions.editing import edit_profile
from kith.people.actions.pictures import remove_picture
from kith.people.models import PictureKind, Profile
from kith.people.request import MemberRequest

SAID = ("display_name", "bio", "links", "pronouns", "country", "on_map", "birthday", "birthday_audience")


@member_required
@limited("edit-profile")
def edit(request: MemberRequest) -> HttpResponse:
    """Show and change the whole profile. A picture that can't be kept says why, and the rest stays typed."""
    form = ProfileForm(request.POST or None, request.FILES or None, member=request.member)
    if form.is_valid() and _saved(request.member, form):
        messages.success(request, _("Your profile is saved."))
        return redirect("feed:profile", request.member.handle)
    status = 422 if form.is_bound else 200
    return render(request, "graph/edit_profile.html", {"form": form, "section": "settings"}, status=status)


def _saved(member: Profile, form: ProfileForm) -> bool:
    # Pictures first and outside the transaction: cleaning one takes time. What is not worn then is swept away.
    kept = {kind: kept_key(member, form, kind) for kind in PictureKind}
    if form.errors:
        return False
    given = form.cleaned_data
    with transaction.atomic():
        for kind, key in kept.items():
            if key and not wear(member, form, kind, key):
                return False
            if not key and given.get(f"remove_{kind}"):
                remove_picture(member=member, kind=kind)
        edit_profile(member=member, **{name: given[name] for name in SAID})
        set_private(member=member, private=given["is_private"])
    return True
