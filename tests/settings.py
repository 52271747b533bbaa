"""Kith's own settings, with what makes tests quick: a cache in memory and a password hasher without work."""

from config.settings import *

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if "sqlite" in DATABASES["default"]["ENGINE"]:  # a file, as members have it: threads and processes can share it
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.db"}
DATABASES["cache"]["TEST"] = {"NAME": DATA / "test-cache.db"}
