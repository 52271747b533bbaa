"""Every address of Kith. Each domain's are in its own `urls.py`, written out from the root."""

from django.urls import include, path

# What is asked for most often stands first: an address is looked for from the top.
urlpatterns = [
    path("", include("kith.feed.urls")),
    path("", include("kith.media.urls")),
    path("", include("kith.posts.urls")),
    path("", include("kith.notifications.urls")),
    path("", include("kith.search.urls")),
    path("", include("kith.graph.urls")),
    path("", include("kith.people.urls")),
    path("accounts/", include("kith.people.sign_in_urls")),
    path("", include("kith.ui.urls")),
    path("", include("kith.community.urls")),
    path("", include("kith.console.urls")),
]

handler429 = "kith.kernel.limits.try_later"  # asked by the sign-in library
handler500 = "kith.ui.failing.failed"
