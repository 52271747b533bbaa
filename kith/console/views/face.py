"""How the community looks to others: picture, colour, theme; its pages and its rules, in each language."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.community.actions import add_rule, begin_rules, change, change_rule, raise_rule, remove_rule, write_page
from kith.community.models import Community
from kith.community.rules import starting_rules
from kith.community.texts import PAGES, TITLES, own_or_starting_text
from kith.console import access, lists
from kith.console.access import staff
from kith.console.forms.face import LookForm, PageForm, RuleForm
from kith.media.actions import keep_photo
from kith.media.allowance import NOBODY
from kith.media.forms import ChosenPicture
from kith.media.words import BadMedia
from kith.people.request import MemberRequest

MOVES = {"up": raise_rule, "off": remove_rule}


@staff("community")
def look(request: MemberRequest) -> HttpResponse:
    """Change the picture, the colour and the theme."""
    community = access.community()
    sent = request.method == "POST"
    form = LookForm(request.POST if sent else None, request.FILES if sent else None, community=community)
    if form.is_valid() and (key := picture_key(form, community)) is not None:
        given = {"accent": form.cleaned_data["accent"], "theme": form.cleaned_data["theme"], "picture_key": key}
        changed = {name: value for name, value in given.items() if getattr(community, name) != value}
        if changed:
            change(actor=request.member, **changed)
        messages.success(request, _("Saved."))
        return redirect("console:look")
    context = {"form": form, "section": "console"}
    return render(request, "console/look.html", context, status=422 if form.is_bound else 200)


def picture_key(form: LookForm, community: Community) -> str | None:
    """The key of the picture from now on; None, with a word in the form, if the new one can't be kept."""
    chosen: ChosenPicture | None = form.cleaned_data["picture"]
    if chosen is None:
        return "" if form.cleaned_data.get("remove_picture") else community.picture_key
    try:
        return keep_photo(owner_id=NOBODY, upload=chosen.upload, crop=chosen.crop).key
    except BadMedia as error:
        form.add_error("picture", str(error))
        return None


@require_safe
@staff("community")
def pages(request: MemberRequest) -> HttpResponse:
    """Which pages there are, and in which languages they have the community's own words."""
    written = lists.pages_written()
    rows = [
        (page, TITLES[page], [(code, name, (page, code) in written) for code, name in settings.LANGUAGES])
        for page in PAGES
    ]
    return render(request, "console/pages.html", {"rows": rows, "section": "console"})


@staff("community")
def page(request: MemberRequest, page: str, language: str) -> HttpResponse:
    """Write what a page says in one language."""
    if page not in PAGES:
        raise Http404
    name = named(language)
    said = own_or_starting_text(page, language)
    form = PageForm(request.POST if request.method == "POST" else None, initial={"text": said})
    form.fields["text"].widget.attrs["lang"] = language
    if form.is_valid():
        text = form.cleaned_data["text"]
        if text != said:  # what is left as it was stays Kith's, and is better in a later version
            write_page(actor=request.member, page=page, language=language, text=text)
        messages.success(request, _("Saved."))
        return redirect("console:pages")
    context = {"form": form, "title": TITLES[page], "language": name, "section": "console"}
    return render(request, "console/page.html", context, status=422 if form.is_bound else 200)


@staff("community")
def rules(request: MemberRequest, language: str = "") -> HttpResponse:
    """The rules in one language, at first the community's own, and the way to add one."""
    language = language or access.community().language
    name = named(language)
    form = RuleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        add_rule(actor=request.member, language=language, title=given["title"], text=given["text"])
        return redirect("console:rules_in", language)
    own = lists.rules(language)
    context = {"form": form, "rules": own, "starting": [] if own else starting_rules(language), "code": language}
    context |= {"language": name, "languages": settings.LANGUAGES, "section": "console"}
    return render(request, "console/rules.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("community")
def first_rules(request: MemberRequest, language: str) -> HttpResponse:
    """Begin with the set that Kith brings, to change it."""
    named(language)
    begin_rules(actor=request.member, language=language)
    return redirect("console:rules_in", language)


@staff("community")
def rule(request: MemberRequest, pk: int) -> HttpResponse:
    """Word a rule otherwise."""
    found = access.any_rule(pk)
    worded = {"title": found.title, "text": found.text}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=worded)
    if form.is_valid():
        given = form.cleaned_data
        change_rule(actor=request.member, rule=found, title=given["title"], text=given["text"])
        return redirect("console:rules_in", found.language)
    context = {"form": form, "rule": found, "section": "console"}
    return render(request, "console/rule.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("community")
def move_rule(request: MemberRequest, pk: int, move: str) -> HttpResponse:
    """Move a rule up, or take it off the list."""
    if move not in MOVES:
        raise Http404
    found = access.any_rule(pk)
    MOVES[move](actor=request.member, rule=found)
    return redirect("console:rules_in", found.language)


def named(language: str) -> str:
    """The name of a language of ours; a code that is none leads nowhere."""
    names = dict(settings.LANGUAGES)
    if language not in names:
        raise Http404
    return names[language]
