"""What media does later: a line or two that call the domain."""

from django.tasks import task

from kith.media import files
from kith.media.actions import delete_photo, sweep_photos
from kith.media.models import Photo


@task
def remove_files(key: str) -> None:
    """Delete the files of a photo whose row is gone."""
    files.remove(key)


@task
def delete_photos(photo_ids: list[int], **gone: int) -> None:
    """Delete the photos that hung on something which is gone."""
    for photo in Photo.objects.filter(pk__in=photo_ids):
        delete_photo(photo)


@task
def sweep() -> None:
    """Delete the photos that have hung on nothing for a day."""
    sweep_photos()
