"""The supervisor's patience: with what dies, with what will not stop."""

import os
import sys

import pytest

from kith.cli import children
from kith.cli.children import Child, KeepsDying, Stopping, run

STUBBORN = """
import signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", file=sys.stderr, flush=True)
signal.pause()
"""


def python(code: str) -> Child:
    return Child("test", [sys.executable, "-c", code])


def test_one_that_keeps_dying_ends_the_run_with_its_last_words(monkeypatch):
    monkeypatch.setattr(children, "FIRST_DELAY", 0.001)
    monkeypatch.setattr(children, "LOOK", 0.001)
    dying = python("import sys; sys.exit('I have no more to say')")
    with pytest.raises(KeepsDying, match="I have no more to say"):
        run([dying], Stopping(), lambda: True, grace=1)


def test_one_that_will_not_stop_is_ended_with_all_it_started():
    stubborn = python(STUBBORN)
    stopping = Stopping()

    def once_up() -> bool:
        if stubborn.said:
            stopping.ask()
        return False

    run([stubborn], stopping, once_up, grace=0.2)
    assert stubborn.process is None


def test_a_child_ends_when_its_standard_input_does():
    waiting = python(
        "from kith.kernel.parent import end_with_parent, stdin_closed; import sys, signal;"
        "end_with_parent(stdin_closed); print('up', file=sys.stderr, flush=True); signal.pause()"
    )
    waiting.start()
    while not waiting.said:
        os.sched_yield()
    waiting.process.stdin.close()
    assert waiting.process.wait(60) == -15
