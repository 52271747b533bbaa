"""Kith's addresses and one more: an empty page behind all middleware, which does not touch the session."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as kith


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, to learn what a request costs before Kith does anything."""
    return HttpResponse("<!doctype html><title>Empty</title>")


urlpatterns = [path("bench/empty/", empty), *kith]
