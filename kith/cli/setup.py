"""`kith setup`: set the community up from the command line, without the page behind the link."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kith.cli import folder
from kith.cli.chosen import Data, choose, inside_django
from kith.cli.refusal import Refusal

LANGUAGE = "The community's language, such as en or ar."
JOINING = "Who may join: open, approval, invitation or closed."
READING = "Who may read: members or anyone."


def setup(
    name: Annotated[str, typer.Option(help="The name of the community.")],
    owner_handle: Annotated[str, typer.Option(help="The owner's handle.")],
    owner_email: Annotated[str, typer.Option(help="The owner's e-mail address.")],
    owner_password_stdin: Annotated[
        bool, typer.Option("--owner-password-stdin", help="Read the owner's password from standard input.")
    ] = False,
    tagline: Annotated[str, typer.Option(help="What the community is, in one line.")] = "",
    language: Annotated[str, typer.Option(help=LANGUAGE)] = "en",
    joining: Annotated[str, typer.Option(help=JOINING)] = "open",
    reading: Annotated[str, typer.Option(help=READING)] = "members",
    data: Data = None,
) -> None:
    """Set the community up: its name, its policies and the owner's account."""
    settings = choose(KITH_DATA=data)
    community = {"name": name, "tagline": tagline, "language": language, "joining": joining, "reading": reading}
    owner = {"handle": owner_handle, "email": owner_email, "password": password(from_stdin=owner_password_stdin)}
    ready(settings["KITH_DATA"])
    inside_django("kith.cli.founding").set_up(community | owner)
    typer.echo(f"{name} is set up; @{owner_handle} can sign in.")


def password(*, from_stdin: bool) -> str:
    """The owner's password, never as an argument: other people of the machine can see those."""
    if not from_stdin:
        return str(typer.prompt("The owner's password", hide_input=True, confirmation_prompt=True))
    given = sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise Refusal("No password came on standard input.")
    return given


def ready(path: Path) -> None:
    """Furnish the folder and bring its database up to date, unless a `kith up` that runs on it has done so."""
    with suppress(folder.InUse), folder.held(path):
        folder.furnish(path)
        inside_django("kith.cli.database").bring_up_to_date()
