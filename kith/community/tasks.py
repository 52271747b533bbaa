"""What community does later."""

from kith.community import actions
from kith.kernel.tasks import SLOW, task


@task(priority=SLOW)
def prune_messages() -> None:
    """Forget old messages."""
    actions.prune_messages()
