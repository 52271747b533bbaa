"""The community: its policies, whom newcomers are shown, and the tasks that failed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.community.actions import change
from kith.console import access, lists
from kith.console.access import staff
from kith.console.actions import dismiss_task, run_task_again
from kith.console.forms.content import CommunityForm, StarterForm, shown
from kith.graph.access import Moved, get_member
from kith.graph.starters import add_starter, raise_starter, remove_starter, starters
from kith.kernel.ids import is_id
from kith.people.request import MemberRequest

MOVES = {"up": raise_starter, "off": remove_starter}
MENDS = {"again": run_task_again, "dismiss": dismiss_task}


@staff("community")
def settings(request: MemberRequest) -> HttpResponse:
    """Change what the community is called, and who may join, read and invite."""
    form = CommunityForm(request.POST if request.method == "POST" else None, initial=shown(access.community()))
    if form.is_valid():
        changed = {name: value for name, value in form.cleaned_data.items() if name in form.changed_data}
        if changed:
            change(actor=request.member, **changed)
        messages.success(request, _("Saved."))
        return redirect("console:community")
    context = {"form": form, "section": "console"}
    return render(request, "console/community.html", context, status=422 if form.is_bound else 200)


@staff("community")
def starter_list(request: MemberRequest) -> HttpResponse:
    """Whom newcomers are shown to follow, in staff's order."""
    form = StarterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_starter(actor=request.member, member=get_member(request.member, form.cleaned_data["handle"]))
        except (Http404, Moved):
            form.add_error("handle", _("There is no member with this handle."))
        else:
            return redirect("console:starters")
    context = {"form": form, "starters": starters(), "section": "console"}
    return render(request, "console/starters.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("community")
def move_starter(request: MemberRequest, pk: int, move: str) -> HttpResponse:
    """Move a member up in the list, or off it."""
    if move not in MOVES:
        raise Http404
    MOVES[move](actor=request.member, member=access.any_member(pk))
    return redirect("console:starters")


@require_safe
@staff("community")
def tasks(request: MemberRequest) -> HttpResponse:
    """What Kith could not do, with the error, for who looks after the machine."""
    return render(request, "console/tasks.html", {"tasks": lists.failed_tasks(), "section": "console"})


@require_POST
@staff("community")
def mend_task(request: MemberRequest, pk: int, mend: str) -> HttpResponse:
    """Run a failed task again, or dismiss it."""
    if mend not in MENDS or not is_id(pk):
        raise Http404
    MENDS[mend](actor=request.member, pk=pk)
    return redirect("console:tasks")
