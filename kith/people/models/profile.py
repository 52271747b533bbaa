from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kith.kernel.ids import new_id
from kith.kernel.text import fold
from kith.people.models.account import Account

if TYPE_CHECKING:
    from kith.people.models.joining import Application


class Role(models.IntegerChoices):
    MEMBER = 0, _("Member")
    MODERATOR = 1, _("Moderator")
    ADMINISTRATOR = 2, _("Administrator")
    OWNER = 3, _("Owner")


class State(models.IntegerChoices):
    """What a member may do at all; `people.permissions` says what each state leaves."""

    ACTIVE = 0, _("Active")
    READ_ONLY = 1, _("Read-only")
    AWAITING = 2, _("Awaiting approval")
    SUSPENDED = 3, _("Suspended")
    DEACTIVATED = 4, _("Deactivated")
    LEAVING = 5, _("Leaving")


SHOWN_STATES = (State.ACTIVE, State.READ_ONLY)
NAMED_BY = {"display_name", "handle"}


class Profile(models.Model):
    """A member as others see them: what follows, posts, is mentioned and is blocked.

    A member has exactly one. `stamp` rises at any change of what a card shows of the author (handle, name, avatar,
    state, role). `avatar_key` and `cover_key` are the pictures that others see, by their keys in `media`; empty for
    generated ones. They follow from the member's `ProfilePicture` rows and the community's rule.
    `on_map`: their country may count one more for them on the map of the front page.
    `state_until` ends a read-only or suspended state by itself. Counts are neutral: they may exceed what a viewer
    may list. `is_listed` is the member's word that the directory may hold them and others may be pointed to them;
    `may_be_tagged` that others may ask to tag them in photos;
    `name_key` is the name by which the directory sorts and finds them.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, models.CASCADE, null=True, related_name="profile")
    handle = models.CharField(max_length=30, unique=True)
    display_name = models.CharField(max_length=60, blank=True)
    bio = models.TextField(max_length=1000, blank=True)
    links = models.JSONField(default=list)
    pronouns = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    on_map = models.BooleanField(default=False)
    birthday = models.DateField(null=True, blank=True)
    birthday_audience = models.PositiveSmallIntegerField(default=3)
    is_private = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    may_be_tagged = models.BooleanField(default=True)
    name_key = models.TextField(blank=True, editable=False)
    avatar_key = models.CharField(max_length=32, blank=True)
    cover_key = models.CharField(max_length=32, blank=True)

    role = models.PositiveSmallIntegerField(choices=Role, default=Role.MEMBER)
    role_since = models.DateTimeField(null=True)
    state = models.PositiveSmallIntegerField(choices=State, default=State.ACTIVE)
    state_until = models.DateTimeField(null=True)
    state_reason = models.TextField(blank=True)
    state_before = models.PositiveSmallIntegerField(choices=State, default=State.ACTIVE)
    delete_after = models.DateTimeField(null=True)

    stamp = models.PositiveIntegerField(default=1)
    invited_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="invited")
    follower_count = models.PositiveIntegerField(default=0)
    following_count = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    last_seen_at = models.DateTimeField(null=True)
    last_audience = models.PositiveSmallIntegerField(default=1)
    home_tab = models.CharField(max_length=10, blank=True)
    welcome_step = models.PositiveSmallIntegerField(default=0)
    muted_kinds = models.JSONField(default=list)

    if TYPE_CHECKING:
        application: "Application"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("handle"), name="profile_handle_unique_without_case")]
        indexes = [
            models.Index(fields=["country"], condition=models.Q(on_map=True), name="profile_on_map"),
            models.Index(fields=["name_key", "id"], name="profile_by_name"),
        ]

    def __str__(self) -> str:
        return f"@{self.handle}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sorting name with whatever else is saved: it follows from name and handle alone."""
        self.name_key = fold(self.name)
        changed = kwargs.get("update_fields")
        if changed is not None and not NAMED_BY.isdisjoint(changed):
            kwargs["update_fields"] = {*changed, "name_key"}
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """The display name, or the handle of a member who gave none."""
        return self.display_name or self.handle


class FormerHandle(models.Model):
    """A handle that a member gave up: it leads to them, and nobody else can take it, until `until`."""

    handle = models.CharField(max_length=30, unique=True)
    profile = models.ForeignKey(Profile, models.CASCADE, related_name="former_handles")
    until = models.DateTimeField()
