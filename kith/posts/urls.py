"""Addresses of posts."""

from django.urls import path

from kith.posts.views import (
    commenting,
    composing,
    describing,
    editing,
    keeping,
    reacting,
    reading,
    sharing,
    uploading,
    voting,
)

app_name = "posts"
urlpatterns = [
    path("posts/", composing.publish, name="publish"),
    path("posts/new", composing.compose, name="compose"),
    path("posts/photos", composing.attach, name="attach"),
    path("posts/uploads/", uploading.uploads, name="uploads"),
    path("posts/uploads/<str:key>", uploading.upload, name="upload"),
    path("posts/picked/", uploading.pick, name="pick"),
    path("posts/picked/<str:key>", uploading.picked, name="picked"),
    path("posts/poll", composing.poll, name="poll"),
    path("posts/<int:pk>/vote", voting.vote, name="vote"),
    path("posts/<int:pk>/edit", editing.edit, name="edit"),
    path("posts/<int:pk>/photos", describing.describe, name="describe"),
    path("posts/<int:pk>/captions", describing.captions, name="captions"),
    path("posts/<int:pk>/history", editing.history, name="history"),
    path("posts/<int:pk>/delete", editing.delete, name="delete"),
    path("posts/<int:pk>/close", editing.close, name="close"),
    path("posts/<int:pk>/preview", editing.preview, name="preview"),
    path("posts/<int:pk>/preparing", composing.preparing, name="preparing"),
    path("posts/<int:pk>/share", sharing.share, name="share"),
    path("posts/<int:pk>/reply", commenting.reply, name="reply"),
    path("posts/<int:pk>/comments", reading.comments, name="comments"),
    path("posts/<int:pk>/reactions", reacting.reactions, name="reactions"),
    path("posts/<int:pk>/react", reacting.react, name="react"),
    path("posts/<int:pk>/unreact", reacting.unreact, name="unreact"),
    path("posts/<int:pk>/save", keeping.save, name="save"),
    path("posts/<int:pk>/unsave", keeping.unsave, name="unsave"),
    path("posts/<int:pk>/pin", keeping.pin, name="pin"),
    path("posts/<int:pk>/unpin", keeping.unpin, name="unpin"),
    path("@<str:handle>/<int:pk>", reading.post, name="post"),
]
