import secrets

from django.db import models

from kith.kernel.ids import new_id
from kith.people.models.profile import Profile


def new_token() -> str:
    """An unguessable part of a link: 192 bits, safe in a URL."""
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A link that lets people join: for how many, until when, and whose it is."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    inviter = models.ForeignKey(Profile, models.CASCADE, related_name="invitations")
    uses_left = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class Application(models.Model):
    """A wish to join that waits for staff, with the applicant's own line and, once given, the answer."""

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="application")
    words = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    answer = models.CharField(max_length=500, blank=True)


class ResetLink(models.Model):
    """A one-time link by which a member sets a new password, made by staff for who can't get mail.

    Only a hash of the token is kept.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    profile = models.ForeignKey(Profile, models.CASCADE)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
