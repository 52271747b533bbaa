"""Addresses of media."""

from django.urls import re_path

from kith.media import views
from kith.media.files import SQUARES, WIDTHS

app_name = "media"
RENDITIONS = "|".join((*SQUARES, *WIDTHS))
urlpatterns = [
    re_path(rf"^media/(?P<key>[A-Za-z0-9_-]{{16,32}})/(?P<rendition>{RENDITIONS})$", views.file, name="file"),
]
