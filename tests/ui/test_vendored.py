"""Files made by others are what VENDORED.md says they are, and have their licences beside them."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

import kith.ui

VENDOR = Path(kith.ui.__file__).parent / "static/ui/vendor"
ROW = re.compile(r"^\| `(?P<file>[^`]+)` \|.*`(?P<licence>[^`]+\.LICENSE)` \| (?P<hash>[0-9a-f]{64}) \|$", re.MULTILINE)
ROWS = [row.groupdict() for row in ROW.finditer((VENDOR / "VENDORED.md").read_text())]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_vendored_file_is_unchanged(row):
    assert hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["hash"]
    assert (VENDOR / row["licence"]).read_text().strip()


def test_every_vendored_file_has_its_row():
    listed = {row["file"] for row in ROWS}
    found = {file.name for file in VENDOR.iterdir() if file.suffix not in {".md", ".LICENSE"}}
    assert found
    assert found <= listed


def test_pages_load_the_vendored_htmx(client, community):
    page = client.get(settings.LOGIN_URL if settings.LOGIN_URL.startswith("/") else "/accounts/login/").text
    assert "ui/vendor/htmx.min.js" in page
    assert "django_htmx/" not in page
