"""A running community whose disk is full, whose database is locked, or whose tasks are poisoned: it goes on."""

import html
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import begin, inside
from tests.faults.visitor import Visitor
from tests.installation import Kith
from tests.waiting import wait_until

ON_SQLITE = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="PostgreSQL keeps its own disk and its own locks")
WORDS = "What I typed while everything failed"
READS = ["/", "/?tab=following", "/?tab=community", "/@ana", "/@ben", "/notifications/", "/saved/", "/settings/"]


def answers_all_reads(*visitors: Visitor) -> None:
    for visitor in visitors:
        assert [(path, found) for path in READS if (found := visitor.get(path).status) != 200] == []


def gives_the_text_back(visitor: Visitor, text: str, key: str) -> None:
    refused = visitor.publishes(text, key)
    assert refused.status == 503
    assert int(refused.headers["retry-after"]) > 0
    assert html.escape(text) in refused.text
    assert key in refused.text


def takes_it_once(visitor: Visitor, text: str, key: str) -> None:
    wait_until(lambda: visitor.publishes(text, key).status == 302)
    assert visitor.texts(f"/@{visitor.handle}").count(text) == 1


@contextmanager
def locked(kith: Kith) -> Iterator[None]:
    """Another process holds the one write lock of the database."""
    held = "cursor.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    process = inside(kith, held)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield
    finally:
        process.communicate()


@ON_SQLITE
def test_a_database_locked_for_long_refuses_writes_and_serves_reads(kith, newcomer):
    ana, ben = newcomer("ana"), newcomer("ben")
    assert ana.publishes("Before the lock").status == 302
    assert ben.post("/@ana/follow").status == 302
    with locked(kith):
        answers_all_reads(ana, ben)
        gives_the_text_back(ana, WORDS, "k" * 20)
        assert kith.get("/readyz") == 200
        assert "Before the lock" in ben.texts("/@ana")
        assert WORDS not in ben.texts("/@ana")
    takes_it_once(ana, WORDS, "k" * 20)
    wait_until(lambda: ben.texts("/?tab=following").count(WORDS) == 1)


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of 64 MB, for the data folder alone."""
    if os.getuid() != 0:
        pytest.skip("only root can mount a disk to fill; test_answers.py holds the answers")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves no byte free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return ballast


@ON_SQLITE
def test_a_full_disk_refuses_writes_serves_reads_and_recovers(small_disk, make_kith):
    kith = make_kith(small_disk / "data")
    begin(kith)
    ana, ben = [Visitor(kith.port, handle).signs_up() for handle in ("ana", "ben")]
    assert ana.publishes("Before the flood").status == 302
    assert ben.post("/@ana/follow").status == 302
    wait_until(lambda: ben.texts("/?tab=following") == ["Before the flood"])
    # Or there would be room left in the log, which keeps its size.
    inside(kith, "cursor.execute('PRAGMA wal_checkpoint(TRUNCATE)')").communicate()
    ballast = fill(small_disk)
    gives_the_text_back(ana, WORDS, "k" * 20)
    answers_all_reads(ana, ben)
    assert ben.texts("/@ana") == ["Before the flood"]
    ballast.unlink()
    takes_it_once(ana, WORDS, "k" * 20)
    wait_until(lambda: ben.texts("/?tab=following") == [WORDS, "Before the flood"])
    assert kith.running[0].poll() is None


POISON = """
from kith.kernel.models import TaskRow
for path, arguments in (
    ("kith.feed.tasks.fan_out_post", {"args": [], "kwargs": {"nonsense": 1}}),
    ("kith.feed.tasks.no_such_task", {"args": [], "kwargs": {}}),
    ("os.abort", {"args": [], "kwargs": {}}),
):
    TaskRow.objects.create(path=path, arguments=arguments, priority=100)
"""


def test_poisoned_tasks_hold_nothing_up(kith, newcomer):
    ana, ben = newcomer("ana"), newcomer("ben")
    assert ben.post("/@ana/follow").status == 302
    poisoning = inside(kith, POISON)
    poisoning.communicate()
    assert poisoning.returncode == 0
    assert ana.publishes("Delivered all the same").status == 302
    wait_until(lambda: ben.texts("/?tab=following") == ["Delivered all the same"])
    tried = "from kith.kernel.models import TaskRow; print(TaskRow.objects.exclude(error='').count())"
    wait_until(lambda: inside(kith, tried).communicate()[0] == "3\n")
