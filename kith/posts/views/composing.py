"""Writing and publishing a post."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from kith.kernel.limits import define, limited
from kith.people.access import member_required
from kith.people.request import MemberRequest, Request
from kith.posts import actions
from kith.posts.access import get_post
from kith.posts.forms import PublishForm
from kith.posts.models import Post, PostState
from kith.posts.pictures import progress
from kith.posts.uploads import take_files
from kith.posts.views.answers import address, card
from kith.posts.views.drafts import keeps_draft, kept_draft

define("publish", member="60/h", network="600/h")
define("attach", member="120/h", network="1200/h")


def compose_page() -> str:
    """Where a post is written on a page of its own."""
    return reverse("posts:compose")


@require_GET
@member_required
def compose(request: MemberRequest) -> HttpResponse:
    """The composer on a page of its own, with what was typed before signing in."""
    form = PublishForm(member=request.member, initial=kept_draft(request))
    return render(request, "posts/compose.html", {"form": form, "section": "compose"})


@require_POST
@limited("publish")
@keeps_draft(compose_page)
@member_required
def publish(request: MemberRequest) -> HttpResponse:
    """Publish what was sent; what is wrong comes back with words, audience and photos."""
    form = PublishForm(request.POST, request.FILES, member=request.member)
    take_files(form)
    post = form.attempt(partial(actions.publish_post, author=request.member))
    return published(request, form, post) if post else written(request, form, status=422)


@require_POST
@limited("attach")
@keeps_draft(compose_page)
@member_required
def attach(request: MemberRequest) -> HttpResponse:
    """Keep the photos that were chosen, and go on writing, with a place for the words of each."""
    form = PublishForm(request.POST, request.FILES, member=request.member)
    take_files(form)
    return written(request, form, status=200 if form.is_valid() else 422)


@require_POST
@limited("attach")
@keeps_draft(compose_page)
@member_required
def poll(request: MemberRequest) -> HttpResponse:
    """Go on writing with a poll, with room for one more choice, or without the poll again (`poll` says which)."""
    form = PublishForm(request.POST, request.FILES, member=request.member)
    take_files(form)
    form.change_poll(request.POST.get("poll", ""))
    return written(request, form, status=200)


def written(request: Request, form: PublishForm, status: int) -> HttpResponse:
    """The composer with all that was sent."""
    template = "posts/_composer.html" if request.htmx else "posts/compose.html"
    return render(request, template, {"form": form}, status=status)


def published(request: Request, form: PublishForm, post: Post) -> HttpResponse:
    """For htmx an empty composer, and the card for the list; otherwise a page: its own, or for words to its photos."""
    if not request.htmx:
        undescribed = form.has_files and post.media.filter(alt="").exists()
        return redirect("posts:describe", post.pk) if undescribed else redirect(address(post))
    context = {"form": PublishForm(member=request.member), "card": card(request, post), "post": post}
    return render(request, "posts/_published.html", context)


@require_safe
@member_required
def preparing(request: MemberRequest, pk: int) -> HttpResponse:
    """How far the videos and sounds of a post are; once it is shown, or can't be, its card in place of the old one."""
    post = get_post(request.member, pk)
    if not request.htmx:
        return redirect(address(post))
    if post.state == PostState.WAITING and not post.state_reason:
        context = {"preparing_address": request.path, "percent": progress(post)}
        return render(request, "posts/_preparing.html", context)
    answer = HttpResponse(card(request, post))
    answer.headers["HX-Retarget"] = f"#post-{post.pk}"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer
