from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "kith.console"
    label = "console"
