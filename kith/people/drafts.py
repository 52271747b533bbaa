"""What the gates of people are shown before something is written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignUp:
    """Someone is about to join."""

    handle: str
    email: str
    words: str
