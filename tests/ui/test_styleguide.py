"""The style guide shows every named element, and only where Kith is developed."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory

import kith.ui
from kith.ui.styleguide import styleguide

TEMPLATES = Path(kith.ui.__file__).parent / "templates/ui"
DRAWN_BY_OTHERS = {"avatar", "field", "fields", "form"}  # by a tag, and by forms


def test_every_element_is_in_the_style_guide():
    guide = (TEMPLATES / "styleguide/elements.html").read_text()
    shown = set(re.findall(r'"ui/elements/(\w+)\.html"', guide)) | DRAWN_BY_OTHERS
    assert {file.stem for file in (TEMPLATES / "elements").glob("*.html")} <= shown


@pytest.mark.parametrize("pane", ['data-theme="dark" dir="rtl"', 'data-theme="light" dir="ltr"'])
def test_it_shows_them_in_both_looks_and_directions(community, pane):
    page = styleguide(RequestFactory().get("/styleguide/"))
    assert page.status_code == 200
    assert pane in page.text
    assert "This field is required." in page.text


def test_a_site_with_members_has_no_style_guide(client, community):
    assert client.get("/styleguide/").status_code == 404
