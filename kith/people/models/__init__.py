"""The tables of people, one file each."""

from kith.people.models.account import Account, Session, Theme
from kith.people.models.export import Export
from kith.people.models.joining import Application, Invitation, ResetLink
from kith.people.models.picture import PictureKind, ProfilePicture, Verdict
from kith.people.models.profile import FormerHandle, Profile, Role, State

__all__ = [
    "Account",
    "Application",
    "Export",
    "FormerHandle",
    "Invitation",
    "PictureKind",
    "Profile",
    "ProfilePicture",
    "ResetLink",
    "Role",
    "Session",
    "State",
    "Theme",
    "Verdict",
]
