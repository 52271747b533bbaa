"""Addresses of graph."""

from django.urls import URLPattern

app_name = "graph"
urlpatterns: list[URLPattern] = []
