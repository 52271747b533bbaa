"""`python -m kith.cli`, by which `kith up` starts its children."""

from kith.cli.app import main

main()
