"""`kith bench` and `kith bench storm`, once Django is set up for the folder to measure."""

import asyncio
import itertools
import os
import random
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client
from rich.console import Console

from kith.bench import media, publishing
from kith.bench.inprocess import Application, cold, measure
from kith.bench.load import Load, percentile
from kith.bench.memory import pss
from kith.bench.pages import EMPTY, Page, cookie_of, pages, typical_reader
from kith.bench.report import Row, as_rows, machine, show, write
from kith.bench.server import running
from kith.bench.slow import sign_ins, slow, slow_clients
from kith.bench.storm import get, network, post, storm
from kith.kernel.ids import new_id
from kith.people.models import Profile
from kith.posts import cards

WIDTH = 130  # of the tables, also where the output goes to a file
console = Console(width=max(WIDTH, Console().width))
SERVER, GENERATOR = {0}, {1}
USUAL = 50  # home pages a second that everyone else asks for meanwhile


def bench(data: Path, json: Path | None) -> None:
    """Measure every page, publishing and the whole server; print tables, and write JSON if asked."""
    report: Row = {"machine": machine()}
    application = Application()
    found = pages(typical_reader())
    figures = [measure(application, page) for page in [EMPTY, *found]]
    report["pages in process"] = as_rows(figures)
    show(console, "Pages in this process", report["pages in process"])
    report["cold home (ms)"] = cold(application, found[0], cards.forget)
    console.print(f"home, Following, no card cached: {report['cold home (ms)']:.1f} ms")
    report["publishing"] = as_rows([publishing.publishing()])
    show(console, "Publishing a text", report["publishing"])
    report |= whole_server(data, [EMPTY, *found])
    write(json, report)


def whole_server(data: Path, found: list[Page]) -> Row:
    """The same pages through `kith up`, with what starting, resting and delivering take."""
    connections.close_all()
    with running(data, 2) as (pid, port, seconds):
        report: Row = {"ready after (s)": seconds, "memory at the start (MB)": sum(pss(pid).values())}
        publishing.settle()
        report["commit to start (ms)"] = percentile(publishing.starting(), 0.5)
        report["10,000 followers (s)"] = publishing.reaching(publishing.crowd())
        publishing.settle()
        for name, value in report.items():
            console.print(f"{name}: {value:,.2f}")
        report["pages through the server"] = [asyncio.run(through(port, page)) for page in found]
    empty = report["pages through the server"][0]["per_second"]
    for row in report["pages through the server"]:
        row["ratio"] = row["per_second"] / empty
    show(
        console,
        "Pages through the server (two workers, client on the same processors)",
        report["pages through the server"],
    )
    return report


async def through(port: int, page: Page) -> Row:
    """One page, eight at once for three seconds."""
    await sync_to_async(cache.clear)()  # one member searches more here than the limits allow
    load = Load("127.0.0.1", port)
    results = await load.closed_loop(lambda: get(page.path, page.cookie, network()), 3, 8)
    load.close()
    times = results.times(200)
    if len(times) < len(results.answers):
        raise RuntimeError(f"{page.name}: not every answer was 200")
    return {
        "name": page.name,
        "per_second": len(times) / 3,
        "p50": percentile(times, 0.5),
        "p99": percentile(times, 0.99),
        "bytes": results.bytes // max(1, len(times)),
    }


def media_bench(data: Path, json: Path | None, photos: Path | None) -> None:
    """Photos, and pages while they are kept."""
    media.bench(data, json, photos)


def storm_bench(data: Path, json: Path | None, seconds: float, parts: Collection[str]) -> None:
    """Storms, slow clients and a crowd that signs in, the server on one processor and the generator on the other."""
    report: Row = {"machine": machine()}
    members = list(Profile.objects.filter(account__isnull=False, state=0).select_related("account")[:300])
    reader = typical_reader()
    cookie = cookie_of(reader)
    mix = mixture(members, pages(reader))
    forms = sign_in_forms(members, 1000)

    def home() -> bytes:
        return get("/?tab=following", cookie, network())

    async def storms(pid: int, port: int) -> list[Any]:
        return [
            await storm("ten times the mix", port, mix, 10, seconds),
            await storm("three times the warm home", port, home, 3, seconds),
        ]

    async def slow_ones(pid: int, port: int) -> list[Any]:
        return [await slow(name, port, home, USUAL, one) for name, one in slow_clients(port, cookie).items()]

    async def crowd(pid: int, port: int) -> list[Any]:
        return [await sign_ins(port, pid, home, USUAL, forms)]

    measures = {"storms": storms, "slow-clients": slow_ones, "sign-ins": crowd}
    connections.close_all()
    os.sched_setaffinity(0, GENERATOR)
    with running(data, 1, SERVER) as (pid, port, _):
        for part, measure_part in measures.items():
            if part in parts:
                report[part] = as_rows(asyncio.run(measure_part(pid, port)))
                show(console, part.capitalize(), report[part])
    write(json, report)


def mixture(members: list[Profile], found: list[Page]) -> Callable[[], bytes]:
    """Half profile, hashtag, permalink and Community pages of many, 30 % home, 20 % writes, by many members."""
    sessions = [signed_in(member) for member in members[:100]]
    others = [page.path for page in found if page.name != "home, Following"]
    numbers = itertools.count()

    def request() -> bytes:
        cookie, token = random.choice(sessions)
        chance = random.random()
        if chance < 0.5:
            return get(random.choice(others), cookie, network())
        if chance < 0.8:
            return get("/?tab=following", cookie, network())
        fields = {
            "csrfmiddlewaretoken": token,
            "text": f"Storm {next(numbers)}",
            "audience": "1",
            "key": f"s{new_id()}",
        }
        return post("/posts/", cookie, network(), fields)

    return request


def signed_in(member: Profile) -> tuple[str, str]:
    """The Cookie header of a member, and the CSRF token in it."""
    cookie = cookie_of(member)
    return cookie, cookie.partition(f"{settings.CSRF_COOKIE_NAME}=")[2]


def sign_in_forms(members: list[Profile], count: int) -> list[tuple[str, dict[str, str]]]:
    """So many sign-ins with a wrong password, which costs as much as a right one."""
    token = Client().get("/accounts/login/", headers={"host": "localhost"}).cookies[settings.CSRF_COOKIE_NAME].value
    cookie = f"{settings.CSRF_COOKIE_NAME}={token}"
    chosen = itertools.islice(itertools.cycle(members), count)
    return [
        (cookie, {"csrfmiddlewaretoken": token, "login": member.handle, "password": "not the password"})
        for member in chosen
    ]
