"""`kith media`: the files of photos, video and sound, moved between places or checked against the database."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from kith.cli.chosen import Data, choose, inside_django

media = typer.Typer(no_args_is_help=True, help="Move the files of photos, video and sound, or check them.")
COLUMNS = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


@media.command("move")
def move(data: Data = None) -> None:
    """Move all files to where new ones go, the folder or the bucket, while the site goes on running.

    It can be interrupted and begun again. Ends with 1 if a file stayed where it was.
    """
    choose(KITH_DATA=data)
    moving = inside_django("kith.media.moving")
    console = Console(soft_wrap=True, highlight=False)
    left, bytes_moved = 0, 0
    files = sum(1 for _ in moving.away())
    with Progress(*COLUMNS, console=Console(stderr=True)) as progress:
        for moved in progress.track(moving.move(), total=files):
            if moved.trouble:
                left += 1
                console.print(f"{moved.name} stays: {moved.trouble}", markup=False)
            else:
                bytes_moved += moved.size
    console.print(f"{files - left} files moved ({bytes_moved / 1e6:.1f} MB), {left} left.")
    raise typer.Exit(1 if left else 0)


@media.command("check")
def check(
    data: Data = None,
    mend: Annotated[bool, typer.Option(help="Delete what belongs to nothing, and make anew what can be made.")] = False,
) -> None:
    """Find files that belong to nothing, and media whose files are missing. Ends with 1 if something was lost."""
    choose(KITH_DATA=data)
    checking = inside_django("kith.media.checking")
    console = Console(soft_wrap=True, highlight=False)
    found = lost = 0
    for finding in checking.findings(mend=mend):
        found, lost = found + 1, lost + finding.is_lost
        console.print(finding.says, markup=False)
    console.print(
        f"{found} findings, {lost} of them lost." if found else "Every file has its row, every row its files."
    )
    raise typer.Exit(1 if lost or (found and not mend) else 0)
