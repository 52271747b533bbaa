"""What members do with posts, and staff about them: one function a verb, each with all that follows from it."""

from kith.posts.actions.albums import (
    add_photos,
    announce_photos,
    choose_cover,
    create_album,
    delete_album,
    edit_album,
    place_photo,
    remove_photo,
)
from kith.posts.actions.commenting import close_comments, comment
from kith.posts.actions.deleting import delete_post
from kith.posts.actions.describing import caption_video, describe_media, describe_photo, remove_captions
from kith.posts.actions.editing import edit_post
from kith.posts.actions.keeping import pin_post, save_post, unpin_post, unsave_post
from kith.posts.actions.linking import forget_links, refresh_link, refresh_picture, show_preview
from kith.posts.actions.preparing import follow_item
from kith.posts.actions.publishing import publish_post
from kith.posts.actions.reacting import react, unreact
from kith.posts.actions.sharing import share_post
from kith.posts.actions.tagging import agree_to_tag, remove_tag, tag_member
from kith.posts.actions.voting import end_polls, vote
from kith.posts.actions.withholding import restore_post, withhold_post

__all__ = [
    "add_photos",
    "agree_to_tag",
    "announce_photos",
    "caption_video",
    "choose_cover",
    "close_comments",
    "comment",
    "create_album",
    "delete_album",
    "delete_post",
    "describe_media",
    "describe_photo",
    "edit_album",
    "edit_post",
    "end_polls",
    "follow_item",
    "forget_links",
    "pin_post",
    "place_photo",
    "publish_post",
    "react",
    "refresh_link",
    "refresh_picture",
    "remove_captions",
    "remove_photo",
    "remove_tag",
    "restore_post",
    "save_post",
    "share_post",
    "show_preview",
    "tag_member",
    "unpin_post",
    "unreact",
    "unsave_post",
    "vote",
    "withhold_post",
]
