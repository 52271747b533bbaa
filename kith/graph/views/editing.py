"""The member's own profile: what it says, its pictures, and who may follow it."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kith.graph.actions import set_private
from kith.graph.forms.profile import ProfileForm
from kith.kernel.limits import limited
from kith.media.actions import BadPhoto, keep_photo
from kith.people.access import member_required
from kith.people.actions.editing import edit_profile
from kith.people.models import Profile
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
    pictures = {f"{kind}_key": _picture(member, form, kind) for kind in ("avatar", "cover")}
    if form.errors:
        return False
    given = form.cleaned_data
    changes = {name: given[name] for name in SAID} | {name: key for name, key in pictures.items() if key is not None}
    with transaction.atomic():
        edit_profile(member=member, **changes)
        set_private(member=member, private=given["is_private"])
    return True


def _picture(member: Profile, form: ProfileForm, kind: str) -> str | None:
    """The key that the picture of a kind has from now on; None if it stays as it is."""
    upload: UploadedFile | None = form.cleaned_data.get(kind)
    if upload is None:
        return "" if form.cleaned_data.get(f"remove_{kind}") else None
    try:
        return keep_photo(owner_id=member.pk, upload=upload).key
    except BadPhoto as error:
        form.add_error(kind, str(error))
        return None
