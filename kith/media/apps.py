from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "kith.media"
    label = "media"
