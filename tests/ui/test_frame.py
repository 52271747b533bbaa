"""The frame of a page, joined from strings or rendered as usual, is one and the same."""

import re

import pytest
from django.contrib import messages
from django.shortcuts import render
from django.template import engines
from django.test import RequestFactory
from django.urls import path

from kith.people.models import Profile
from kith.ui import frame

CONTENT = "<p>Some content</p>"
AS_USUAL = (
    '{% extends "ui/base.html" %}{% block title %}A &amp; b{% endblock %}{% block content %}'
    + CONTENT
    + "{% endblock %}"
)


def joined(request):
    messages.info(request, "It is <done>")
    return frame.page(request, title="A & b", content=CONTENT, section="home")


def rendered(request):
    messages.info(request, "It is <done>")
    html = engines["django"].from_string(AS_USUAL).render({"section": "home"}, request)
    return frame.HttpResponse(html)


urlpatterns = [path("joined/", joined), path("rendered/", rendered)]


@pytest.fixture
def both(settings):
    """Both pages of a browser, without what no two answers share."""
    settings.ROOT_URLCONF = urls()

    def get(client):
        return [plain(client.get(address).text) for address in ("/joined/", "/rendered/")]

    return get


def urls():
    from types import ModuleType

    from config import urls as kith

    module = ModuleType("urls")
    module.urlpatterns = [*urlpatterns, *kith.urlpatterns]
    return module


def plain(html):
    html = re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", html)
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("who", ["ana", "mo", None])
def test_a_joined_page_is_the_rendered_one(cast, as_member, both, who):
    one, other = both(as_member(getattr(cast, who) if who else None))
    assert one == other
    assert CONTENT in one
    assert "It is &lt;done&gt;" in one


def test_the_frame_of_one_does_not_show_to_another(cast, as_member, both):
    Profile.objects.filter(pk=cast.ana.pk).update(display_name="Ana <Almeida>")
    ana, _ = both(as_member(cast.ana))
    ben, _ = both(as_member(cast.ben))
    stranger, _ = both(as_member(None))
    assert "Ana &lt;Almeida&gt;" in ana
    assert "@ana" in ana
    assert "ana" not in ben.lower().replace("manage", "")
    assert "@ben" in ben
    assert "@ben" not in stranger


def test_a_new_name_of_the_community_shows_at_once(cast, community, as_member, both):
    browser = as_member(cast.ana)
    assert "Riverside" in both(browser)[0]
    community.name, community.stamp = "Lakeside", community.stamp + 1
    community.save()
    assert "Lakeside" in both(browser)[0]


def test_light_and_dark_are_each_browsers_own(cast, as_member, both):
    dark, light = as_member(cast.ana), as_member(cast.ana)
    dark.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in both(dark)[0]
    assert "data-theme" not in both(light)[0]


def test_the_frame_refuses_what_would_stay_for_everyone():
    for name in frame.FROZEN:
        with pytest.raises(RuntimeError, match=name):
            engines["django"].from_string("{% if " + name + ".pk %}x{% endif %}").render({name: frame._Frozen(name)})


def test_a_page_outside_of_any_view_has_a_frame(cast):
    request = RequestFactory().get("/")
    request.member = None
    assert render(request, "404.html").status_code == 200
