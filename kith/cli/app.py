"""Every command of `kith`, in the order in which `--help` lists them."""

import typer

from kith.cli import bench, check, demo, media, prepare, reindex, reset_link, settings, setup, up, worker
from kith.cli.refusal import spoken

app = typer.Typer(
    help="Kith: a social network that a community runs for itself. Begin with `kith up`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("up")(up.up)
app.command("setup")(setup.setup)
app.command("demo")(demo.demo)
app.command("reset-link")(reset_link.reset_link)
app.command("check")(check.check)
app.command("reindex")(reindex.reindex)
app.command("settings")(settings.settings)
app.add_typer(media.media, name="media")
app.add_typer(bench.bench, name="bench")
app.command("worker")(worker.worker)
app.command("prepare", hidden=True)(prepare.prepare)


def main() -> None:
    """Run the command that is asked for."""
    spoken(app)
