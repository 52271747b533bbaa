"""Long lists to choose from are drawn at once, and say just what Django's own say."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.test.html import parse_html
from django.test.signals import template_rendered

from kith.people.forms.settings import places

CHOICES = [("", "<None>"), (1, 'A "quoted" & one'), (None, "No value"), ("Group & co", [("<2>", "Two"), ("3", "3")])]


class Marked(forms.Select):
    """A select whose options have attributes of their own."""

    def create_option(self, *args, **kwargs):
        return super().create_option(*args, **kwargs) | {"attrs": {"lang": 'a"b', "disabled": True, "hidden": False}}


@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, Marked])
@pytest.mark.parametrize("value", [None, "", "1", "<2>", ["1", "3"]])
def test_a_select_equals_djangos_own(widget, value):
    drawn = widget(attrs={"data-x": 'y"z', "required": True, "id": "id_x"}, choices=CHOICES)
    ours = drawn.render("x", value, renderer=get_default_renderer())
    assert parse_html(ours) == parse_html(drawn.render("x", value, renderer=DjangoTemplates()))
    assert ours.count("</option>") == 5


def test_options_are_no_templates_of_their_own():
    drawn = []
    template_rendered.connect(lambda **said: drawn.append(said["template"]), weak=False, dispatch_uid="drawn")
    html = forms.Select(choices=places).render("zone", "UTC", renderer=get_default_renderer())
    template_rendered.disconnect(dispatch_uid="drawn")
    assert html.count("<option") > 300
    assert 1 <= len(drawn) <= 2
