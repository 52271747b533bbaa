"""The rules as a reader finds them: the community's own, or the starting set that Kith brings."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kith.community.models import Rule
from kith.community.texts import first_language


@dataclass(frozen=True)
class Rules:
    """A list of rules, each with title and text, and the language that they are in."""

    language: str
    entries: list[tuple[str, str]]


STARTING = [
    (_("Be kind"), _("Disagree about things, not about people. No insults, no threats, no harassment.")),
    (
        _("Nobody counts for less"),
        _("No hatred against people for where they come from, what they believe, how they look or whom they love."),
    ),
    (
        _("What is private stays private"),
        _("Do not show other people's messages, addresses or pictures without asking them first."),
    ),
    (_("Be who you are"), _("A pen name is fine. Pretending to be somebody else is not.")),
    (
        _("No spam"),
        _("No advertising that nobody asked for, no chain letters, and not the same thing again and again."),
    ),
    (
        _("Nothing that harms"),
        _("No calls to violence, nothing sexual about children, nothing that helps people hurt themselves or others."),
    ),
    (_("Keep to the law"), _("What the law forbids elsewhere is forbidden here too.")),
]


def rules_for(language: str) -> Rules:
    """The community's rules in this language, else in one that it has them in, else the starting set."""
    own: dict[str, list[tuple[str, str]]] = {}
    for rule in Rule.objects.all():
        own.setdefault(rule.language, []).append((rule.title, rule.text))
    if own:
        found = first_language(own, language)
        return Rules(found, own[found])
    return Rules(language, starting_rules(language))


def starting_rules(language: str) -> list[tuple[str, str]]:
    """The set that Kith brings, in one language."""
    with translation.override(language):
        return [(str(title), str(text)) for title, text in STARTING]
