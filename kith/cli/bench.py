"""`kith bench`: measures pages beside an empty one. `kith bench storm`: offers more than the site can carry."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kith.cli.chosen import Data, choose, inside_django
from kith.cli.folder import furnish
from kith.cli.refusal import Refusal

Json = Annotated[Path | None, typer.Option(help="Write the figures to this file too.")]


class Part(StrEnum):
    """What `kith bench storm` consists of, by the names that the measurement knows."""

    STORMS = "storms"
    SLOW_CLIENTS = "slow-clients"
    SIGN_INS = "sign-ins"


bench = typer.Typer(
    help="Measure pages, publishing and the whole server, on a copy of a community's data folder (see `kith demo`).",
    invoke_without_command=True,
)


def measured(data: Path | None) -> Path:
    """The data folder to measure, chosen and with a community in it."""
    folder: Path = choose(KITH_DATA=data)["KITH_DATA"]
    if not (folder / "kith.db").exists() and "DATABASE_URL" not in os.environ:
        raise Refusal(f"{folder} has no community to measure. `kith demo --data {folder}` makes one.")
    return folder


@bench.callback()
def pages(context: typer.Context, data: Data = None, json: Json = None) -> None:
    """Measure every page beside an empty one."""
    if context.invoked_subcommand is None:
        run(measured(data), "bench", json)


@bench.command("storm")
def storm(
    data: Data = None,
    json: Json = None,
    seconds: Annotated[float, typer.Option(help="How long each storm lasts.")] = 60,
    only: Annotated[list[Part] | None, typer.Option(help="Only this; may be given twice. Without it: all.")] = None,
) -> None:
    """Offer ten times what the site carries, slow clients, and a thousand sign-ins. Takes some minutes."""
    run(measured(data), "storm_bench", json, seconds, only or list(Part))


@bench.command("media")
def media(
    data: Data = None,
    json: Json = None,
    photos: Annotated[
        Path | None,
        typer.Option(help="A folder of JPEGs, 1,280 wide or more, to weigh AVIF by.", exists=True, file_okay=False),
    ] = None,
) -> None:
    """Keep photos of 12 megapixels: how long it takes, beside Pillow, and what pages are like meanwhile."""
    run(measured(data), "media_bench", json, photos)


@bench.command("suggestions")
def suggestions(
    graph: Annotated[Path, typer.Option(help="A file of friendships, two names a line.", exists=True, dir_okay=False)],
    json: Json = None,
    seed: Annotated[int, typer.Option(help="Which friendships are hidden.")] = 1,
) -> None:
    """Hide one friendship in ten of a real graph, and see how many of them the suggestions find."""
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        data: Path = choose(KITH_DATA=folder)["KITH_DATA"]
        furnish(data)
        os.environ["DJANGO_SETTINGS_MODULE"] = "kith.bench.settings"
        inside_django("kith.cli.database").bring_up_to_date()
        inside_django("kith.bench.suggestions").bench(graph, json, seed)


def run(data: Path, what: str, json: Path | None, *more: object) -> None:
    """Run a measurement in a copy of the folder."""
    with copy_of(data) as copy:
        choose(KITH_DATA=copy)
        os.environ["DJANGO_SETTINGS_MODULE"] = "kith.bench.settings"
        inside_django("kith.cli.database").bring_up_to_date()
        inside_django("kith.cli.static").collect()
        getattr(inside_django("kith.bench.run"), what)(copy, json, *more)


@contextmanager
def copy_of(data: Path) -> Iterator[Path]:
    """A copy of a data folder to write in: measuring must not leave posts in a community."""
    with tempfile.TemporaryDirectory(prefix="kith-bench-", dir=data.parent) as folder:
        yield Path(shutil.copytree(data, Path(folder) / "data", ignore=shutil.ignore_patterns("media", "backups")))
