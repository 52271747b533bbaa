"""What mail does later."""

from typing import Any

from django.core.mail import mailers

from kith.kernel.tasks import URGENT, task
from kith.mail.composing import compose


@task(priority=URGENT)
def deliver(to: str, template: str, context: dict[str, Any], language: str) -> None:
    """Hand a letter to the mail server. What the server says against it is raised, so that it is tried again."""
    mailers.default.send_messages([compose(to, template, context, language)])
