"""The named elements that every page is built of."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from kith.ui.templatetags.ui import hue, initials


def draw(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("ana", "A"),
        ("Ana Beatriz Ñandú", "AÑ"),
        ("نور الهدى", "ن"),
        ("(ben)  de Vries", "BV"),
        ("ꦱꦿꦶ", "ꦱ"),
        ("🙂", "?"),
        ("", "?"),
    ],
)
def test_initials_stand_for_a_name(name, letters):
    assert initials(name) == letters


def test_a_member_keeps_their_colour_and_members_differ():
    assert hue(12345) == hue(12345)
    assert {hue(number) for number in range(0, 10_000, 7)} == set(range(12))


def test_an_avatar_without_a_photo_has_initials_and_is_decoration():
    member = SimpleNamespace(pk=7, name="Ana <b>", avatar_key="")
    html = draw('{% avatar member "l" %}', member=member)
    assert 'aria-hidden="true"' in html
    assert "avatar-l" in html
    assert f"hue-{hue(7)}" in html
    assert "<b>" not in html


def test_an_avatar_with_a_photo_shows_it():
    html = draw("{% avatar member %}", member=SimpleNamespace(pk=7, name="Ana", avatar_key="k" * 32))
    assert f"/media/{'k' * 32}/96" in html
    assert 'alt=""' in html


def test_an_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in draw('{% icon "heart" %}')
    assert 'role="img" aria-label="&lt;Private&gt;"' in draw('{% icon "lock" label %}', label="<Private>")


def test_icons_that_point_turn_around_with_the_page():
    assert "icon-flip" in draw('{% icon "arrow-left" %}')
    assert "icon-flip" not in draw('{% icon "heart" %}')


def test_a_button_is_a_button_and_with_an_address_a_link():
    assert draw('{% include "ui/elements/button.html" with label="Go" kind="danger" %}').strip() == (
        '<button class="button button-danger" type="submit"><span>Go</span></button>'
    )
    assert draw('{% include "ui/elements/button.html" with label="Go" href="/x" %}').strip() == (
        '<a class="button" href="/x"><span>Go</span></a>'
    )


def test_older_is_a_plain_link_that_scripts_follow_by_themselves():
    html = render_to_string("ui/elements/older.html", {"href": "/?before=1", "fragment": "/older?before=1"})
    assert '<a class="button" href="/?before=1" rel="next">' in html
    assert 'hx-get="/older?before=1"' in html
    assert "hx-get" not in render_to_string("ui/elements/older.html", {"href": "/?before=1"})


def test_a_moment_is_exact_for_machines():
    html = draw("{% moment then %}", then=datetime(2026, 11, 22, 5, 30, tzinfo=UTC))
    assert 'datetime="2026-11-22T05:30:00+00:00" data-time' in html


def test_an_error_notice_is_announced():
    assert 'role="alert"' in render_to_string("ui/elements/notice.html", {"text": "No", "kind": "error"})
    assert 'role="alert"' not in render_to_string("ui/elements/notice.html", {"text": "So", "kind": "success"})


def test_a_message_says_which_draft_has_arrived():
    message = SimpleNamespace(level_tag="success", extra_tags="draft-post")
    assert 'data-draft-done="post"' in render_to_string("ui/elements/toast.html", {"message": message})
    message.extra_tags = ""
    assert "data-draft-done" not in render_to_string("ui/elements/toast.html", {"message": message})
