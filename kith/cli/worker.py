"""`kith worker`: one process that runs tasks."""

from typing import Annotated

import typer

from kith.cli.chosen import Data, choose, inside_django
from kith.kernel.parent import end_with_parent, stdin_closed


def worker(
    data: Data = None,
    supervised: Annotated[bool, typer.Option(hidden=True, help="End when standard input ends.")] = False,
) -> None:
    """Run tasks: deliver posts to feeds, send mail, make pictures. `kith up` starts one of its own."""
    choose(KITH_DATA=data)
    if supervised:
        end_with_parent(stdin_closed)
    inside_django("kith.kernel.worker").main()
