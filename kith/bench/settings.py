"""The community's own settings, and the empty page that everything is measured against."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "kith.bench.urls"
