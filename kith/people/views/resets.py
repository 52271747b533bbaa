"""The page behind a reset link."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from kith.people import reset_links
from kith.people.access import any_state
from kith.people.actions.resets import UsedUp, use_reset_link
from kith.people.forms.settings import NewPasswordForm
from kith.people.request import Request


@any_state
@never_cache
@sensitive_post_parameters("password")
def reset(request: Request, token: str) -> HttpResponse:
    """Choose a new password; then sign in with it."""
    link = reset_links.find(token)
    if link is None:
        raise Http404
    form = NewPasswordForm(request.POST or None, account=reset_links.account_of(link))
    if not form.is_valid():
        return render(request, "people/reset.html", {"form": form, "member": link.profile})
    try:
        use_reset_link(link=link, password=form.cleaned_data["password"])
    except UsedUp:
        raise Http404 from None
    messages.success(request, _("Your new password is set. Please sign in with it."))
    return redirect("account_login")
