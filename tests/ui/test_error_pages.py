"""Error pages speak the reader's language, and say nothing that others should not know."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

CODES = ["400", "403", "404", "500", "503"]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_can_be_drawn_when_nothing_else_works(code):
    html = render_to_string(f"{code}.html")
    assert html.count("<h1") == 1
    assert 'href="/"' in html
    assert "<form" not in html


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_turns_around_with_its_language(code):
    with override("ar"):
        assert '<html lang="ar" dir="rtl"' in render_to_string(f"{code}.html")


def test_what_is_missing_looks_the_same_each_time(cast, as_member):
    ben = as_member(cast.ben)
    first, second = ben.get("/no/such/page/"), ben.get("/nor/this/one/")
    assert first.status_code == second.status_code == 404
    assert first.content == second.content
    assert "no/such" not in first.text
