"""What holds for every template of Kith."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import kith

ROOT = Path(kith.__file__).parent
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
PAGES = [file for file in TEMPLATES if "mail" not in file.parts]  # letters are not pages: their styles are their own
ICONS = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "ui/static/ui/icons.svg").read_text()))
FORBIDDEN = {
    "an inline style": r"<style|\sstyle=",
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)",
    "a handler in an attribute": r"\son[a-z]+\s*=",
    "program text for htmx": r"\bhx-on\b|hx-(vals|headers|confirm)=.js:|hx-trigger=\"[^\"]*\[",
    "a file of another site": r"(src|href)=\"(https?:)?//",
}
CATCHES = {
    "an inline style": '<p style="color: red">',
    "an inline script": "<script>alert()</script>",
    "a handler in an attribute": '<p onclick="x()">',
    "program text for htmx": "<p hx-trigger=\"keyup[key=='a']\">",
    "a file of another site": '<img src="//cdn.example/x.png">',
}


def name_of(file: Path) -> str:
    return str(file).split("/templates/")[1]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_is_forbidden_is_found(what):
    assert re.search(FORBIDDEN[what], CATCHES[what])


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    assert PAGES
    assert [name_of(file) for file in PAGES if re.search(FORBIDDEN[what], file.read_text())] == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_a_template_can_be_read(file):
    get_template(name_of(file))


def test_every_icon_is_in_the_sprite():
    used = {
        (name, name_of(file))
        for file in TEMPLATES
        for name in re.findall(r'\bicon "([\w-]+)"|\bsymbol="([\w-]+)"', file.read_text())
        for name in name
        if name
    }
    assert used
    assert [(name, file) for name, file in used if name not in ICONS] == []


def test_every_field_that_is_written_out_has_a_name_for_screen_readers():
    control = re.compile(r"<(?:input(?![^>]*type=\"[^\"]*(?:hidden|checkbox|radio|file))|textarea|select)\b[^>]*>")
    wrong = [
        (name_of(file), found)
        for file in PAGES
        if "django/forms" not in name_of(file)  # what forms draw has its label in the field's element
        for found in control.findall(file.read_text())
        if "aria-label" not in found and " id=" not in found
    ]
    assert wrong == []
