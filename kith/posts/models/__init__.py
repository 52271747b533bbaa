"""The tables of posts, one concern a file."""

from kith.posts.models.album import Album, AlbumPhoto, Consent, PhotoTag
from kith.posts.models.link import Link, PostLink
from kith.posts.models.marks import Pin, Reaction, ReactionKind, Save
from kith.posts.models.poll import Ballot, Choice, Poll
from kith.posts.models.post import WITHHELD, Post, PostMedia, PostState, Submission, Version
from kith.posts.models.words import Mention, PostTag, Tag

__all__ = [
    "WITHHELD",
    "Album",
    "AlbumPhoto",
    "Ballot",
    "Choice",
    "Consent",
    "Link",
    "Mention",
    "PhotoTag",
    "Pin",
    "Poll",
    "Post",
    "PostLink",
    "PostMedia",
    "PostState",
    "PostTag",
    "Reaction",
    "ReactionKind",
    "Save",
    "Submission",
    "Tag",
    "Version",
]
