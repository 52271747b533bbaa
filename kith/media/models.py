import re
import secrets
from base64 import b64decode
from binascii import Error as NotBase64

from django.db import models

from kith.kernel.ids import new_id
from kith.media.words import MESSAGES

KEY = re.compile(r"[A-Za-z0-9_-]{16,32}")


def new_key() -> str:
    """An unguessable address: 128 bits, safe in a URL."""
    return secrets.token_urlsafe(16)


def is_key(text: str) -> bool:
    """Whether a text can be a key. What can't is not asked for: PostgreSQL refuses NUL, for one."""
    return KEY.fullmatch(text) is not None


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

    @property
    def reason(self) -> str:
        """Why it failed, for who uploaded it."""
        return str(MESSAGES.get(self.failure, ""))


class Upload(models.Model):
    """A file on its way, or one that has come whole and is not an item yet.

    `length` and `offset` are bytes: how many there will be, and how many have come, in `parts`, the names of what
    lies in the storage, in order. `metadata` is what the client said of it, as tus writes it. What was not gone on
    with until `expires` is taken away.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    owner_id = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    parts = models.JSONField(default=list)
    metadata = models.CharField(max_length=2000, blank=True)
    expires = models.DateTimeField(db_index=True)
    item = models.OneToOneField(MediaItem, models.CASCADE, null=True, related_name="+")

    @property
    def is_whole(self) -> bool:
        return self.offset == self.length

    @property
    def name(self) -> str:
        """What the file is called on the device it comes from, or nothing."""
        return self.told("filename")

    def told(self, name: str) -> str:
        """What the client said of the file under a name such as "filetype"."""
        for pair in self.metadata.split(","):
            key, _, value = pair.strip().partition(" ")
            if key == name:
                try:
                    return b64decode(value, validate=True).decode(errors="replace")
                except NotBase64:
                    return ""
        return ""


class Allowance(models.Model):
    """How much the files of one member, and of all, may take in the storage, in megabytes; 0 for no bound."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    member = models.PositiveIntegerField(default=5 * 1024)
    site = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="allowance_is_one")]
