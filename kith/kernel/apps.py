from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "kith.kernel"
    label = "kernel"
