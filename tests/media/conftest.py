"""What the tests of media share."""

import pytest

from kith.media import files
from kith.media.actions import keep_upload
from kith.media.models import MediaItem, MediaState
from tests.media.pictures import upload


@pytest.fixture
def prepared(cast, run_tasks):
    """Uploads a file of Ana's, prepares it, and gives the item as it then is."""

    def prepare(content: bytes, name: str = "clip.mp4") -> MediaItem:
        item = keep_upload(owner_id=cast.ana.pk, upload=upload(content, name, "text/plain"))
        assert (item.state, item.bytes) == (MediaState.PROCESSING, len(content))
        run_tasks()
        item.refresh_from_db()
        assert files.open_file(item.key, files.INCOMING) is None
        return item

    return prepare
