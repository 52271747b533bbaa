"""Changing and deleting what one wrote."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kith.kernel.limits import define, limited
from kith.people.access import member_required
from kith.people.request import MemberRequest, Request
from kith.posts import actions
from kith.posts.access import get_post, may_close_comments, may_delete, may_edit, require
from kith.posts.forms import EditForm
from kith.posts.history import versions
from kith.posts.models import Post
from kith.posts.uploads import take_files
from kith.posts.views.answers import act, address, card, sent, sent_files
from kith.posts.views.drafts import keeps_draft, kept_draft

define("edit", member="120/h", network="1200/h")


@require_http_methods(["GET", "POST"])
@limited("edit")
@keeps_draft(lambda pk: reverse("posts:edit", args=[pk]))
@member_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """The form, then the post's own page; or, for photos that came with the form itself, one for their words."""
    post = get_post(request.member, pk)
    require(may_edit(request.member, post))
    initial = kept_draft(request)
    form = EditForm(sent(request), sent_files(request), member=request.member, post=post, initial=initial)
    take_files(form)
    if request.method == "POST" and form.attempt(partial(actions.edit_post, actor=request.member, post=post)):
        return redirect("posts:describe", pk) if form.uploads else redirect(address(post))
    status = 422 if form.errors or form.asked_again else 200
    return render(request, "posts/edit.html", {"form": form, "post": post, "address": address(post)}, status=status)


@require_http_methods(["GET", "POST"])
@limited("edit")
@member_required
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask once, then delete; a comment leads back to its post."""
    post = get_post(request.member, pk)
    require(may_delete(request.member, post))
    if request.method == "POST":
        actions.delete_post(actor=request.member, post=post)
        return redirect(address(post.root) if post.root else "/")
    return render(request, "posts/delete.html", {"post": post, "card": card(request, post), "address": address(post)})


@act("edit")
def close(request: MemberRequest, post: Post) -> None:
    """Close the comments of an own post (`closed` is "yes"), or open them again."""
    require(may_close_comments(request.member, post))
    actions.close_comments(actor=request.member, post=post, closed=request.POST.get("closed") == "yes")


@act("edit")
def preview(request: MemberRequest, post: Post) -> None:
    """Take the preview of its link from an own post or comment, or put it back (`shown` is "yes")."""
    actions.show_preview(actor=request.member, post=post, shown=request.POST.get("shown") == "yes")


@require_safe
def history(request: Request, pk: int) -> HttpResponse:
    """What a post said before, as far as the viewer may see it."""
    post = get_post(request.member, pk)
    context = {"post": post, "versions": versions(post, request.member), "address": address(post)}
    return render(request, "posts/history.html", context)
