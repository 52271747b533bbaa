"""A request that was let in, handed to Django, and Django's response made into an answer. Runs in a lane's thread."""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import ExitStack
from typing import Any, cast

from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, HttpResponseBase
from django.urls import set_script_prefix

from kith.front.answers import Answer, Empty, File, Headers, Stream, Whole
from kith.front.compress import compressed
from kith.kernel.sending import FileAnswer


class Handover:
    """Django's WSGI handler, whose responses become answers.

    `always` are headers for every answer that has not its own of that name.
    """

    def __init__(self, always: Headers, in_thread: Callable[..., Awaitable[None]]) -> None:
        self.django = WSGIHandler()
        self.always = always
        self.in_thread = in_thread

    def __call__(self, environ: dict[str, Any]) -> Answer:
        """Django's answer to this request."""
        response = self.respond(environ)
        with ExitStack() as closing:
            closing.callback(response.close)
            answer = self.as_answer(response, self.headers_of(response), environ)
            if isinstance(answer, Stream):
                closing.pop_all()  # it closes the response when all of it is sent
        environ["wsgi.input"].close()
        return answer

    def respond(self, environ: dict[str, Any]) -> HttpResponseBase:
        set_script_prefix("")
        signals.request_started.send(sender=WSGIHandler, environ=environ)
        response: Any = self.django.get_response(WSGIHandler.request_class(environ))
        response._handler_class = WSGIHandler  # as the handler does: who says, at the close, that a request is over
        return cast(HttpResponseBase, response)

    def headers_of(self, response: HttpResponseBase) -> Headers:
        headers = [(name.lower(), value) for name, value in response.items()]
        headers += [("set-cookie", cookie.OutputString()) for cookie in response.cookies.values()]
        names = {name for name, _ in headers}
        return headers + [header for header in self.always if header[0] not in names]

    def as_answer(self, response: HttpResponseBase, headers: Headers, environ: dict[str, Any]) -> Answer:
        status = response.status_code
        head = environ["REQUEST_METHOD"] == "HEAD"
        if not isinstance(response, HttpResponse):
            if head or response.get("Content-Length") == "0":  # Granian can't send nothing of a file
                return Empty(status, headers)
            if isinstance(response, FileAnswer) and response.path:
                return File(status, headers, response.path, response.part)
            chunks = cast(Iterable[bytes], response)
            return Stream(status, headers, chunks, response.close, self.in_thread)
        body = compressed(headers, response.content, environ.get("HTTP_ACCEPT_ENCODING", ""))
        if head or not body:
            return Empty(status, with_length(headers, len(body)))
        return Whole(status, with_length(headers, len(body)), body)


def with_length(headers: Headers, length: int) -> Headers:
    return [*(header for header in headers if header[0] != "content-length"), ("content-length", str(length))]
