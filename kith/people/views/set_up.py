"""The page behind the set-up link."""

from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from kith.community.actions import AlreadyFounded
from kith.community.models import Joining, Reading
from kith.people.actions.setting_up import set_up
from kith.people.forms.set_up import SetUpForm
from kith.people.request import Request
from kith.people.set_up_link import opens, use_up


@never_cache
@sensitive_post_parameters("password")
def setting_up(request: Request, token: str) -> HttpResponse:
    """Name the community, choose its policies and make the owner's account; then the owner is signed in."""
    if not opens(token):
        raise Http404
    chosen = {"language": request.LANGUAGE_CODE, "joining": Joining.OPEN, "reading": Reading.MEMBERS}
    form = SetUpForm(request.POST or None, initial=chosen)
    if not form.is_valid():
        return render(request, "people/set_up.html", {"form": form})
    data = form.cleaned_data
    try:
        owner = set_up(**data)
    except AlreadyFounded:
        raise Http404 from None
    use_up()
    login(request, owner.account)
    return redirect("/")
