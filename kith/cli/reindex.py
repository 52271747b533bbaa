"""`kith reindex`: make the search index anew."""

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from kith.cli.chosen import Data, choose, inside_django

COLUMNS = (TextColumn("{task.description:8}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())


def reindex(data: Data = None) -> None:
    """Make the search index anew, while the site goes on running."""
    choose(KITH_DATA=data)
    index = inside_django("kith.search.index")
    with Progress(*COLUMNS, console=Console(stderr=True)) as progress:
        index.reindex(lambda rows, what, total: progress.track(rows, total=total, description=what))
