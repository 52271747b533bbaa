"""The rules of the community, in each language a list of their own."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from kith.audit import log
from kith.community.models import Rule
from kith.community.rules import starting_rules


@transaction.atomic
def begin_rules(*, actor: Any, language: str) -> None:
    """Make the starting set of a language the community's own, to be changed; once it has rules, nothing."""
    if Rule.objects.filter(language=language).exists():
        return
    for order, (title, text) in enumerate(starting_rules(language)):
        Rule.objects.create(language=language, order=order, title=title, text=text)
    log.record(actor=actor, verb="begin_rules", target=None, language=language)


@transaction.atomic
def add_rule(*, actor: Any, language: str, title: str, text: str) -> Rule:
    """Add a rule after all others of its language."""
    last = Rule.objects.filter(language=language).aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    rule = Rule.objects.create(language=language, order=order, title=title, text=text)
    log.record(actor=actor, verb="add_rule", target=rule, language=language, title=title, text=text)
    return rule


@transaction.atomic
def change_rule(*, actor: Any, rule: Rule, title: str, text: str) -> None:
    before = {"title": rule.title, "text": rule.text}
    rule.title, rule.text = title, text
    rule.save(update_fields=["title", "text"])
    log.record(actor=actor, verb="change_rule", target=rule, before=before, after={"title": title, "text": text})


@transaction.atomic
def raise_rule(*, actor: Any, rule: Rule) -> None:
    """Change places with the rule before."""
    rules = list(Rule.objects.select_for_update().filter(language=rule.language))
    place = rules.index(rule)
    if place == 0:
        return
    rules[place - 1], rules[place] = rules[place], rules[place - 1]
    for order, each in enumerate(rules):
        each.order = order
    Rule.objects.bulk_update(rules, ["order"])
    log.record(actor=actor, verb="raise_rule", target=rule, title=rule.title)


@transaction.atomic
def remove_rule(*, actor: Any, rule: Rule) -> None:
    log.record(actor=actor, verb="remove_rule", target=rule, language=rule.language, title=rule.title, text=rule.text)
    rule.delete()
