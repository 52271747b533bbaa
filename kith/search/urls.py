"""Addresses of search."""

from django.urls import path

from kith.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.results, name="results"),
    path("search/suggestions", views.suggestions, name="suggestions"),
    path("search/handles", views.handles, name="handles"),
]
