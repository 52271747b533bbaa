"""What happens to members, as records of ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberJoined:
    """An account and its profile were made; the member may still be waiting for approval."""

    profile_id: int


@dataclass(frozen=True)
class MemberApproved:
    """Staff let an applicant in."""

    profile_id: int


@dataclass(frozen=True)
class MemberDeclined:
    """Staff declined an applicant, who sees the answer on the status page."""

    profile_id: int


@dataclass(frozen=True)
class StateChanged:
    """A member's state changed: by staff, by themselves, or because its time was over."""

    profile_id: int


@dataclass(frozen=True)
class RoleChanged:
    """A member was given another role."""

    profile_id: int


@dataclass(frozen=True)
class HandleChanged:
    """A member took another handle; the old one leads to them for a while."""

    profile_id: int


@dataclass(frozen=True)
class ProfileEdited:
    """A member says something else of themselves, or shows another picture."""

    profile_id: int


@dataclass(frozen=True)
class PictureDecided:
    """Staff approved or refused a picture that a member chose for their profile."""

    picture_id: int


@dataclass(frozen=True)
class ExportAsked:
    """A member asked for a file with everything of their own."""

    export_id: int


@dataclass(frozen=True)
class ExportRemoved:
    """An export was taken away; its file is still there."""

    file_name: str
