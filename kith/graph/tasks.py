from django.tasks import task

from kith.graph.actions import let_in_waiting
from kith.people.models import Profile


@task()
def let_in(member_id: int) -> None:
    """Let in who waits to follow a member; not if they have closed the account again meanwhile."""
    member = Profile.objects.filter(pk=member_id, is_private=False).first()
    if member:
        let_in_waiting(member=member)
