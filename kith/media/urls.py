"""Addresses of media."""

from django.urls import re_path

from kith.media import views

app_name = "media"
urlpatterns = [
    re_path("^media/(?P<key>[A-Za-z0-9_-]{16,32})/(?P<rendition>[a-z0-9.-]{2,30})$", views.file, name="file"),
]
