"""What the community says of itself, and to whom: one function a verb. Who may is for the caller to ask."""

from kith.community.actions.announcing import announce, change_announcement, dismiss, withdraw
from kith.community.actions.founding import AlreadyFounded, change, found
from kith.community.actions.messages import delete_message, mark_answered, prune_messages, send_message
from kith.community.actions.ruling import add_rule, begin_rules, change_rule, raise_rule, remove_rule
from kith.community.actions.wording import write_page

__all__ = [
    "AlreadyFounded",
    "add_rule",
    "announce",
    "begin_rules",
    "change",
    "change_announcement",
    "change_rule",
    "delete_message",
    "dismiss",
    "found",
    "mark_answered",
    "prune_messages",
    "raise_rule",
    "remove_rule",
    "send_message",
    "withdraw",
    "write_page",
]
