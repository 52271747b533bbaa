"""On one screen: event -> what happens next; action -> gates; file -> who may see it; what runs when.

The only module that fills the registry. A consequence that is not here does not happen.
"""

from kith.community import current as community
from kith.community import events as community_events
from kith.community import export as community_export
from kith.community import files as community_files
from kith.community import tasks as community_tasks
from kith.feed import events as feed
from kith.feed import tasks as feed_tasks
from kith.graph import events as graph
from kith.graph import export as graph_export
from kith.graph import files as graph_files
from kith.graph import tasks as graph_tasks
from kith.kernel.registry import Registry
from kith.kernel.schedule import daily, every
from kith.kernel.tasks import health
from kith.media import events as media
from kith.media import export as media_export
from kith.media import tasks as media_tasks
from kith.notifications import bell
from kith.notifications import export as notifications_export
from kith.notifications import tasks as notifications
from kith.people import events as people
from kith.people import export as people_export
from kith.people import tasks as people_tasks
from kith.people.actions import speaking
from kith.posts import events as posts
from kith.posts import export as posts_export
from kith.posts import files as post_files
from kith.posts import interests
from kith.posts import tasks as posts_tasks
from kith.search import index as search_index
from kith.search import tasks as search
from kith.search import views as search_views

REGISTRY = Registry(
    events={
        community_events.MessageSent: [people_tasks.tell_owners],
        feed.ReaderCame: [feed_tasks.rebuild],
        graph.AccountOpened: [graph_tasks.let_in],
        graph.Blocked: [notifications.forget_each_other, posts_tasks.end_tags],
        graph.FollowApproved: [feed_tasks.fill_in, notifications.tell_approved],
        graph.Followed: [feed_tasks.fill_in, notifications.tell_followed],
        graph.FollowRequested: [notifications.tell_asked],
        graph.RequestDropped: [notifications.forget_request],
        graph.Unfollowed: [feed_tasks.take_out, notifications.forget_follow],
        media.MediaDeleted: [media_tasks.remove_files],
        media.MediaReady: [posts_tasks.redraw],
        media.PhotoKept: [media_tasks.render_avif],
        media.RecordingKept: [media_tasks.process],
        people.ExportAsked: [people_tasks.make_export],
        people.ExportRemoved: [people_tasks.remove_export_file],
        people.HandleChanged: [search.index_person],
        people.MemberJoined: [search.index_person],
        people.PictureDecided: [notifications.tell_picture],
        people.ProfileEdited: [search.index_person],
        people.StateChanged: [notifications.settle_unread_from],
        posts.AudienceWidened: [feed_tasks.fan_out_post],
        posts.LinkPosted: [posts_tasks.fetch_link],
        posts.LinkRead: [posts_tasks.fetch_picture],
        posts.MemberTagged: [notifications.tell_tagged],
        posts.PollEnded: [notifications.tell_poll_ended],
        posts.PostDiscarded: [posts_tasks.take_away],
        posts.PostDeleted: [search.index_post],
        posts.PostEdited: [notifications.tell_mentioned, notifications.settle_unread, search.index_post],
        posts.PostPublished: [feed_tasks.fan_out_post, search.index_post],
        posts.PostRestored: [feed_tasks.fan_out_post, search.index_post],
        posts.PostWithheld: [notifications.settle_unread],
        posts.Commented: [notifications.tell_answered],
        posts.Mentioned: [notifications.tell_mentioned],
        posts.Reacted: [notifications.settle_reaction],
        posts.TagSettled: [notifications.settle_tags],
        posts.Unreacted: [notifications.settle_reaction],
        posts.Shared: [notifications.tell_shared],
    },
    gates={},
    files=[
        graph_files.own_photo,
        post_files.post_photo,
        graph_files.profile_picture,
        post_files.album_photo,
        graph_files.waiting_picture,
        community_files.front_picture,
        post_files.link_picture,
    ],
    media_uses=[
        post_files.photos_on_posts,
        post_files.pictures_of_links,
        post_files.photos_in_albums,
        graph_files.photos_on_profiles,
        community_files.photos_of_community,
    ],
    frame={"unread": bell.count, "query": search_views.typed},
    look=community.of_request,
    language=speaking.choose_language,
    interests=[interests.hashtags_of],
    theme=speaking.choose_theme,
    exports=[
        people_export.export,
        posts_export.export,
        media_export.export,
        graph_export.export,
        notifications_export.export,
        community_export.export,
    ],
    # From the top layer down; the account itself goes last.
    erasers=[
        notifications_export.erase,
        search_index.forget_person,
        posts_export.erase,
        graph_export.erase,
        media_export.erase,
        community_export.erase,
    ],
    schedule=[
        every(people_tasks.erase_leavers, minutes=60),
        every(people_tasks.lift_restrictions, minutes=5),
        daily(community_tasks.prune_messages, at="03:30"),
        daily(people_tasks.sweep_sessions, at="03:10"),
        daily(health.prune, at="03:10"),
        daily(people_tasks.prune_exports, at="03:20"),
        daily(media_tasks.sweep, at="03:40"),
        every(media_tasks.end_uploads, minutes=60),
        daily(feed_tasks.tidy, at="04:10"),
        daily(notifications.prune, at="04:20"),
        every(posts_tasks.end_polls, minutes=1),
        daily(posts_tasks.forget_links, at="03:50"),
        every(feed_tasks.weigh, minutes=60),
        every(feed_tasks.find_trends, minutes=10),
        every(feed_tasks.find_popular, minutes=30),
        every(graph_tasks.suggest, minutes=10),
        daily(graph_tasks.mark_birthdays, at="00:05"),
    ],
)
