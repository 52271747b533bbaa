"""The audit log in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kith.audit.models import Line
from kith.kernel.ids import time_of
from kith.people.models import Profile

# A verb that is missing here is shown by its name: nothing of the log is ever left out.
WORDS: dict[str, Promise] = {
    "approve": _("let an applicant in"),
    "decline": _("declined an applicant"),
    "set_role": _("gave a role"),
    "set_state": _("changed the state"),
    "end_state": _("ended a state whose time was over"),
    "revoke_invitation": _("took an invitation back"),
    "make_reset_link": _("made a reset link"),
    "remove_factors": _("removed the second factor"),
    "use_reset_link": _("used a reset link"),
    "change_community": _("changed the community"),
    "announce": _("announced something"),
    "change_announcement": _("changed an announcement"),
    "withdraw_announcement": _("withdrew an announcement"),
    "write_page": _("wrote a page"),
    "begin_rules": _("took over the starting rules"),
    "add_rule": _("added a rule"),
    "change_rule": _("changed a rule"),
    "raise_rule": _("moved a rule up"),
    "remove_rule": _("removed a rule"),
    "answer_message": _("marked a message as answered"),
    "delete_message": _("deleted a message"),
    "approve_picture": _("approved a picture"),
    "refuse_picture": _("declined a picture"),
    "withhold_post": _("withheld a post"),
    "restore_post": _("restored a post"),
    "read_withheld_post": _("read a withheld post"),
    "add_starter": _("put on the list for newcomers"),
    "remove_starter": _("took off the list for newcomers"),
    "raise_starter": _("moved up in the list for newcomers"),
    "block_tag": _("kept a hashtag out of what is trending"),
    "unblock_tag": _("let a hashtag trend again"),
    "run_task_again": _("ran a failed task again"),
    "dismiss_task": _("dismissed a failed task"),
}


@dataclass(frozen=True)
class Entry:
    """A line of the log with the members it names; without an actor, Kith itself did it."""

    line: Line
    words: Any
    actor: Profile | None
    target: Profile | None
    moment: datetime


def entries(lines: Iterable[Line]) -> list[Entry]:
    """The lines in words, with their members, from one query."""
    lines = list(lines)
    actors = {line.actor_id for line in lines if line.actor_id}
    targets = {line.target_id for line in lines if line.target_kind == "profile" and line.target_id}
    members = Profile.objects.in_bulk(actors | targets)
    return [
        Entry(
            line=line,
            words=WORDS.get(line.verb, line.verb),
            actor=members.get(line.actor_id or 0),
            target=members.get(line.target_id or 0) if line.target_kind == "profile" else None,
            moment=time_of(line.pk),
        )
        for line in lines
    ]
