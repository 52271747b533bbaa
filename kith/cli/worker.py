"""`kith worker`: one process that runs tasks. `kith up` runs this module, without the rest of the command line."""

from kith.cli.chosen import Data, choose, inside_django
from kith.cli.refusal import spoken
from kith.kernel.parent import end_with_parent, stdin_closed


def worker(data: Data = None) -> None:
    """Run tasks: deliver posts to feeds, send mail, make pictures. `kith up` starts one of its own."""
    choose(KITH_DATA=data)
    inside_django("kith.kernel.worker").main()


def supervised() -> None:
    """The same below `kith up`: it ends with it."""
    end_with_parent(stdin_closed)
    worker()


if __name__ == "__main__":
    spoken(supervised)
