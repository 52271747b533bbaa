"""Ask before a write whether it may pass. Gates come from the wiring; with none, everything passes."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from kith.kernel.registry import registry


class Verdict(IntEnum):
    """What a gate says, mildest first: the sternest answer of all gates holds."""

    PASS = 0
    ASK = 1
    HOLD = 2
    REFUSE = 3


@dataclass(frozen=True)
class Answer:
    """A verdict with a reason for the member, in the member's language."""

    verdict: Verdict = Verdict.PASS
    reason: str = ""


class Refused(Exception):
    """A gate refused the write; the message is the reason for the member."""


def ask(name: str, draft: Any) -> Answer:
    """The sternest answer of all gates of this name to a draft; PASS where there is none."""
    answers = [gate(draft) for gate in registry().gates.get(name, [])]
    return max(answers, key=lambda answer: answer.verdict, default=Answer())
