from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "kith.feed"
    label = "feed"
