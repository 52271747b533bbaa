"""The storages that media is tested on: a folder of the test's own, or a bucket in an S3 store, which is moto's server.

One server lives as long as the test run, on a port of its own, and is started by the first test that wants it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

numbers = count(1)


@dataclass(frozen=True)
class ObjectStore:
    """A running store."""

    endpoint: str
    keys: dict[str, str]

    def new_bucket(self) -> str:
        """An empty bucket; its name."""
        import boto3

        name = f"kith-{next(numbers)}"
        names = {"access_key": "aws_access_key_id", "secret_key": "aws_secret_access_key"}
        keys = {names[name]: value for name, value in self.keys.items()}
        boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", **keys).create_bucket(Bucket=name)
        return name


@pytest.fixture(scope="session")
def object_store() -> Iterator[ObjectStore]:
    from moto.server import ThreadedMotoServer  # it takes two seconds, and few tests want it

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield ObjectStore(f"http://{host}:{port}", {"access_key": "key", "secret_key": "secret"})
    server.stop()


@pytest.fixture
def folder(settings, tmp_path: Path) -> dict[str, Any]:
    """A folder of the test's own, in use as the storage of media; as STORAGES has it."""
    options = {"BACKEND": "kith.media.folder.Folder", "OPTIONS": {"location": tmp_path / "media"}}
    settings.STORAGES = settings.STORAGES | {"default": options}
    return options


@pytest.fixture
def bucket(settings, folder, object_store: ObjectStore) -> dict[str, Any]:
    """A bucket of the test's own in use as the storage of media, beside a folder where files were before."""
    place = {"bucket_name": object_store.new_bucket(), "endpoint_url": object_store.endpoint}
    options = {
        "BACKEND": "kith.media.bucket.Bucket",
        "OPTIONS": {**place, **object_store.keys, "region_name": "us-east-1"},
    }
    settings.STORAGES = settings.STORAGES | {"default": options, "before": folder}
    return options


@pytest.fixture(params=["folder", "bucket"])
def either(request) -> str:
    """Runs the test on both storages."""
    request.getfixturevalue(request.param)
    name: str = request.param
    return name
