"""What media does later: a line or two that call the domain."""

from kith.kernel.tasks import task
from kith.media import files
from kith.media.actions import sweep_photos


@task()
def remove_files(key: str) -> None:
    """Delete the files of a photo whose row is gone."""
    files.remove(key)


@task()
def sweep() -> None:
    """Delete the photos that have hung on nothing for a day."""
    sweep_photos()
