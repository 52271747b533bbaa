import secrets

from django.db import models

from kith.kernel.ids import new_id


def new_key() -> str:
    """An unguessable address: 128 bits, safe in a URL."""
    return secrets.token_urlsafe(16)


class Kind(models.IntegerChoices):
    """What an item is to who meets it. A loop is a moving picture made into a short silent video."""

    PHOTO = 0
    LOOP = 1
    VIDEO = 2
    SOUND = 3


class MediaState(models.IntegerChoices):
    PROCESSING = 0
    READY = 1
    FAILED = 2


class MediaItem(models.Model):
    """A photo, video or sound of a member, kept as clean files; the uploaded bytes are gone once it is ready.

    `owner_id` is the profile that uploaded it. `width` and `height` are the picture's, in pixels, upright.
    `sizes` lists the widths of the pictures that exist: a photo's renditions, a video's poster, a sound's cover;
    `avif` says that each is there as AVIF too. `heights` lists those of the MP4 renditions. `duration` is in
    milliseconds. `thumbhash` is what is shown while the picture is on its way (https://evanw.github.io/thumbhash/),
    in base64; `waveform` the peaks of a sound, a byte each, in base64. `captions` lists the languages of subtitles.
    `failure` is the word of `media.words` for what went wrong. `bytes` is what all files of it take in the storage.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner_id = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    kind = models.PositiveSmallIntegerField(choices=Kind, default=Kind.PHOTO)
    state = models.PositiveSmallIntegerField(choices=MediaState, default=MediaState.PROCESSING)
    failure = models.CharField(max_length=30, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    sizes = models.JSONField(default=list)
    avif = models.BooleanField(default=False)
    heights = models.JSONField(default=list)
    duration = models.PositiveIntegerField(default=0)
    thumbhash = models.CharField(max_length=40, blank=True)
    waveform = models.CharField(max_length=400, blank=True)
    captions = models.JSONField(default=list)
    title = models.CharField(max_length=200, blank=True)
    artist = models.CharField(max_length=200, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    alt = models.CharField(max_length=1500, blank=True)
