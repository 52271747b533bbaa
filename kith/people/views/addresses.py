"""The e-mail address and the forgotten password: pages of the sign-in library that need mail, and say so without."""

from typing import Any

from allauth.account import views as allauth
from django.http import HttpResponse
from django.shortcuts import render

from kith.mail import letters
from kith.people.request import Request


class AddressView(allauth.EmailView):
    """The page of the member's e-mail address."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mail_is_on": letters.is_on()}


def forgotten_password(request: Request) -> HttpResponse:
    """Send a link to a verified address; without mail, say whom to ask."""
    if not letters.is_on():
        return render(request, "people/no_mail.html")
    return allauth.password_reset(request)
