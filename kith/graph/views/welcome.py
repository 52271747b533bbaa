"""A newcomer's first steps: photo, words, people to follow. Each can be skipped, and left to be continued later."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith.community.current import picture_rule
from kith.community.models import PictureRule
from kith.graph.actions import follow_all
from kith.graph.forms.welcome import AboutForm, PhotoForm
from kith.graph.pictures import kept_key, wear
from kith.graph.starters import suggested_to
from kith.kernel.limits import limited
from kith.people.access import member_required
from kith.people.actions.editing import edit_profile, pass_welcome
from kith.people.models import PictureKind, Profile
from kith.people.request import MemberRequest, Request

STEPS = ("photo", "about", "people")
DONE = len(STEPS)


@member_required
@require_safe
def start(request: MemberRequest) -> HttpResponse:
    """Continue where the newcomer left off."""
    return _go_to(request.member.welcome_step)


@member_required
@require_POST
@limited("edit-profile")
def skip(request: MemberRequest, step: str) -> HttpResponse:
    """Pass a step without doing it."""
    if step not in STEPS:
        raise Http404
    return _passed(request.member, step)


@member_required
@limited("edit-profile")
def photo(request: MemberRequest) -> HttpResponse:
    """A profile photo; nobody is asked for one where the community shows none."""
    if request.method != "POST" and picture_rule() == PictureRule.NONE:
        return _passed(request.member, "photo")
    form = PhotoForm(request.POST or None, request.FILES or None, member=request.member)
    if form.is_valid():
        key = kept_key(request.member, form, PictureKind.AVATAR)
        if key and wear(request.member, form, PictureKind.AVATAR, key):
            return _passed(request.member, "photo")
    return _step(request, "photo", form=form)


@member_required
@limited("edit-profile")
def about(request: MemberRequest) -> HttpResponse:
    said = {name: getattr(request.member, name) for name in AboutForm.base_fields}
    form = AboutForm(request.POST or None, initial=said)
    if form.is_valid():
        edit_profile(member=request.member, **form.cleaned_data)
        return _passed(request.member, "about")
    return _step(request, "about", form=form)


@member_required
@limited("follow")
def people(request: MemberRequest) -> HttpResponse:
    suggested = suggested_to(request.member)
    if request.method == "POST":
        chosen = set(request.POST.getlist("member"))
        follow_all(follower=request.member, members=[one for one in suggested if str(one.pk) in chosen])
        return _passed(request.member, "people")
    return _step(request, "people", people=suggested)


def _step(request: Request, step: str, **shown: object) -> HttpResponse:
    context = {"step": step, "number": STEPS.index(step) + 1, "steps": len(STEPS), **shown}
    status = 422 if request.method == "POST" else 200
    return render(request, f"graph/welcome/{step}.html", context, status=status)


def _passed(member: Profile, step: str) -> HttpResponse:
    pass_welcome(member=member, step=STEPS.index(step))
    return _go_to(STEPS.index(step) + 1)


def _go_to(step: int) -> HttpResponse:
    return redirect("feed:home") if step >= DONE else redirect(f"graph:welcome_{STEPS[step]}")
