import functools
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.crypto import salted_hmac

from kith.kernel.ids import new_id


@functools.lru_cache(maxsize=10_000)
def _seal(value: str, secret: str | None) -> str:
    # Asked at every request: kept, since it is the same until the member changes the password.
    return salted_hmac("kith.people.session", value, secret=secret, algorithm="sha256").hexdigest()


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, email: str = "", password: str | None = None, **extra: Any) -> "Account":
        """Make an account without a profile; `people.actions.join` makes a whole member."""
        account = self.model(username=username, email=self.normalize_email(email), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Theme(models.TextChoices):
    """Whether a member sees Kith light or dark. UNCHOSEN: as the community has it."""

    UNCHOSEN = ""
    DEVICE = "auto"
    LIGHT = "light"
    DARK = "dark"


class Account(AbstractBaseUser):
    """What signs in. Whom others see, follow and block is its profile.

    `username` is the profile's handle, kept equal by `people.actions.change_handle`: the sign-in library looks
    accounts up by it. `stamp` is part of what a session is checked against: raising it ends all sessions.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=30, unique=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=50, default="UTC")
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.UNCHOSEN, blank=True)
    stamp = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    objects = AccountManager()

    def __str__(self) -> str:
        return self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own hash covers the password; with the stamp, a change of state ends sessions too.
        return _seal(f"{self.password}{self.stamp}", secret)


class Session(AbstractBaseSession):
    """A signed-in device, or a stranger's visit. Account and seal are columns, so that one query tells who asks.

    `seal` is the account's session hash at sign-in: a session whose account has another one now is over.
    """

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")
    seal = models.CharField(max_length=64, blank=True)

    class Meta(AbstractBaseSession.Meta):
        db_table = "people_session"
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> type:
        # By its name: the engine needs this table, and this table's base class asks for the engine.
        engine: type = import_module(settings.SESSION_ENGINE).SessionStore
        return engine
