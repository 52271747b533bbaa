"""The session engine: Django's database sessions, found with account, profile and community stamp in one query.

Who asks is known from columns alone (`Session.account` and `Session.seal`): what a session holds is unpacked, which
takes as long as the query, only when a page asks for it.
"""

from datetime import timedelta
from typing import Any, cast

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from kith.community.models import Community
from kith.kernel.prepared import Prepared
from kith.people.models import Account, Profile, Session

FOR_A_STRANGER = timedelta(days=1)

# What most pages need of a member; anything else is fetched when a page asks for it.
OF_ACCOUNT = {"id", "username", "password", "language", "time_zone", "theme", "stamp"}
OF_PROFILE = {
    "id",
    "account_id",
    "handle",
    "display_name",
    "is_private",
    "avatar_key",
    "role",
    "role_since",
    "state",
    "state_until",
    "stamp",
    "following_count",
    "last_seen_at",
    "last_audience",
    "home_tab",
    "welcome_step",
}
# In the order of the table's fields, as `from_db` takes them.
ACCOUNT = [field.attname for field in Account._meta.concrete_fields if field.attname in OF_ACCOUNT]
PROFILE = [field.attname for field in Profile._meta.concrete_fields if field.attname in OF_PROFILE]
OF_ONE_ANOTHER: Any = Profile._meta.get_field("account")


def _with_member(session_key: int) -> QuerySet:
    rows = Session.objects.filter(session_key=session_key, expire_date__gt=Now())
    account = [f"account__{name}" for name in ACCOUNT]
    profile = [f"account__profile__{name}" for name in PROFILE]
    stamp = Subquery(Community.objects.values("stamp")[:1])
    return rows.values_list("session_data", "expire_date", "seal", *account, *profile, stamp)


find_session = Prepared(_with_member)


class SessionStore(DatabaseSessions):
    """A session that, once it is found, knows its account, its end and the stamp that the community has just now.

    `seal` is what the account's password and stamp were when it signed in.
    """

    account: Account | None = None
    seal: str = ""
    ends_at: Any = None
    community_stamp: int | None = None
    packed: str | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def find(self) -> bool:
        """Look the session up, without unpacking it; whether there is one."""
        rows = find_session(self.session_key) if self.session_key else []
        if not rows:
            self._session_key = None
            return False
        self.packed, self.ends_at, self.seal, *fields, self.community_stamp = rows[0]
        self.account = account_from(fields[: len(ACCOUNT)], fields[len(ACCOUNT) :])
        return True

    def load(self) -> dict[str, Any]:
        if self.packed is None and not self.find():
            return {}
        packed, self.packed = self.packed or "", None
        return self.decode(packed)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.seal = data.get(HASH_SESSION_KEY, "")
        if row.account_id is None:
            # Anyone can have as many as they like made; what they hold (a draft, a passkey's challenge) is used soon.
            row.expire_date = min(row.expire_date, timezone.now() + FOR_A_STRANGER)
        return row

    def _validate_session_key(self, key: str | None) -> bool:
        # A forged cookie may hold what PostgreSQL refuses as text, such as NUL.
        return key is not None and 8 <= len(key) <= 40 and key.isascii() and key.isalnum()


def account_from(account_fields: list[Any], profile_fields: list[Any]) -> Account | None:
    """The account of a row of `find_session`, with its profile; None for a stranger's session."""
    if account_fields[ACCOUNT.index("id")] is None:
        return None
    account = Account.from_db("default", ACCOUNT, account_fields)
    if profile_fields[PROFILE.index("id")] is not None:
        # Each knows the other, so that neither is asked for again; kept without the checks of an assignment.
        profile = Profile.from_db("default", PROFILE, profile_fields)
        OF_ONE_ANOTHER.set_cached_value(profile, account)
        OF_ONE_ANOTHER.remote_field.set_cached_value(account, profile)
    return account
