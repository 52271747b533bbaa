"""What happens in the community as a whole."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MessageSent:
    """Someone wrote to those who run the community."""

    message_id: int
