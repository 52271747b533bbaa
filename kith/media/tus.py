"""Uploads that go on where they were cut off: the server of the tus protocol, 1.0.0.

https://tus.io/protocols/resumable-upload, with creation, creation with upload, expiration, checksum and termination.
Views give the request and whose uploads it may reach; of anybody else's uploads nothing can be told.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import http_date

from kith.media import incoming
from kith.media.models import Upload
from kith.media.words import BadMedia

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,checksum,termination"
CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
CONTENT_TYPE = "application/offset+octet-stream"
MISMATCH = 460
IN_MEMORY = 1 << 20
PIECE = 1 << 16
NUMBER = re.compile(r"[0-9]{1,15}")
METADATA = re.compile(r"[!-+\--~]+(?: [A-Za-z0-9+/]*={0,2})?(?:,[!-+\--~]+(?: [A-Za-z0-9+/]*={0,2})?)*")
METADATA_LENGTH = 2000


class Problem(Exception):
    """The protocol's answer to what it can't do; the text is for the member."""

    def __init__(self, status: int, text: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.text = text


def collection(request: HttpRequest, owner_id: int, address: Callable[[str], str]) -> HttpResponse:
    """Where uploads begin. `address` gives the address of the upload with a key."""
    return _answer(request, {"OPTIONS": _options, "POST": lambda: _create(request, owner_id, address)})


def single(request: HttpRequest, owner_id: int, key: str) -> HttpResponse:
    """One upload, of the owner's."""

    def on(do: Callable[[HttpRequest, Upload], HttpResponse]) -> Callable[[], HttpResponse]:
        return lambda: do(request, _find(owner_id, key))

    return _answer(request, {"OPTIONS": _options, "HEAD": on(_tell), "PATCH": on(_append), "DELETE": on(_end)})


def _answer(request: HttpRequest, verbs: dict[str, Callable[[], HttpResponse]]) -> HttpResponse:
    method = request.method or ""
    if method == "POST":  # for what stands between and lets nothing else through
        method = request.headers.get("X-HTTP-Method-Override", method)
    try:
        response = _checked(request, method, verbs)()
    except Problem as problem:
        response = HttpResponse(problem.text, status=problem.status, content_type="text/plain; charset=utf-8")
        if problem.status == 412:
            response["Tus-Version"] = VERSION
        if problem.status == 405:
            response["Allow"] = ", ".join(verbs)
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    return response


def _checked(
    request: HttpRequest, method: str, verbs: dict[str, Callable[[], HttpResponse]]
) -> Callable[[], HttpResponse]:
    if method not in verbs:
        raise Problem(405)
    if method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        raise Problem(412)
    return verbs[method]


def _options() -> HttpResponse:
    told = {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(incoming.largest()),
        "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
    }
    return HttpResponse(status=204, headers=told)


def _create(request: HttpRequest, owner_id: int, address: Callable[[str], str]) -> HttpResponse:
    length = _number(request, "Upload-Length")
    metadata = request.headers.get("Upload-Metadata", "")
    if len(metadata) > METADATA_LENGTH or (metadata and not METADATA.fullmatch(metadata)):
        raise Problem(400)
    with_content = request.content_type == CONTENT_TYPE
    checksum = _checksum(request) if with_content else None
    try:
        upload = incoming.begin_upload(owner_id=owner_id, length=length, metadata=metadata)
    except BadMedia as bad:
        raise Problem(413, str(bad)) from bad
    if with_content:
        try:
            upload = _take(request, upload, 0, checksum)
        except Problem:  # nobody learns of this upload: it would only hold its room
            incoming.end_upload(upload)
            raise
    return HttpResponse(status=201, headers={"Location": address(upload.key), **_state(upload)})


def _tell(request: HttpRequest, upload: Upload) -> HttpResponse:
    told = {**_state(upload), "Upload-Length": str(upload.length)}
    if upload.metadata:
        told["Upload-Metadata"] = upload.metadata
    return HttpResponse(status=200, headers=told)


def _append(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.content_type != CONTENT_TYPE:
        raise Problem(415)
    offset = _number(request, "Upload-Offset")
    return HttpResponse(status=204, headers=_state(_take(request, upload, offset, _checksum(request))))


def _end(request: HttpRequest, upload: Upload) -> HttpResponse:
    incoming.end_upload(upload)
    return HttpResponse(status=204)


def _find(owner_id: int, key: str) -> Upload:
    upload = incoming.find_upload(owner_id, key)
    if upload is None:
        raise Problem(404)
    if upload.expires < timezone.now():
        raise Problem(410)
    return upload


def _state(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), "Upload-Expires": http_date(upload.expires.timestamp())}


def _number(request: HttpRequest, name: str) -> int:
    value = request.headers.get(name, "")
    if not NUMBER.fullmatch(value):
        raise Problem(400)
    return int(value)


def _checksum(request: HttpRequest) -> tuple[Any, str] | None:
    """What the content must come to, as an empty hash of the algorithm asked for and the digest in hexadecimal."""
    given = request.headers.get("Upload-Checksum")
    if given is None:
        return None
    algorithm, _, value = given.partition(" ")
    if algorithm not in CHECKSUMS:
        raise Problem(400)
    try:
        return CHECKSUMS[algorithm](usedforsecurity=False), base64.b64decode(value, validate=True).hex()
    except binascii.Error:
        raise Problem(400) from None


def _take(request: HttpRequest, upload: Upload, offset: int, checksum: tuple[Any, str] | None) -> Upload:
    with SpooledTemporaryFile(max_size=IN_MEMORY) as content:
        size = 0
        while piece := request.read(PIECE):
            size += content.write(piece)
            if checksum:
                checksum[0].update(piece)
            if size > upload.length:
                raise Problem(413)
        if checksum and not constant_time_compare(checksum[0].hexdigest(), checksum[1]):
            raise Problem(MISMATCH)
        content.seek(0)
        return _keep(upload, offset, content, size)


def _keep(upload: Upload, offset: int, content: Any, size: int) -> Upload:
    try:
        return incoming.add_part(upload=upload, offset=offset, content=content, size=size)
    except incoming.OffsetTaken:
        raise Problem(409) from None
    except incoming.TooLong:
        raise Problem(413) from None
    except Upload.DoesNotExist:
        raise Problem(404) from None
    except OSError as error:
        raise Problem(507) from error
