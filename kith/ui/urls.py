"""Addresses of the frame's own choices."""

from django.urls import path

from kith.ui import views

app_name = "ui"
urlpatterns = [
    path("accent/<str:colour>.css", views.accent, name="accent"),
    path("theme/", views.choose_theme, name="theme"),
    path("language/", views.choose_language, name="language"),
]
