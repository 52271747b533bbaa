"""What members do with posts, and staff about them: one function a verb, each with all that follows from it."""

from kith.posts.actions.commenting import close_comments, comment
from kith.posts.actions.deleting import delete_post
from kith.posts.actions.describing import caption_video, describe_media, remove_captions
from kith.posts.actions.editing import edit_post
from kith.posts.actions.keeping import pin_post, save_post, unpin_post, unsave_post
from kith.posts.actions.linking import forget_links, refresh_link, show_preview
from kith.posts.actions.preparing import follow_item
from kith.posts.actions.publishing import publish_post
from kith.posts.actions.reacting import react, unreact
from kith.posts.actions.sharing import share_post
from kith.posts.actions.voting import end_polls, vote
from kith.posts.actions.withholding import restore_post, withhold_post

__all__ = [
    "caption_video",
    "close_comments",
    "comment",
    "delete_post",
    "describe_media",
    "edit_post",
    "end_polls",
    "follow_item",
    "forget_links",
    "pin_post",
    "publish_post",
    "react",
    "refresh_link",
    "remove_captions",
    "restore_post",
    "save_post",
    "share_post",
    "show_preview",
    "unpin_post",
    "unreact",
    "unsave_post",
    "vote",
    "withhold_post",
]
