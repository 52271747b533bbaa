"""What was chosen on the command line, over what the environment says."""

import importlib
import os
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer

from config import env
from kith.cli.refusal import Refusal

Data = Annotated[
    Path | None,
    typer.Option(help="The data folder: database, photos, secret key. Without it: KITH_DATA, or ./data."),
]


def choose(**chosen: object) -> dict[str, Any]:
    """The settings, with those that were given as options put into the environment, so that children have them too."""
    for name, value in chosen.items():
        if value is not None:
            os.environ[name] = str(value)
    settings = env.load()
    os.environ["KITH_DATA"] = str(settings["KITH_DATA"])  # absolute: a child may run in another folder
    return settings


def inside_django(module: str) -> ModuleType:
    """Set Django up for the settings chosen, then import a module that needs it."""
    if not Path(os.environ["KITH_DATA"]).is_dir():
        raise Refusal(f"There is no data folder {os.environ['KITH_DATA']}. `kith up` makes it.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    importlib.import_module("django").setup()
    return importlib.import_module(module)
