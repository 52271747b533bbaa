"""`kith check`: whether this installation is sound, one line a check."""

from typing import Annotated

import typer
from rich.console import Console

from kith.cli.chosen import Data, choose, inside_django

MARKS = {"good": "[green]good[/green]   ", "warning": "[yellow]warning[/yellow]", "bad": "[red]bad[/red]    "}


def check(
    data: Data = None,
    strict: Annotated[bool, typer.Option(help="Let warnings fail too.")] = False,
) -> None:
    """Check the installation: database, disk, mail, tasks, settings. Ends with 1 if a check fails."""
    choose(KITH_DATA=data)
    console = Console(soft_wrap=True, highlight=False)
    failing = {"bad", "warning"} if strict else {"bad"}
    failed = False
    for finding in inside_django("kith.cli.findings").findings():
        console.print(f"{MARKS[finding.state]}  {finding.name}: ", end="")
        console.print(finding.says, markup=False)
        failed = failed or finding.state in failing
    raise typer.Exit(1 if failed else 0)
