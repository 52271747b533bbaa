"""Addresses of graph: what one member does about another stands below the other's `/@handle`."""

from django.urls import path

from kith.graph.views import directory, editing, follows, lists, safety, welcome

app_name = "graph"
urlpatterns = [
    path("people/", directory.people, name="people"),
    path("people/suggested/", directory.suggested, name="suggested"),
    path("@<str:handle>/followers", lists.followers, name="followers"),
    path("@<str:handle>/following", lists.following, name="following"),
    path("@<str:handle>/follow", follows.follow, name="follow"),
    path("@<str:handle>/unfollow", follows.unfollow, name="unfollow"),
    path("@<str:handle>/remove", follows.remove_follower, name="remove_follower"),
    path("@<str:handle>/approve", follows.approve, name="approve"),
    path("@<str:handle>/decline", follows.decline, name="decline"),
    path("@<str:handle>/dismiss", follows.dismiss, name="dismiss"),
    path("@<str:handle>/block", safety.block, name="block"),
    path("@<str:handle>/unblock", safety.unblock, name="unblock"),
    path("@<str:handle>/mute", safety.mute, name="mute"),
    path("@<str:handle>/unmute", safety.unmute, name="unmute"),
    path("settings/profile/", editing.edit, name="edit_profile"),
    path("settings/requests/", lists.requests, name="requests"),
    path("settings/blocks/", safety.blocks, name="blocks"),
    path("settings/mutes/", safety.mutes, name="mutes"),
    path("welcome/", welcome.start, name="welcome"),
    path("welcome/photo/", welcome.photo, name="welcome_photo"),
    path("welcome/about/", welcome.about, name="welcome_about"),
    path("welcome/people/", welcome.people, name="welcome_people"),
    path("welcome/<str:step>/skip/", welcome.skip, name="welcome_skip"),
]
