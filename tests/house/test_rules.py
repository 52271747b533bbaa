"""Our own mistakes, each turned into a rule with what it must catch and what it must leave alone."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rule:
    """A pattern that must not stand in the files of `where`, unless the file is in `but`."""

    name: str
    pattern: str
    where: tuple[str, ...]
    but: tuple[str, ...]
    catches: str
    leaves: str


RULES = [
    Rule(
        "What marks a text keeps its name, or the catalogues miss it",
        r"gettext\w* as (?!_$)\w+",
        ("kith/**/*.py",),
        (),
        "from django.utils.translation import ngettext_lazy as _n",
        "from django.utils.translation import gettext_lazy as _",
    ),
    Rule(
        "Only config/env.py reads the environment",
        r"os\.environ|os\.getenv",
        ("kith/**/*.py",),
        ("kith/cli/", "kith/front/", "kith/bench/", "kith/kernel/worker.py"),
        "key = os.environ['KITH_URL']",
        "url = settings.URL",
    ),
    Rule(
        "Views load through the viewer",
        r"\.objects\.(get|all|filter|first)\(",
        ("kith/**/views.py", "kith/**/views/*.py"),
        (),
        "post = Post.objects.get(pk=pk)",
        "post = get_post(viewer, pk)",
    ),
    Rule(
        "Only actions say that something happened",
        r"\bemit\(",
        ("kith/**/*.py",),
        ("actions", "kith/kernel/events.py"),
        "emit(PostPublished(1, 2))",
        "def emitted(): ...",
    ),
    Rule(
        "No signals: consequences stand in the wiring",
        r"@receiver|\.connect\(",
        ("kith/**/*.py",),
        ("kith/kernel/", "kith/people/allauth.py", "kith/cli/", "kith/front/"),
        "@receiver(post_save)",
        "def receive(message): ...",
    ),
    Rule(
        "Templates hold no program text",
        r"hx-on|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=\"|javascript:|hx-vals=['\"]js:",
        ("kith/**/*.html",),
        (),
        '<p style="color: red">',
        '<p class="warning">',
    ),
    Rule(
        "Tests do not sleep",
        r"time\.sleep\(|wait_for_timeout\(|kith\.bench\.waiting",
        ("tests/**/*.py",),
        ("tests/house/",),
        "time.sleep(1)",
        "wait_until(lambda: done())",
    ),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_catches_what_it_must_and_leaves_the_rest(rule):
    assert re.search(rule.pattern, rule.catches)
    assert not re.search(rule.pattern, rule.leaves)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_code_keeps_the_rule(rule):
    broken = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for where in rule.where
        for path in ROOT.glob(where)
        if not any(part in str(path.relative_to(ROOT)) for part in rule.but)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(rule.pattern, line)
    ]
    assert not broken
