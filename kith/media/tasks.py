"""What media does later: a line or two that call the domain."""

from kith.kernel.tasks import HEAVY, task
from kith.kernel.tasks.rows import promised
from kith.media import actions, files, incoming, processing
from kith.media.models import MediaItem


@task()
def render_avif(item_id: int) -> None:
    """Give a photo that was kept its smaller renditions."""
    if item := MediaItem.objects.filter(pk=item_id).first():
        actions.render_avif(item)


@task(priority=HEAVY, time_limit=processing.DEADLINE + 600, tries=4)
def process(item_id: int) -> None:
    """Prepare a video, a sound or a moving picture that was uploaded."""
    processing.process(item_id)


@task()
def remove_files(key: str) -> None:
    """Delete the files of an item whose row is gone."""
    files.remove(key)


@task()
def sweep() -> None:
    """Delete the items that have hung on nothing for a day, and give up those that nothing prepares any more."""
    actions.sweep_items()
    actions.give_up(coming={call["item_id"] for call in promised(process)})


@task()
def end_uploads() -> None:
    """Take away the uploads that nobody went on with for a day."""
    incoming.sweep_uploads()
