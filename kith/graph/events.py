"""What happens between two members. All are ids of profiles.

Who follows from now on is said by `Followed` (nobody had to be asked) or by `FollowApproved` (the account is
private): whoever cares about a new follower listens to both.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Followed:
    """`follower` follows `followed`, whose account is open."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class Unfollowed:
    """`follower` no longer follows: by their own wish, by being removed, or by a block."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class FollowRequested:
    """`follower` asks to follow `followed`, whose account is private."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class FollowApproved:
    """`followed` let `follower` in, by an answer or by opening the account; `follower` follows from now on."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class RequestDropped:
    """A request to follow is gone without a follow: declined, withdrawn, or dropped by a block."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class Blocked:
    """`blocker` and `blocked` no longer see each other. Follows and requests between them are gone already."""

    blocker_id: int
    blocked_id: int


@dataclass(frozen=True)
class Unblocked:
    """`blocker` and `blocked` may see each other again (unless `blocked` has blocked too)."""

    blocker_id: int
    blocked_id: int


@dataclass(frozen=True)
class Muted:
    """`muter` does not want to see or hear of `muted`, who is never told."""

    muter_id: int
    muted_id: int


@dataclass(frozen=True)
class Unmuted:
    """`muter` wants to see and hear of `muted` again."""

    muter_id: int
    muted_id: int


@dataclass(frozen=True)
class AccountOpened:
    """A private account is open to everyone's follow again; those who wait are let in."""

    member_id: int
