"""How a command says no."""


class Refusal(Exception):
    """Why a command cannot do what it was asked, in one line that helps; `main` prints it and exits with 1."""
