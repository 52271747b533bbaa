"""How a command says no."""

import sys
from collections.abc import Callable

from config.env import SettingError


class Refusal(Exception):
    """Why a command cannot do what it was asked, in one line that helps; `spoken` prints it and exits with 1."""


def spoken(command: Callable[[], object]) -> None:
    """Run a command; what it refuses is one line, not a traceback."""
    try:
        command()
    except (Refusal, SettingError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(1)
