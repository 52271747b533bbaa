"""Addresses of feed."""

from django.urls import path

from kith.feed.views import explore, home, lists, newer

app_name = "feed"
urlpatterns = [
    path("", home.home, name="home"),
    path("feed/newer", newer.newer, name="newer"),
    path("explore/", explore.explore, name="explore"),
    path("saved/", lists.saved, name="saved"),
    path("tags/<str:name>", lists.tag, name="tag"),
    path("@<str:handle>", lists.profile, name="profile"),
]
