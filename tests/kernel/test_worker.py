"""Real worker processes, killed and stopped in the middle of a task."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from kith.kernel.models import TaskRow, Worker
from kith.kernel.tasks.health import health
from tests.kernel.errands import break_down, hold, kill_worker, leave, marks, take_forever, toil
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start():
    """Starts workers whose lease is one second; ends those that are left."""
    running: list[subprocess.Popen] = []

    def start_one() -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.kernel.worker_process", connection.settings_dict["NAME"]]
        running.append(subprocess.Popen([*command, "--lease", "1"], cwd=ROOT, env=os.environ.copy()))
        return running[-1]

    yield start_one
    for process in running:
        process.kill()
        process.wait()


def none_open() -> bool:
    return not TaskRow.objects.filter(failed_at=None).exists()


def test_the_task_of_a_killed_worker_runs_again(start, tmp_path):
    hold.enqueue(str(tmp_path))
    first = start()
    wait_until(lambda: marks(tmp_path, "began"))
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = start()
    wait_until(lambda: len(marks(tmp_path, "began")) == 2)
    (tmp_path / "go").touch()
    wait_until(none_open)
    assert marks(tmp_path, "began") == [str(first.pid), str(second.pid)]
    assert marks(tmp_path, "ended") == [str(second.pid)]


def test_a_worker_that_lives_keeps_its_task_beyond_the_lease(start, tmp_path):
    hold.enqueue(str(tmp_path))
    start(), start()
    wait_until(lambda: marks(tmp_path, "began"))
    row = TaskRow.objects.get()
    wait_until(lambda: TaskRow.objects.get().due_at > row.due_at)  # the lease was renewed
    again = TaskRow.objects.get().due_at
    wait_until(lambda: TaskRow.objects.get().due_at > again)
    (tmp_path / "go").touch()
    wait_until(none_open)
    assert len(marks(tmp_path, "began")) == 1


def test_a_heavy_task_holds_up_no_other_and_is_one_at_a_time(start, tmp_path):
    toil.enqueue(str(tmp_path))
    toil.enqueue(str(tmp_path))
    first = start()
    wait_until(lambda: marks(tmp_path, "toiled"))
    leave.enqueue(str(tmp_path), "left")
    wait_until(lambda: marks(tmp_path, "left"))
    assert marks(tmp_path, "toiled") == [str(first.pid)]


def test_a_worker_that_is_stopped_gives_its_heavy_task_back(start, tmp_path):
    toil.enqueue(str(tmp_path))
    worker = start()
    wait_until(lambda: marks(tmp_path, "toiled"))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(120) == 0
    row = TaskRow.objects.get()
    assert (row.attempts, row.worker, row.failed_at) == (0, "", None)


def test_the_heavy_task_of_a_killed_worker_runs_again(start, tmp_path):
    toil.enqueue(str(tmp_path))
    first = start()
    wait_until(lambda: marks(tmp_path, "toiled"))
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = start()
    wait_until(lambda: marks(tmp_path, "toiled") == [str(first.pid), str(second.pid)])


def test_several_workers_run_each_task_once(start, tmp_path):
    for number in range(60):
        leave.enqueue(str(tmp_path), f"task-{number}")
    start(), start(), start()
    wait_until(none_open)
    assert {len(marks(tmp_path, f"task-{number}")) for number in range(60)} == {1}


def test_a_task_that_kills_its_worker_is_given_up_and_holds_up_nobody(start, tmp_path):
    kill_worker.enqueue(str(tmp_path))
    leave.enqueue(str(tmp_path), "after")
    workers = Counter()
    while TaskRow.objects.filter(failed_at=None).exists() and workers["started"] < 10:
        process = start()
        workers["started"] += 1
        wait_until(lambda process=process: none_open() or process.poll() is not None)
    assert len(marks(tmp_path, "killed")) == 2
    assert len(marks(tmp_path, "after")) == 1
    assert "its worker died 2 times" in TaskRow.objects.get().error


def test_sigterm_lets_the_task_come_to_its_end(start, tmp_path):
    hold.enqueue(str(tmp_path))
    leave.enqueue(str(tmp_path), "after")
    worker = start()
    wait_until(lambda: marks(tmp_path, "began"))
    worker.send_signal(signal.SIGTERM)
    (tmp_path / "go").touch()
    assert worker.wait(120) == 0
    assert marks(tmp_path, "ended")
    assert not marks(tmp_path, "after")
    assert TaskRow.objects.get().attempts == 0


def test_a_second_signal_gives_the_task_back_unharmed(start, tmp_path):
    hold.enqueue(str(tmp_path))
    worker = start()
    wait_until(lambda: marks(tmp_path, "began"))
    worker.send_signal(signal.SIGTERM)
    worker.send_signal(signal.SIGINT)  # another signal, since two of one kind may arrive as one
    assert worker.wait(120) == 0
    row = TaskRow.objects.get()
    assert (row.attempts, row.worker, row.failed_at) == (0, "", None)


def test_what_takes_too_long_is_cut_off_and_kept_with_its_error(start, tmp_path):
    take_forever.enqueue(str(tmp_path))
    start()
    wait_until(none_open)
    assert not marks(tmp_path, "swallowed")
    assert "took longer than 1 s" in TaskRow.objects.get().error


def test_an_error_is_tried_again_then_kept_for_the_operator(start, tmp_path):
    break_down.enqueue(str(tmp_path))
    start()
    wait_until(none_open)
    assert len(marks(tmp_path, "tried")) == 2
    assert "it can't be done" in TaskRow.objects.get().error
    assert health().failed == 1


def test_a_worker_says_that_it_lives_and_takes_its_leave(start):
    worker = start()
    wait_until(Worker.objects.exists)
    assert health().workers == 1
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(120) == 0
    assert not Worker.objects.exists()
