"""Passwords are kept as argon2id, at the cost that OWASP's Password Storage Cheat Sheet gives for 19 MiB."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """argon2id with m = 19 MiB, t = 2, p = 1: Django's own cost lets a storm of sign-ins stop a small machine."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
