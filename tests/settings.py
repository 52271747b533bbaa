"""Kith's own settings, with what makes tests quick: a cache in memory and a password hasher without work."""

from config import settings as usual

globals().update({name: value for name, value in vars(usual).items() if name.isupper()})
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = usual.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATABASES = {alias: dict(database) for alias, database in usual.DATABASES.items()}
if "sqlite" in DATABASES["default"]["ENGINE"]:  # a file, as members have it: threads and processes can share it
    DATABASES["default"]["TEST"] = {"NAME": usual.DATA / "test.db"}
DATABASES["cache"]["TEST"] = {"NAME": usual.DATA / "test-cache.db"}
