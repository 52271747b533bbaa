import secrets

from django.db import models

from kith.kernel.ids import new_id


def new_key() -> str:
    """An unguessable address: 128 bits, safe in a URL."""
    return secrets.token_urlsafe(16)


class PhotoState(models.IntegerChoices):
    PROCESSING = 0
    READY = 1
    FAILED = 2


class Photo(models.Model):
    """An uploaded picture, kept as a clean master with renditions; the uploaded bytes are gone.

    `owner_id` is the profile that uploaded it. `width` and `height` are the master's, in pixels, upright.
    `sizes` lists the widths of the renditions that exist. `bytes` is what all files of it take on disk.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner_id = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    state = models.PositiveSmallIntegerField(choices=PhotoState, default=PhotoState.PROCESSING)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sizes = models.JSONField(default=list)
    bytes = models.PositiveBigIntegerField(default=0)
    alt = models.CharField(max_length=1500, blank=True)
