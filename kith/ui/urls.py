"""Addresses of the frame's own choices, and of what makes a community installable."""

from django.conf import settings
from django.urls import path

from kith.ui import installing, styleguide, views

app_name = "ui"
urlpatterns = [
    path("accent/<str:colour>.css", views.accent, name="accent"),
    path("icon.svg", installing.icon, name="icon"),
    path("icon-<int:size>.png", installing.drawn_icon, name="drawn_icon"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("offline/", installing.offline, name="offline"),
    path("worker.js", installing.worker, name="worker"),
    path("theme/", views.choose_theme, name="theme"),
    path("language/", views.choose_language, name="language"),
]

if settings.DEBUG:
    urlpatterns.append(path("styleguide/", styleguide.styleguide, name="styleguide"))
