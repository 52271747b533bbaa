"""Second factors that their member has lost: staff take them away, and the password alone lets the member in again."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F

from kith.audit import log
from kith.mail import letters
from kith.people.languages import language_for
from kith.people.models import Account, Profile
from kith.people.permissions import NotAllowed, outranks, require


@transaction.atomic
def remove_factors(*, actor: Profile | None, member: Profile, reason: str) -> None:
    """Take away a member's authenticator app, recovery codes and passkeys, if there are any; their sessions end.

    A letter tells them: someone else may have asked for it in their name.
    """
    require(actor, "reset")
    if not outranks(actor, member):
        raise NotAllowed
    account = Account.objects.select_for_update().get(profile=member)
    gone, _by_table = Authenticator.objects.filter(user=account).delete()
    if not gone:
        return
    Account.objects.filter(pk=account.pk).update(stamp=F("stamp") + 1)
    log.record(actor=actor, verb="remove_factors", target=member, reason=reason)
    context, language = {"handle": account.username}, language_for(account)
    for address in EmailAddress.objects.filter(user=account, verified=True):
        letters.send(to=address.email, template="mail/factors_removed", context=context, language=language)
