"""One page, in development, with every named element in each of its states, in both directions and both looks."""

from types import SimpleNamespace

from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

PANES = [(look, direction) for look in ("light", "dark") for direction in ("ltr", "rtl")]
KINDS = ("", "primary", "soft", "danger", "plain")
TAGS = ("", "accent", "success", "warning", "danger")


class Example(forms.Form):
    """A field of each kind; sent empty, each of them says what is wrong."""

    name = forms.CharField(label="Name", help_text="As others see it.")
    about = forms.CharField(label="About you", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    audience = forms.ChoiceField(label="For whom", choices=[(1, "Everyone"), (2, "Members")])
    often = forms.ChoiceField(label="How often", choices=[(1, "Daily"), (2, "Weekly")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="I have read the rules")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All elements. Not part of a site with members: the address exists only in development."""
    members = [SimpleNamespace(pk=place * 7, name=name, avatar_key="") for place, name in enumerate(("Ana", "نور"))]
    context = {
        "panes": PANES,
        "kinds": KINDS,
        "tags": TAGS,
        "members": members,
        "notices": ("", "success", "warning", "error"),
        "room": {"used": 3 << 20, "limit": 10 << 20, "percent": 30},
        "toast": Message(messages.SUCCESS, "Saved."),
        "fresh": Example(auto_id=False),
        "refused": Example({}, auto_id=False),
    }
    return render(request, "ui/styleguide/page.html", context)
