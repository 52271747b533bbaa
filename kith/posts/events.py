"""What happens to posts. What follows from it is decided in the wiring."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PostPublished:
    """A post (a share too, a comment never) is there for its audience; a held one, when it is restored."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class PostEdited:
    """A post or comment says something else, or is for others, than before."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class AudienceWidened:
    """A post is for more people than before."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class PostDiscarded:
    """A post under which much was said is deleted: nobody sees it any more, and it is now to be taken away."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class PostDeleted:
    """A post or comment is gone, with its comments and photos."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class PostWithheld:
    """Staff hid or removed a post or comment: its author alone sees it."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class PostRestored:
    """A post or comment that was held, hidden or removed is shown again."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class Commented:
    """A comment is there. `post_id` is the comment; its `parent` is what it answers, its `root` the post."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class Mentioned:
    """A post or comment names members (its `mentions`), for the first time or after an edit."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class Shared:
    """A post was shared. `post_id` is the share; its `shared` is the original."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class PollEnded:
    """The time of a post's poll is over."""

    post_id: int
    author_id: int


@dataclass(frozen=True)
class Reacted:
    """A member reacted to a post or comment, who had not before."""

    post_id: int
    member_id: int


@dataclass(frozen=True)
class Unreacted:
    """A member took their reaction back."""

    post_id: int
    member_id: int


@dataclass(frozen=True)
class LinkPosted:
    """A post or comment links to a page, and what is known of that page is missing or old."""

    link_id: int


@dataclass(frozen=True)
class LinkRead:
    """A page that was linked to has said what it is. `picture` is the address of its picture, "" if it names none."""

    link_id: int
    picture: str


@dataclass(frozen=True)
class MemberTagged:
    """A member is asked whether others may see that they are in a photo of the owner's."""

    owner_id: int
    member_id: int


@dataclass(frozen=True)
class TagSettled:
    """A tag of a member in a photo of the owner's was agreed to, or taken off."""

    owner_id: int
    member_id: int
