"""`kith reset-link`: a way back in for who has forgotten their password where no mail is sent, the owner too."""

from typing import Annotated

import typer

from kith.cli.chosen import Data, choose, inside_django


def reset_link(
    handle: Annotated[str, typer.Argument(help="The member's handle.")],
    data: Data = None,
) -> None:
    """Print a link by which a member sets a new password, once, within a day."""
    choose(KITH_DATA=data)
    typer.echo(inside_django("kith.cli.way_back").link_for(handle))
