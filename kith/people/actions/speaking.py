"""The language in which a member reads Kith."""

from kith.people.models import Account, Profile


def choose_language(*, member: Profile, language: str) -> None:
    """Keep a member's language; their pages and letters are in it from now on."""
    Account.objects.filter(profile=member).update(language=language)
