import secrets

from django.db import models
from django.utils import timezone

from kith.people.models.profile import Profile


def new_export_key() -> str:
    """An unguessable file name: 192 bits, safe in a URL."""
    return secrets.token_urlsafe(24)


class Export(models.Model):
    """Everything of a member's own as one file, which they asked for. Without `ready_at` it is still being made."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="exports")
    key = models.CharField(max_length=40, unique=True, default=new_export_key, editable=False)
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True)
    bytes = models.PositiveBigIntegerField(default=0)

    @property
    def file_name(self) -> str:
        return f"{self.key}.zip"
