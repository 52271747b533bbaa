"""`kith demo`: fill an empty data folder with a believable community."""

import secrets
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from kith.cli import folder
from kith.cli.chosen import Data, choose, inside_django
from kith.cli.refusal import Refusal
from kith.cli.reindex import COLUMNS

GRAPH = "A file of friendships, two names a line. Without it, a graph is generated."
MEMBERS = "How many members, when the graph is generated."
POSTS = "How many posts. Without it: ten a member."
SEED = "The same seed makes the same community."
SIGN_IN = "The password of every member. Without it, one is made up and shown."


def demo(
    data: Data = None,
    graph: Annotated[Path | None, typer.Option(help=GRAPH, exists=True, dir_okay=False)] = None,
    members: Annotated[int, typer.Option(help=MEMBERS, min=1, max=1_000_000)] = 1_000,
    posts: Annotated[int | None, typer.Option(help=POSTS, min=0, max=20_000_000)] = None,
    seed: Annotated[int, typer.Option(help=SEED)] = 1,
    password: Annotated[str | None, typer.Option(help=SIGN_IN)] = None,
) -> None:
    """Fill an empty data folder with a believable community, to try Kith on."""
    settings = choose(KITH_DATA=data)
    password = password or secrets.token_urlsafe(9)
    with folder.held(settings["KITH_DATA"]):
        folder.furnish(settings["KITH_DATA"])
        inside_django("kith.cli.database").bring_up_to_date()
        refuse_inhabited(settings["KITH_DATA"])
        filled = fill(graph, members, posts, seed, password)
    console = Console(highlight=False)
    console.print(f"{filled.members} members and {filled.posts} posts. Sign in as one of:")
    for role in ("owner", "moderator", "member"):
        console.print(f"  {role:10} @{getattr(filled, role)}", markup=False)
    console.print(f"Password: {password}", markup=False)


def refuse_inhabited(data: Path) -> None:
    """A demo is for an empty folder: it must not mix with what people wrote."""
    if inside_django("kith.community.current").current() is not None:
        raise Refusal(f"{data} has a community already. Choose an empty folder with --data.")


def fill(graph: Path | None, members: int, posts: int | None, seed: int, password: str) -> Any:
    """Read the graph and fill the folder, with a bar for what takes long."""
    graphs = inside_django("kith.demo.graph")
    try:
        following = graphs.read_graph(graph) if graph else None
    except graphs.NotAGraph as error:
        raise Refusal(str(error)) from None
    if following is not None:
        if not following:
            raise Refusal(f"{graph} has no friendships in it.")
        members = len(following)
    with Progress(*COLUMNS, console=Console(stderr=True)) as progress:
        return inside_django("kith.demo.fill").fill(
            following=following,
            members=members,
            posts=members * 10 if posts is None else posts,
            seed=seed,
            password=password,
            track=lambda rows, what, total: progress.track(rows, total=total, description=what),
        )
