"""Telling those who own the community what was written to them."""

from allauth.account.models import EmailAddress

from kith.community.models import Message
from kith.mail import letters
from kith.people.languages import language_for
from kith.people.models import Profile, Role, State


def tell(message_id: int) -> None:
    """Send a message of the contact page to the verified address of each owner. It stands in the console anyway."""
    message = Message.objects.filter(pk=message_id).first()
    if message is None:
        return
    context = {"name": name_of(message), "address": message.address, "text": message.text}
    owners = Profile.objects.filter(role=Role.OWNER, state=State.ACTIVE).values("account_id")
    for address in EmailAddress.objects.filter(user_id__in=owners, verified=True, primary=True).select_related("user"):
        letters.send(
            to=address.email,
            template="mail/contact",
            context={**context, "handle": address.user.username},
            language=language_for(address.user),
        )


def name_of(message: Message) -> str:
    """Who wrote: a member's handle, or the name that a stranger gave."""
    sender = Profile.objects.filter(pk=message.sender_id).first() if message.sender_id else None
    return f"@{sender.handle}" if sender else message.name
