"""What people does later: a line or two that call the domain."""

from django.core.files.storage import storages

from kith.kernel.tasks import SLOW, URGENT, task
from kith.people import archive, leaving, owners
from kith.people.actions.exporting import remove_old_exports
from kith.people.actions.states import end_states
from kith.people.models import Export, Profile
from kith.people.sessions import SessionStore


@task(priority=SLOW, time_limit=1800)
def make_export(export_id: int) -> None:
    """Write the file of an export, unless it has been taken away meanwhile."""
    export = Export.objects.select_related("profile__account").filter(pk=export_id).first()
    if export is not None:
        archive.make_export(export)


@task(priority=SLOW)
def remove_export_file(file_name: str) -> None:
    """Delete the file of an export whose row is gone."""
    storages["exports"].delete(file_name)


@task(priority=SLOW)
def prune_exports() -> None:
    """Take away the exports that have been kept for long enough."""
    remove_old_exports()


@task(priority=SLOW)
def erase_leavers() -> None:
    """Have each member erased whose time to change their mind is over."""
    for profile_id in leaving.to_erase():
        erase_member.enqueue(profile_id=profile_id)


@task(priority=SLOW, time_limit=1800)
def erase_member(profile_id: int) -> None:
    """Erase one of them."""
    member = Profile.objects.select_related("account").filter(pk=profile_id).first()
    if member is not None:
        leaving.erase(member)


@task(priority=URGENT)
def lift_restrictions() -> None:
    """Make active again all whose read-only or suspended time is over."""
    while end_states():
        pass


@task(priority=URGENT)
def tell_owners(message_id: int) -> None:
    """Have a message of the contact page in the owners' letter boxes, if mail is set up."""
    owners.tell(message_id)


@task(priority=SLOW)
def sweep_sessions() -> None:
    """Delete the sessions whose time is over."""
    SessionStore.clear_expired()
