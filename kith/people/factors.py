"""Second factors and passkeys: what the sign-in library asks Kith about them."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from kith.community.current import current
from kith.people.models import Account


class FactorAdapter(DefaultMFAAdapter):
    """Names the community and the handle where an app or a key shows whose it is."""

    def get_totp_issuer(self) -> str:
        return self._get_site_name().replace(":", " ")

    def _get_site_name(self) -> str:
        community = current()
        return community.name if community else "Kith"

    def _get_user_identifier(self, user: Account) -> str:
        return user.username

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys hang on the host of the address that members type, not on what a request says it is."""
        return {"id": settings.SITE.hostname or "localhost", "name": self._get_site_name()}
