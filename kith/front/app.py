"""The front itself: what Granian calls for each request. `kith.front.app:front` is Granian's target."""

import asyncio
import gc
import logging
import os
import signal
import sys
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from kith.front import body, health
from kith.front.answers import Answer, Headers
from kith.front.environ import checked_path, environ_of
from kith.front.handover import Handover
from kith.front.lanes import Lane
from kith.front.limits import Limits
from kith.front.proxies import Proxies
from kith.front.refusal import Refusals, Refused
from kith.front.slow_readers import end_slow_readers
from kith.front.static import Statics
from kith.kernel.parent import end_with_parent, forker_ended

log = logging.getLogger("kith.front")
HOSTS_KEPT = 100


class Front:
    """One page process's door."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.given = limits
        self.hosts: set[str] = set()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Make ready, before the first request; Granian calls it once in each page process."""
        end_with_parent(forker_ended)
        django.setup()
        self.limits = self.given or Limits(body=settings.BODY_MAX_BYTES)
        self.pages = Lane("pages", self.limits.threads, self.limits.wait, self.limits.waiting)
        self.passwords = Lane("passwords", 1, self.limits.password_wait, self.limits.password_waiting)
        self.uploads = Lane("uploads", 1, self.limits.upload_wait, self.limits.upload_waiting)
        self.proxies = Proxies(settings.TRUSTED_PROXIES)
        self.statics = Statics(settings.STATIC_ROOT, settings.STATIC_URL)
        always: Headers = [] if settings.SEARCH_ENGINES else [("x-robots-tag", "noindex")]
        self.django = Handover(always, self.pages.run_anyway)
        self.refusals = Refusals()
        self.robots = health.robots()
        import_module(settings.ROOT_URLCONF)  # now: the first member must not wait for the imports of every view
        gc.freeze()
        sys.setswitchinterval(self.limits.turn)
        end_slow_readers(loop, self.limits.window)
        loop.add_signal_handler(signal.SIGTERM, self.close)

    def close(self) -> None:
        """Granian ends on SIGINT, when what it has begun is done. Streams that stay open are to end here."""
        os.kill(os.getpid(), signal.SIGINT)

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        """Answer one request."""
        try:
            answer = await self.answer(scope, proto)
        except Refused as refused:
            answer = self.refusals.answer(refused, scope.headers)
        except Exception:  # whatever it is ends this one request; the process serves the others
            log.exception("%s %s", scope.method, scope.path)
            answer = self.refusals.answer(Refused(500), scope.headers)
        await answer.send(proto)

    async def answer(self, scope: Any, proto: Any) -> Answer:
        if scope.path in {"/healthz", "/readyz", "/robots.txt"}:
            return await self.for_machines(scope.path)
        path = checked_path(scope)
        headers = scope.headers
        if path.startswith(self.statics.prefix):
            return self.statics.answer(scope.method, path, headers)
        self.refuse_host(headers.get("host") or scope.authority or "")
        length = body.declared_length(headers, self.limits)
        lane = self.lane_for(scope.method, path, length)
        lane.refuse_if_full()  # before the body is read
        content = await body.read(proto, length, self.limits) if length else None
        client, scheme = self.proxies.client(scope)
        environ = environ_of(scope, path, client, scheme, content, length)
        return await lane.run(self.django, environ)

    async def for_machines(self, path: str) -> Answer:
        if path == "/healthz":
            return health.ALIVE
        if path == "/robots.txt":
            return self.robots
        return await self.pages.run(health.ready)

    def refuse_host(self, host: str) -> None:
        """Refuse a request that was meant for another site: links in mail are made from the host."""
        if host in self.hosts:
            return
        domain, _port = split_domain_port(host)
        if not domain or not validate_host(domain, list(settings.ALLOWED_HOSTS)):
            raise Refused(400)
        if len(self.hosts) < HOSTS_KEPT:
            self.hosts.add(host)

    def lane_for(self, method: str, path: str, length: int) -> Lane:
        """What hashes a password goes one at a time, and so does what brings files, since photos are decoded meanwhile:
        a storm of sign-ins, or of photos after a party, leaves room for everything else."""
        if method != "POST":
            return self.pages
        if path.startswith(settings.PASSWORD_PATHS):
            return self.passwords
        return self.uploads if length > self.limits.small or path.startswith(settings.UPLOAD_PATHS) else self.pages


front = Front()
