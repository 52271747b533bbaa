"""`kith settings`: the table of `config/env.py`, with what each setting is here."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from config.env import TABLE, TYPES, Setting
from kith.cli.chosen import Data, choose

MARKDOWN = """# Settings

Made from `config/env.py` by `kith settings --markdown`; change it there. Every setting is a variable of the
environment. A name that begins with `KITH_` and is not here, or a value that does not fit, is refused at the start.
"""


def settings(
    data: Data = None,
    markdown: Annotated[bool, typer.Option(help="Print docs/settings.md instead.")] = False,
) -> None:
    """Show every setting: its name, what it is now, and what it is for."""
    if markdown:
        typer.echo(as_markdown(), nl=False)
        return
    values = choose(KITH_DATA=data)
    table = Table("Setting", "Now", "What it is for", show_lines=True)
    for setting in TABLE:
        table.add_row(setting.name, shown(setting, values[setting.name]), setting.help)
    Console().print(table, markup=False)


def shown(setting: Setting, value: object) -> str:
    """A value as it may be printed: a secret only says that it is set."""
    if value in ("", []):
        return "not set"
    if setting.secret:
        return "set (hidden)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def as_markdown() -> str:
    """The page `docs/settings.md`."""
    parts = [MARKDOWN]
    for setting in TABLE:
        default = f"`{setting.default}`" if setting.default else "not set"
        parts.append(f"\n## {setting.name}\n\n{setting.help}\n\n")
        parts.append(f"- Value: {TYPES[setting.type][1]}\n- Default: {default}\n")
        if setting.secret:
            parts.append("- Never shown by `kith settings`\n")
    return "".join(parts)
