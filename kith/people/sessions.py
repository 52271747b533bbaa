"""The session engine: Django's database sessions, loaded with account, profile and community stamp in one query."""

import functools
from datetime import timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.core import signing
from django.db.models import QuerySet, Subquery
from django.db.models.base import ModelState
from django.db.models.functions import Now
from django.utils import timezone

from kith.community.models import Community
from kith.kernel.prepared import Prepared
from kith.people.models import Account, Profile, Session

FOR_A_STRANGER = timedelta(days=1)

ACCOUNT = [field.attname for field in Account._meta.concrete_fields]
PROFILE = [field.attname for field in Profile._meta.concrete_fields]

LISTS = {"links", "muted_kinds"}


def _with_member(session_key: int) -> QuerySet:
    rows = Session.objects.filter(session_key=session_key, expire_date__gt=Now())
    account = [f"account__{name}" for name in ACCOUNT]
    profile = [f"account__profile__{name}" for name in PROFILE]
    stamp = Subquery(Community.objects.values("stamp")[:1])
    return rows.values_list("session_data", "expire_date", *account, *profile, stamp)


find_session = Prepared(_with_member)


class SessionStore(DatabaseSessions):
    """A session that, once it is loaded, knows its account, its end and the stamp that the community has just now."""

    account: Account | None = None
    ends_at: Any = None
    community_stamp: int | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        rows = find_session.raw(self.session_key) if self.session_key else []
        if not rows:
            self._session_key = None
            return {}
        data, self.ends_at, self.community_stamp, account = _read(rows[0])
        self.account = account and own_copy(account)
        return self.decode(data)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return self.serializer().loads(_unsealed(session_data, self.key_salt))
        except signing.BadSignature:
            return {}

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if row.account_id is None:
            # Anyone can have as many as they like made; what they hold (a draft, a passkey's challenge) is used soon.
            row.expire_date = min(row.expire_date, timezone.now() + FOR_A_STRANGER)
        return row

    def _validate_session_key(self, key: str | None) -> bool:
        # A forged cookie may hold what PostgreSQL refuses as text, such as NUL.
        return key is not None and 8 <= len(key) <= 40 and key.isascii() and key.isalnum()


class _AsItIs:
    def dumps(self, obj: bytes) -> bytes:
        return obj

    def loads(self, data: bytes) -> bytes:
        return data


@functools.lru_cache(maxsize=5000)
def _unsealed(data: str, salt: str) -> bytes:
    """What a session holds, as JSON: its seal is checked once a process, since the same data has the same seal."""
    return signing.TimestampSigner(salt=salt).unsign_object(data, serializer=_AsItIs)


@functools.lru_cache(maxsize=5000)
def _read(row: tuple[Any, ...]) -> tuple[str, Any, int | None, Account | None]:
    """What a row of `find_session` says. A member who asks again and again has the same row each time."""
    data, ends_at, *fields, stamp = find_session.named([row], 1)[0]
    return data, ends_at, stamp, account_from(fields[: len(ACCOUNT)], fields[len(ACCOUNT) :])


def own_copy(account: Account) -> Account:
    """An account with its profile for one request, which may change them."""
    copy: Account = _copy(account)
    if "profile" in account._state.fields_cache:
        copy.profile = profile = _copy(account.profile)
        profile.account = copy
    return copy


def _copy(row: Any) -> Any:
    # copy.copy() takes the road of pickle, which costs as much as making the object anew.
    copy = object.__new__(type(row))
    fields = copy.__dict__
    fields.update(row.__dict__)
    for name in LISTS & fields.keys():
        fields[name] = list(fields[name])
    copy._state = ModelState()
    copy._state.db, copy._state.adding = row._state.db, False
    return copy


def account_from(account_fields: list[Any], profile_fields: list[Any]) -> Account | None:
    """The account of a row of `find_session`, with its profile; None for a stranger's session."""
    if account_fields[ACCOUNT.index("id")] is None:
        return None
    account = Account.from_db("default", ACCOUNT, account_fields)
    if profile_fields[PROFILE.index("id")] is not None:
        # Each knows the other, so that neither is asked for again.
        account.profile = profile = Profile.from_db("default", PROFILE, profile_fields)
        profile.account = account
    return account
