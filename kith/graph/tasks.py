from kith.graph import birthdays, suggesting
from kith.graph.actions import let_in_waiting
from kith.kernel.tasks import SLOW, task
from kith.people.models import Profile


@task()
def let_in(member_id: int) -> None:
    """Let in who waits to follow a member; not if they have closed the account again meanwhile."""
    member = Profile.objects.filter(pk=member_id, is_private=False).first()
    if member:
        let_in_waiting(member=member)


@task(priority=SLOW, time_limit=1800)
def suggest() -> None:
    """Find whom members may want to follow."""
    suggesting.refresh()


@task(priority=SLOW, time_limit=1800)
def mark_birthdays() -> None:
    """Note whose friends have their birthday within a week."""
    birthdays.mark()
