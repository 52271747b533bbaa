"""Hashtags that staff keep out of what is trending."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kith.console import lists
from kith.console.access import staff
from kith.console.forms.content import HashtagForm
from kith.feed.actions import block_tag, unblock_tag
from kith.people.request import MemberRequest
from kith.posts.words import tag_name


@staff("withhold")
def blocked(request: MemberRequest) -> HttpResponse:
    """Which hashtags never trend, and the way to add one."""
    form = HashtagForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        block_tag(actor=request.member, name=form.cleaned_data["hashtag"])
        return redirect("console:hashtags")
    context = {"form": form, "tags": lists.blocked_tags(), "section": "console"}
    return render(request, "console/hashtags.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("withhold")
def removal(request: MemberRequest) -> HttpResponse:
    """Let a hashtag trend again; one that is not on the list stays off it."""
    unblock_tag(actor=request.member, name=tag_name(request.POST.get("name", "")) or "")
    return redirect("console:hashtags")
