"""Addresses of notifications."""

from django.urls import path

from kith.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.notifications, name="list"),
    path("notifications/read/", views.read, name="read"),
    path("settings/notifications/", views.settings, name="settings"),
]
