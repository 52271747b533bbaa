from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kith.kernel.ids import new_id, time_of


class Joining(models.TextChoices):
    OPEN = "open"
    APPROVAL = "approval"
    INVITATION = "invitation"
    CLOSED = "closed"


class Reading(models.TextChoices):
    ANYONE = "anyone"
    MEMBERS = "members"


class Inviting(models.TextChoices):
    STAFF = "staff"
    MEMBERS = "members"


class PictureRule(models.TextChoices):
    """Whether members' own avatars and covers are shown to others."""

    ALLOWED = "allowed"
    APPROVAL = "approval"
    NONE = "none"


class Theme(models.TextChoices):
    DEVICE = ""
    LIGHT = "light"
    DARK = "dark"


class Community(models.Model):
    """This community: one row, made by the wizard or `kith setup`.

    `operator` is who runs it, a person or an association, and `contact` how else they are reached: both as they wish
    to be named on About, Terms and Privacy. `accent` is a colour as "#rrggbb", empty for Kith's own. `languages` are
    the codes of those offered, empty for all. `pictures` is the rule about members' profile pictures, which
    `people.actions.pictures.set_picture_rule` alone changes. `picture_key` is the key of the front page's
    `media.MediaItem`.
    `stamp` rises at every change, of announcements too, so that what a process keeps can be known to be old.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=80)
    tagline = models.CharField(max_length=200, blank=True)
    operator = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, default="en")
    languages = models.JSONField(default=list, blank=True)
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.OPEN)
    reading = models.CharField(max_length=10, choices=Reading, default=Reading.MEMBERS)
    inviting = models.CharField(max_length=10, choices=Inviting, default=Inviting.STAFF)
    pictures = models.CharField(max_length=10, choices=PictureRule, default=PictureRule.ALLOWED)
    accent = models.CharField(max_length=7, blank=True)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.DEVICE, blank=True)
    picture_key = models.CharField(max_length=32, blank=True)
    stamp = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="community_is_one")]

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """The languages to choose from, by their own names; the community's own is always one of them."""
        codes = {*self.languages, self.language} if self.languages else dict(settings.LANGUAGES)
        return [(code, name) for code, name in settings.LANGUAGES if code in codes]

    @cached_property
    def announcements(self) -> "list[Announcement]":
        """Those that are not over, read once for as long as this row is kept."""
        return list(Announcement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now())).order_by("-id"))


class PageText(models.Model):
    """What a page (about, terms, privacy) says in one language, in place of Kith's starting text."""

    page = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="page_text_once_a_language")]


class Rule(models.Model):
    """One rule in one language. Each language has its own list; a shorter one is no mistake."""

    language = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["language", "order"], name="rule_in_order")]


class Announcement(models.Model):
    """What the community tells everyone at the top of home, from `starts_at` to `ends_at` (None: until withdrawn).

    `words` is its text by language. A public one is also for people who are not signed in: where they look around,
    and on the front page if it is so marked.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    words = models.JSONField()
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=False)
    on_front_page = models.BooleanField(default=False)
    is_dismissible = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(on_front_page=False) | Q(is_public=True), name="announcement_on_front_page_is_public"
            )
        ]


class Dismissal(models.Model):
    """A member has read an announcement and wants it no more. `member_id` is a profile's."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, db_index=False)
    member_id = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["announcement", "member_id"], name="dismissed_once")]


class Message(models.Model):
    """What someone wrote by the contact page. `sender_id` is the profile of a member; strangers may leave an
    address. `language` is the one that they read the page in."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    sender_id = models.BigIntegerField(null=True, db_index=True)
    name = models.CharField(max_length=80, blank=True)
    address = models.EmailField(blank=True)
    text = models.TextField()
    language = models.CharField(max_length=10)
    answered_at = models.DateTimeField(null=True)

    @property
    def sent_at(self) -> datetime:
        return time_of(self.pk)
