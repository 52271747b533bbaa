from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "kith.community"
    label = "community"
