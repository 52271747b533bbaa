"""Saying more of the photos, videos and sounds of an own post."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kith.kernel.gates import Refused
from kith.kernel.limits import define, limited
from kith.media.models import Kind, MediaState
from kith.media.words import BadMedia
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.access import get_post, may_edit, require
from kith.posts.actions.describing import Words
from kith.posts.gallery import language_name
from kith.posts.models import Post, PostMedia
from kith.posts.views.answers import address, confirmed, refusal

define("describe", member="120/h", network="1200/h")


@require_http_methods(["GET", "POST"])
@limited("describe")
@member_required
def describe(request: MemberRequest, pk: int) -> HttpResponse:
    """Words for who can't see or hear what is in a post, and what its songs are called."""
    post = own_post(request, pk)
    places = list(post.media.select_related("item"))
    if request.method != "POST":
        return written(request, post, places)
    words = {place.item_id: said(request, place) for place in places}
    try:
        actions.describe_media(actor=request.member, post=post, words=words, confirmed=confirmed(request))
    except (ValidationError, Refused) as wrong:
        for place in places:
            place.alt, place.item.title, place.item.artist = words[place.item_id]
        return written(request, post, places, wrong)
    return redirect(address(post))


@require_POST
@limited("describe")
@member_required
def captions(request: MemberRequest, pk: int) -> HttpResponse:
    """Add captions to a video (`video` is its key), or take those in a language away (`remove`)."""
    post = own_post(request, pk)
    places = list(post.media.select_related("item"))
    video = next((place for place in places if place.item.key == request.POST.get("video")), None)
    require(video is not None)
    assert video is not None
    if language := request.POST.get("remove"):
        actions.remove_captions(actor=request.member, video=video, language=language)
        return redirect("posts:describe", pk)
    try:
        uploads = request.FILES.getlist("file")
        if not uploads:
            raise BadMedia(_("Choose a file of captions."))
        language = request.POST.get("language", "")
        actions.caption_video(
            actor=request.member, video=video, language=language, upload=uploads[0], confirmed=confirmed(request)
        )
    except (BadMedia, Refused) as wrong:
        return written(request, post, places, wrong)
    return redirect("posts:describe", pk)


def own_post(request: MemberRequest, pk: int) -> Post:
    """The member's own post, if they may still change it."""
    post = get_post(request.member, pk)
    require(may_edit(request.member, post))
    return post


def said(request: MemberRequest, place: PostMedia) -> Words:
    """What was sent of an item; as it was where nothing was sent."""
    item = place.item
    given = {"alt": place.alt, "title": item.title, "artist": item.artist}
    return Words(**{name: request.POST.get(f"{name}-{item.key}", now) for name, now in given.items()})


def written(
    request: MemberRequest, post: Post, places: list[PostMedia], wrong: Exception | None = None
) -> HttpResponse:
    """The page; with what is wrong, if something is."""
    videos = [
        {"item": place.item, "captions": [(code, language_name(code)) for code in place.item.captions]}
        for place in places
        if place.item.kind == Kind.VIDEO and place.item.state == MediaState.READY
    ]
    context = {"post": post, "places": places, "videos": videos, "address": address(post)}
    context |= {"languages": settings.LANGUAGES, "refusal": refusal(wrong)}
    return render(request, "posts/describe.html", context, status=422 if wrong else 200)
