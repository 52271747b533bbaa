"""What posts does later: a line or two that call the domain."""

from kith.kernel.tasks import SLOW, task
from kith.posts import actions
from kith.posts.actions.deleting import erase_in_pieces
from kith.posts.actions.tagging import end_tags_between
from kith.posts.models import Post, PostState


@task(priority=SLOW, time_limit=1800)
def take_away(post_id: int, author_id: int) -> None:
    """Take a deleted post away, with all that stands under it."""
    if post := Post.objects.filter(pk=post_id, state=PostState.DELETED).first():
        erase_in_pieces(post)


@task()
def end_polls() -> None:
    """End the polls whose time is over."""
    actions.end_polls()


@task()
def redraw(item_id: int) -> None:
    """Draw the card anew of the post that shows a photo, video or sound; show one that waited for it."""
    actions.follow_item(item_id)


@task(priority=SLOW)
def fetch_link(link_id: int) -> None:
    """Ask a page that was linked to what it says of itself."""
    actions.refresh_link(link_id)


@task(priority=SLOW, tries=6)  # within a quarter of an hour: each try asks a foreign site, and may wait for its turn
def fetch_picture(link_id: int, picture: str) -> None:
    """Give the preview of a page that was linked to the picture that stands at an address."""
    actions.refresh_picture(link_id, picture)


@task()
def forget_links() -> None:
    """Forget the pages that no post links to any more."""
    actions.forget_links()


@task()
def end_tags(blocker_id: int, blocked_id: int) -> None:
    """Take off the tags that two members have on each other's photos."""
    end_tags_between(one=blocker_id, other=blocked_id)
