"""Files on their way into a post, comment or album: resumable ones by tus, small ones in one request."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.kernel.limits import define, limited
from kith.media import tus
from kith.media.processing import progress_of
from kith.media.words import BadMedia, Busy
from kith.people.access import permission_required
from kith.people.request import MemberRequest
from kith.posts.uploads import keep_picked, own_item

define("upload", member="3000/h", network="12000/h")


@require_http_methods(["OPTIONS", "POST"])
@limited("upload")
@permission_required("write")
def uploads(request: MemberRequest) -> HttpResponse:
    """Where a resumable upload begins."""
    return tus.collection(request, request.member.pk, lambda key: reverse("posts:upload", args=[key]))


@require_http_methods(["OPTIONS", "HEAD", "PATCH", "DELETE", "POST"])
@limited("upload")
@permission_required("write")
def upload(request: MemberRequest, key: str) -> HttpResponse:
    """One upload of the member's own: how far it is, the next part, the end."""
    return tus.single(request, request.member.pk, key)


@require_POST
@limited("upload")
@permission_required("write")
def pick(request: MemberRequest) -> HttpResponse:
    """Keep a file that came with this request (`file`), or whole by parts (`upload`): its tile, or what is wrong.

    Where `only` is "photos", nothing else is kept.
    """
    file, upload_key = request.FILES.get("file"), request.POST.get("upload", "")
    try:
        item = keep_picked(request.member, file, upload_key, photo_only=request.GET.get("only") == "photos")
    except BadMedia as bad:
        # A page that hears 503 sends it again by itself, some times.
        status = 503 if isinstance(bad, Busy) else 422
        return HttpResponse(str(bad), status=status, content_type="text/plain; charset=utf-8")
    if item is None:
        raise Http404
    return render(request, "posts/_pick.html", {"item": item})


@require_safe
@permission_required("write")
def picked(request: MemberRequest, key: str) -> HttpResponse:
    """How far a picked file of the member's own is: what its tile says."""
    item = own_item(request.member, key)
    if item is None:
        raise Http404
    return render(request, "posts/_pick_state.html", {"item": item, "percent": progress_of(item)})
