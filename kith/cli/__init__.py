"""Kith's command line: `kith up`, `setup`, `check`, `settings`, `demo`, `bench`."""


def main() -> None:
    raise SystemExit("not yet")
