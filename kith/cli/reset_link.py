"""`kith reset-link`: a way back in for who has lost password or second factor and whom nobody else helps."""

from typing import Annotated

import typer

from kith.cli.chosen import Data, choose, inside_django


def reset_link(
    handle: Annotated[str, typer.Argument(help="The member's handle.")],
    data: Data = None,
    remove_factors: Annotated[
        bool,
        typer.Option("--remove-factors", help="Also remove the second factor (app, passkeys, recovery codes)."),
    ] = False,
) -> None:
    """Print a link by which a member sets a new password, once, within a day."""
    choose(KITH_DATA=data)
    typer.echo(inside_django("kith.cli.way_back").link_for(handle, remove_factors))
