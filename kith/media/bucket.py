"""The bucket of an S3 store in which the files of media are kept. Loaded only where one is configured: it is large."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from kith.media.folder import Kept

IN_MEMORY = 1 << 20
WHOLE = 64 << 20  # up to here a file goes in one request
# Stores other than Amazon's know nothing of the checksums that are sent and asked for otherwise.
CLIENT = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    connect_timeout=5,
    read_timeout=30,
    retries={"mode": "standard", "total_max_attempts": 3},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@contextmanager
def as_of_a_disk() -> Iterator[None]:
    """Raise what goes wrong with the store as OSError, as of a disk: callers need know only one kind."""
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        response = getattr(error, "response", {})
        is_missing = response.get("Error", {}).get("Code") in {"404", "NoSuchKey"}
        raise (FileNotFoundError if is_missing else OSError)(f"The object store: {error}") from error


class Bucket(S3Storage):
    """A private bucket; a new file replaces an old one of its name."""

    def __init__(self, **given: Any) -> None:
        transfer = TransferConfig(use_threads=False, multipart_threshold=WHOLE, multipart_chunksize=WHOLE)
        super().__init__(client_config=CLIENT, transfer_config=transfer, max_memory_size=IN_MEMORY, **given)

    @as_of_a_disk()
    def _open(self, name: str, mode: str = "rb") -> Any:
        file = super()._open(name, mode)
        file.file.seek(0)  # fetched here, while we know what to make of an error
        return file

    _save = as_of_a_disk()(S3Storage._save)
    delete = as_of_a_disk()(S3Storage.delete)
    exists = as_of_a_disk()(S3Storage.exists)

    @property
    def where(self) -> str:
        """Which place it is, to people who run Kith."""
        return f"the bucket {self.bucket_name} at {self.endpoint_url}"

    @as_of_a_disk()
    def is_open(self, name: str) -> bool:
        """Whether anyone can read the file without being sent by us."""
        try:
            self.unsigned_connection.meta.client.head_object(Bucket=self.bucket_name, Key=name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] in {401, 403, 404}:
                return False
            raise
        return True

    def link(self, name: str, seconds: int, kind: str, filename: str = "") -> str:
        """An address under which anyone can fetch the file for so many seconds; with a name, to keep it under that.

        `kind` is the media type as which it comes; what the store has for it was guessed by the name.
        """
        asked = {"ResponseCacheControl": f"private, max-age={seconds}", "ResponseContentType": kind}
        if filename:
            asked["ResponseContentDisposition"] = f'attachment; filename="{filename}"'
        address: str = self.url(name, parameters=asked, expire=seconds)
        return address

    def walk(self, start: str = "") -> Iterator[Kept]:
        """Every file below a folder; those of one folder come together."""
        with as_of_a_disk():
            for each in self.bucket.objects.filter(Prefix=f"{start}/" if start else ""):
                yield Kept(each.key, each.size, each.last_modified)
