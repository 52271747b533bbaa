"""More work than the threads can do is turned away at once; sign-ins never stand in the way of pages."""

import asyncio
import contextlib
import select
import socket
from collections.abc import Iterator
from threading import Event

import pytest

from kith.front.lanes import Lane
from kith.front.refusal import Refused
from tests.front.conftest import read, request
from tests.front.site import LIMITS


@contextlib.contextmanager
def many(site, raw: bytes, count: int) -> Iterator[list[socket.socket]]:
    """So many clients that have asked and wait."""
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(site.connect()) for _ in range(count)]
        for line in lines:
            line.sendall(raw)
        yield lines


def first_answered(lines: list[socket.socket]) -> socket.socket:
    readable, _, _ = select.select(lines, [], [], 15)
    return readable[0]


def assert_most_answered(lines: list[socket.socket], refused: socket.socket) -> None:
    """Whoever waited is answered. More than one may have been refused: a thread takes a moment to take its first."""
    statuses = [read(line).status for line in lines if line is not refused]
    assert set(statuses) <= {200, 503}
    assert statuses.count(200) >= LIMITS.waiting


def test_a_page_that_would_wait_too_long_is_turned_away_at_once(site):
    with many(site, request("/held/page"), LIMITS.threads + LIMITS.waiting + 1) as lines:
        refused = first_answered(lines)
        answer = read(refused)
        assert answer.status == 503
        assert int(answer["retry-after"]) >= 1
        assert site.ask("/healthz").status == 200
        assert site.ask("/accounts/release/page", method="POST").status == 200  # through the other lane
        assert_most_answered(lines, refused)
    assert site.ask("/echo").status == 200


def test_a_storm_of_sign_ins_leaves_room_for_pages(site):
    with many(site, request("/accounts/held/in", method="POST"), 1 + LIMITS.password_waiting + 1) as lines:
        refused = first_answered(lines)
        assert read(refused).status == 503
        assert site.ask("/echo").status == 200
        assert site.ask("/release/in").status == 200
        assert_most_answered(lines, refused)


@pytest.mark.parametrize(("address", "size"), [("/held/large", LIMITS.small + 1), ("/posts/picked/whole", 0)])
def test_photos_that_are_decoded_leave_room_for_pages(site, address, size):
    with many(site, request(address, method="POST", body=b"x" * size), LIMITS.threads + 1) as lines:
        assert site.ask("/echo", method="POST", body=b"a short text").status == 200
        assert site.ask(f"/release/{address.rpartition('/')[2]}").status == 200
        assert [read(line).status for line in lines] == [200] * len(lines)


@pytest.fixture
def stopped():
    """A lane with one thread that is held at its first job, and the event that lets it go."""
    let_go = Event()
    yield Lane("test", 1, wait=1.0, waiting=100), let_go
    let_go.set()


def fill(lane: Lane, let_go: Event, jobs: int) -> Refused | None:
    """Give the lane a job that holds its thread and `jobs` that wait, then ask for one more."""

    async def ask() -> Refused | None:
        held = [asyncio.ensure_future(lane.run_anyway(let_go.wait))]
        await asyncio.sleep(0)
        while lane.queue:
            await asyncio.sleep(0)
        held += [asyncio.ensure_future(lane.run_anyway(int)) for _ in range(jobs)]
        await asyncio.sleep(0)
        try:
            lane.refuse_if_full()
            return None
        except Refused as refused:
            return refused
        finally:
            let_go.set()
            await asyncio.gather(*held)

    return asyncio.run(ask())


def test_the_wait_is_foretold_from_the_pace_of_the_queue(stopped):
    lane, let_go = stopped
    lane.pace = 0.07
    assert fill(lane, let_go, jobs=14) is None
    let_go.clear()
    lane.pace = 0.07
    refused = fill(lane, let_go, jobs=15)
    assert refused is not None
    assert refused.retry_after == 2


def test_the_pictures_of_one_page_are_not_turned_away(stopped):
    lane, let_go = stopped
    lane.pace = 0.3
    assert fill(lane, let_go, jobs=11) is None


def test_a_queue_that_stands_still_is_seen_by_its_oldest(stopped):
    lane, let_go = stopped
    lane.wait = 0.0
    assert fill(lane, let_go, jobs=1) is not None


def test_time_without_work_does_not_count_as_slowness(stopped):
    lane, let_go = stopped
    let_go.set()

    async def one_by_one() -> None:
        for _ in range(50):
            await lane.run_anyway(int)

    asyncio.run(one_by_one())
    assert lane.pace == 0.0


def test_what_a_job_raises_reaches_who_asked(stopped):
    lane, _ = stopped
    with pytest.raises(ZeroDivisionError):
        asyncio.run(lane.run(divmod, 1, 0))
