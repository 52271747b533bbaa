"""Whether every stored file belongs to an item, and every item has its files; and what is done where not."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.utils import timezone

from kith.kernel.ids import time_of
from kith.media import files, parts
from kith.media.folder import Kept
from kith.media.mending import mend_item
from kith.media.models import MediaItem, MediaState, Upload
from kith.media.renditions import all_of

# What is younger may just be coming in: its row is not there yet, or not all of its files.
YOUNG = timedelta(days=1)
BATCH = 400
AT_ONCE = 8


@dataclass(frozen=True)
class Finding:
    """Something that is not as it should be, and what was done about it; `is_lost` if a member must add it again."""

    says: str
    is_lost: bool = False


def findings(*, mend: bool) -> Iterator[Finding]:
    """Everything that is wrong, mended on the way if that is asked for."""
    oldest = timezone.now() - YOUNG
    # Without any item this is the wrong database, and every file would be one too many.
    may_delete = mend and MediaItem.objects.exists()
    for storage in files.everywhere():
        for batch in batched(storage.walk(), BATCH, strict=False):
            for kept in strays([kept for kept in batch if kept.at < oldest]):
                if may_delete:
                    storage.delete(kept.name)
                yield Finding(f"{kept.name} belongs to nothing{'; deleted' if may_delete else ''}")
    for item, missing in gaps(oldest):
        yield gap_of(item, missing, mend=mend)


def strays(old: list[Kept]) -> Iterator[Kept]:
    """Those of the files that belong to no item and no upload, or that their item does not have."""
    keys = {kept.name.split("/")[-2] for kept in old if "/" in kept.name}
    items = MediaItem.objects.in_bulk(keys, field_name="key")
    uploads = Upload.objects.in_bulk(keys, field_name="key")
    for kept in old:
        folder, _, name = kept.name.rpartition("/")
        key = folder.rpartition("/")[2]
        is_part = key in uploads and folder == parts.folder_of(key)
        is_file = key in items and folder == files.folder_of(key) and name in may_have(items[key])
        if not is_part and not is_file:
            yield kept


def may_have(item: MediaItem) -> set[str]:
    """The names of the files that an item of its state has, or may have."""
    waiting = {files.INCOMING} if item.state == MediaState.PROCESSING else set()
    return all_of(item) | set(files.MASTERS) | waiting


def must_have(item: MediaItem) -> set[str]:
    """The names of the files without which something of an item can't be shown, or never made."""
    if item.state == MediaState.PROCESSING:
        return {files.INCOMING}
    return all_of(item) if item.state == MediaState.READY else set()


def gaps(oldest: datetime) -> Iterator[tuple[MediaItem, set[str]]]:
    """Each item of which files are missing, with their names."""
    items: Any = MediaItem.objects.order_by("id").iterator(BATCH)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for batch in batched(items, BATCH, strict=False):
            old = [item for item in batch if time_of(item.pk) < oldest]
            for item, there in zip(old, pool.map(files.names, [item.key for item in old]), strict=True):
                if missing := must_have(item) - there:
                    yield item, missing


def gap_of(item: MediaItem, missing: set[str], *, mend: bool) -> Finding:
    """What is to be said of an item with missing files, mended if that is asked for."""
    what = f"{files.folder_of(item.key)} lacks {', '.join(sorted(missing))}"
    if not mend:
        return Finding(what)
    mend_item(item)
    if item.state == MediaState.FAILED:
        return Finding(f"{what}; it is lost, and shown to its author as such", is_lost=True)
    lost = missing - files.names(item.key)
    return Finding(f"{what}; {'what is left is shown' if lost else 'made anew'}")
