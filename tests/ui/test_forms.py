"""Forms tell everybody, by eye and by ear, what each field is for and what was wrong."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


class Example(forms.Form):
    name = forms.CharField(label="Your name", help_text="In any <script>.", max_length=3)
    bio = forms.CharField(required=False, widget=forms.Textarea)
    private = forms.BooleanField(required=False, label="Private", help_text="You approve followers.")
    audience = forms.ChoiceField(choices=[("a", "All"), ("b", "Me")], widget=forms.RadioSelect, help_text="Who sees it")
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("Not like this.")


@pytest.fixture
def empty() -> str:
    return str(Example())


@pytest.fixture
def refused() -> str:
    return str(Example({"name": "too long"}))


def control(html: str, name: str) -> str:
    return re.search(rf'<(?:input|textarea|select)[^>]*name="{name}"[^>]*>', html)[0]


def test_every_field_has_its_label(empty):
    for name in ("name", "bio", "private"):
        assert f'id="id_{name}"' in control(empty, name)
        assert f'for="id_{name}"' in empty


def test_help_is_tied_to_its_field(empty):
    assert 'aria-describedby="id_name_helptext"' in control(empty, "name")
    assert 'id="id_name_helptext">In any &lt;script&gt;.<' in empty


def test_an_error_is_tied_to_its_field(refused):
    assert 'aria-invalid="true"' in control(refused, "name")
    assert 'aria-describedby="id_name_helptext id_name_error"' in control(refused, "name")
    assert 'id="id_name_error"' in refused


def test_a_field_that_is_right_has_no_error(refused):
    assert "aria-invalid" not in control(refused, "bio")
    assert "id_bio_error" not in refused


def test_choices_are_a_group_with_a_name(refused):
    group = re.search(r"<fieldset[^>]*>.*?</fieldset>", refused, re.DOTALL)[0]
    assert 'aria-describedby="id_audience_helptext id_audience_error"' in group
    assert "<legend" in group
    assert 'id="id_audience_error"' in group


def test_errors_of_the_whole_form_are_announced(refused, empty):
    assert re.search(r'role="alert">\s*<ul class="errors[^>]*>\s*<li>Not like this\.', refused)
    assert 'role="alert"' not in empty


def test_hidden_fields_are_there_without_a_label(empty):
    assert control(empty, "key")
    assert 'for="id_key"' not in empty


def test_what_may_stay_empty_says_so(empty):
    assert empty.count("field-optional") == 1


def test_a_whole_form_has_a_token_a_button_and_a_way_back():
    html = render_to_string(
        "ui/elements/form.html", {"form": Example(), "submit": "Go", "cancel": "/", "csrf_token": "T"}
    )
    assert 'value="T"' in html
    assert re.search(r'<button class="button button-primary" type="submit">.*Go', html)
    assert 'href="/"' in html


def test_a_button_does_not_take_its_address_from_the_page():
    html = render_to_string("ui/elements/form.html", {"form": Example(), "href": "/elsewhere", "name": "x"})
    assert "elsewhere" not in html


def test_forms_speak_arabic():
    with override("ar"):
        assert "This field is required" not in str(Example({}))
