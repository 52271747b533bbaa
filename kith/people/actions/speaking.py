"""The language in which a member reads Kith, and its look."""

from kith.people.models import Account, Profile


def choose_language(*, member: Profile, language: str) -> None:
    """Keep a member's language; their pages and letters are in it from now on."""
    Account.objects.filter(profile=member).update(language=language)


def choose_theme(*, member: Profile, theme: str) -> None:
    """Keep whether a member's pages are light, dark, or as the device that shows them."""
    Account.objects.filter(profile=member).update(theme=theme)
