"""Addresses of community."""

from django.urls import path

from kith.community import views

app_name = "community"
urlpatterns = [
    path("about/", views.text, {"page": "about"}, name="about"),
    path("rules/", views.rules, name="rules"),
    path("contact/", views.contact, name="contact"),
    path("terms/", views.text, {"page": "terms"}, name="terms"),
    path("privacy/", views.text, {"page": "privacy"}, name="privacy"),
    path("announcements/<int:pk>/dismissal/", views.dismissal, name="dismiss"),
]
