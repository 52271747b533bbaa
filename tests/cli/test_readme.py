"""The readme tells of every command."""

import re

import typer.main

from config.env import ROOT
from kith.cli.app import app


def test_the_table_of_commands_has_each_of_them():
    commands = typer.main.get_command(app).commands.values()
    told = re.findall(r"^\| `kith ([a-z-]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(told) == sorted(command.name for command in commands if not command.hidden)
