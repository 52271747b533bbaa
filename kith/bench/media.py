"""`kith bench media`: what it takes to keep photos and videos, and what pages are like meanwhile.

The photo is a phone's: 12 megapixels, put together from the demo's photographs. What is measured of processes is their
processor time, which other work on the machine disturbs least; what a member waits for is measured by the clock.
"""

import asyncio
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from statistics import median
from threading import Event, Thread

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from PIL import Image
from rich.console import Console

from kith.bench import decoders, likeness, recordings
from kith.bench.load import Load, Results, percentile
from kith.bench.pages import cookie_of, pages, typical_reader
from kith.bench.report import Row, machine, show, write
from kith.bench.server import running
from kith.bench.storm import GOOD, get, network
from kith.demo.album import FOLDER, NAMES
from kith.media.actions import delete_item, keep_photo, render_avif
from kith.media.allowance import NOBODY

WIDTH, HEIGHT, ACROSS = 4000, 3000, 4
ROUNDS = 7
USUAL = 50  # home pages a second that everyone asks for meanwhile
SECONDS, TURNS = 15, 4


def bench(data: Path, json: Path | None, photos: Path | None) -> None:
    """Measure keeping a photo, the decoders beside Pillow, the weight of AVIF, and pages meanwhile.

    `photos` is a folder of photographs to weigh; the demo's own are smaller than the width that is asked about.
    """
    console = Console()
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as name:
        photo = phone_photo(Path(name, "phone.jpg"))
        report: Row = {"machine": machine(), "keeping": keeping(photo)}
        show(console, "A photo of 12 megapixels", [report["keeping"]])
        report["beside Pillow"] = [beside_pillow(photo, work) for work in ("resize", "whole")]
        show(console, "Processor time for the same outputs, one core", report["beside Pillow"])
        report["weight"] = likeness.weights(sorted((photos or FOLDER).glob("*.jpg")))
        show(console, "AVIF beside JPEG of equal SSIM, at most 1,280 wide", report["weight"])
        clip = recordings.write_clip(Path(name, "clip.mp4"))
        report["video"] = recordings.preparing(clip)
        show(console, "A minute of video in every height", [report["video"]])
        report["pages"] = meanwhile(data, photo, clip)
        show(console, "Home, 50 a second, while media are processed", report["pages"])
    write(json, report)


def phone_photo(path: Path) -> Path:
    """Write a JPEG of 12 megapixels with as much detail as photographs have."""
    whole = Image.new("RGB", (WIDTH, HEIGHT))
    tile = (WIDTH // ACROSS, HEIGHT // ACROSS)
    for place in range(ACROSS * ACROSS):
        with Image.open(FOLDER / f"{NAMES[place % len(NAMES)]}.jpg") as one:
            corner = (place % ACROSS * tile[0], place // ACROSS * tile[1])
            whole.paste(one.convert("RGB").resize(tile), corner)
    whole.save(path, quality=92)
    return path


def keeping(photo: Path) -> Row:
    """What a member waits for, and what all of it costs the processor; the memory is of the largest child."""
    shown, full, spent = [], [], []
    content = photo.read_bytes()
    for _ in range(ROUNDS):
        began, before = time.perf_counter(), children()
        item = keep_photo(owner_id=NOBODY, upload=SimpleUploadedFile(photo.name, content))
        shown.append(time.perf_counter() - began)
        render_avif(item)
        full.append(time.perf_counter() - began)
        spent.append(children() - before)
        delete_item(item)
    return {
        "name": f"median of {ROUNDS}",
        "shown after (s)": median(shown),
        "all renditions after (s)": median(full),
        "processor (s)": median(spent),
        "a minute and core": 60 / median(spent),
        "memory (MB)": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000,
    }


def children() -> float:
    """Seconds of processor time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def beside_pillow(photo: Path, work: str) -> Row:
    """The same outputs by libvips and by Pillow, in turns."""
    taken: dict[str, list[float]] = {"vips": [], "pillow": []}
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        for _ in range(ROUNDS):
            for library, seconds in taken.items():
                command = [sys.executable, "-I", decoders.__file__, library, work, str(photo), folder]
                done = subprocess.run(command, env={"VIPS_CONCURRENCY": "1"}, capture_output=True, check=True)
                seconds.append(float(done.stdout))
    ours, theirs = median(taken["vips"]), median(taken["pillow"])
    return {"name": work, "Kith (s)": ours, "Pillow (s)": theirs, "of Pillow": ours / theirs}


def meanwhile(data: Path, photo: Path, clip: Path) -> list[Row]:
    """Home pages at a steady rate: with nothing else to do, while photos are kept, while a video is prepared.

    The three take turns, since a machine that others use too has faster and slower minutes.
    """
    reader = typical_reader()
    page, cookie = pages(reader)[0], cookie_of(reader)
    connections.close_all()
    works: dict[str, Callable[[], AbstractContextManager[None]]] = {
        "usual": nullcontext,
        "photos": partial(keeping_on, photo),
        "video": partial(recordings.going_on, clip),
    }
    found = {name: Results() for name in works}
    with running(data, 2) as (_, port, _):
        asyncio.run(asked(port, lambda: get(page.path, cookie, network())))  # caches are filled
        for _ in range(TURNS):
            for name, work in works.items():
                with work():
                    found[name].answers += asyncio.run(asked(port, lambda: get(page.path, cookie, network()))).answers
    return [page_row(name, results, found["usual"]) for name, results in found.items()]


def page_row(name: str, results: Results, usual: Results) -> Row:
    """What pages were like, beside what they usually are."""
    times = results.times(*GOOD)
    return {
        "name": name,
        "p50 ms": percentile(times, 0.5),
        "p99 ms": percentile(times, 0.99),
        "of the usual p99": percentile(times, 0.99) / percentile(usual.times(*GOOD), 0.99),
        "not answered": len(results.answers) - len(times),
    }


@contextmanager
def keeping_on(photo: Path) -> Iterator[None]:
    """Keep a photo again and again during the block, as one worker does."""
    ended = Event()
    keeper = Thread(target=keep_until, args=(photo, ended))
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def keep_until(photo: Path, ended: Event) -> None:
    content = photo.read_bytes()
    while not ended.is_set():
        item = keep_photo(owner_id=NOBODY, upload=SimpleUploadedFile(photo.name, content))
        render_avif(item)
        delete_item(item)
    connections.close_all()


async def asked(port: int, request: Callable[[], bytes]) -> Results:
    """What came back of requests at a steady rate."""
    load = Load("127.0.0.1", port)
    results = await load.open_loop(request, SECONDS, USUAL)
    load.close()
    return results
