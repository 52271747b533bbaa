"""`kith prepare`: what `kith up` has done in a child of its own, so that it need not load Django itself."""

import json

import typer

from config import env
from kith.cli.chosen import Data, choose, inside_django
from kith.cli.refusal import Refusal, spoken
from kith.kernel.catalogues import compile_catalogues


def prepare(data: Data = None) -> None:
    """Bring database and static files up to date; tell `kith up` the token of the set-up link, if one is needed."""
    choose(KITH_DATA=data)
    try:
        compile_catalogues(env.ROOT / "locale")
        database = inside_django("kith.cli.database")
        database.bring_up_to_date()
        inside_django("kith.cli.static").collect()
        token = inside_django("kith.cli.setup_link").new_token()
    except OSError as error:
        raise Refusal(f"{error.filename or 'The data folder'} cannot be written: {error.strerror}.") from None
    typer.echo(json.dumps({"setup": token}))


if __name__ == "__main__":
    spoken(prepare)
