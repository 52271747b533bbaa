"""How staff change what the community looks like and says: look, pages, rules, announcements, and what is written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.audit.models import Line
from kith.community.models import Announcement, Community, Message, PageText, Rule
from kith.community.texts import starting_text
from kith.media.actions import sweep_items
from kith.media.models import MediaItem
from tests.media.pictures import encoded, quarters, upload


@pytest.fixture
def ada(staff, as_member):
    """The browser of an administrator."""
    return as_member(staff.ada)


def verbs() -> list[str]:
    return list(Line.objects.order_by("id").values_list("verb", flat=True))


def test_the_languages_offered_are_chosen(ada, client):
    given = {"name": "Riverside", "language": "en", "joining": "open", "reading": "members", "inviting": "staff"}
    assert ada.post("/console/community/", {**given, "languages": ["en", "nl"]}).status_code == 302
    assert Community.objects.get().languages == ["en", "nl"]
    page = client.get("/").text
    assert 'value="nl"' in page
    assert 'value="ar"' not in page
    assert ada.post("/console/community/", {**given, "languages": ["en", "xx"]}).status_code == 422
    assert ada.post("/console/community/", {**given, "languages": []}).status_code == 422


def test_colour_and_theme_are_changed_and_logged(ada, client):
    assert ada.post("/console/look/", {"accent": "#AA3300", "theme": "dark"}).status_code == 302
    community = Community.objects.get()
    assert (community.accent, community.theme) == ("#aa3300", "dark")
    page = client.get("/").text
    assert "aa3300" in page
    assert 'data-theme="dark"' in page
    assert verbs() == ["change_community"]
    assert ada.post("/console/look/", {"accent": "#aa3300", "own_blue": "on", "theme": ""}).status_code == 302
    assert Community.objects.get().accent == ""


@pytest.mark.parametrize("wrong", [{"accent": "red"}, {"accent": "#12"}, {"accent": "#12345g"}, {"theme": "sepia"}])
def test_a_look_that_can_not_be_is_refused(ada, wrong):
    assert ada.post("/console/look/", {"accent": "#aa3300", "theme": "", **wrong}).status_code == 422
    assert Community.objects.get().accent == ""


def test_a_picture_is_shown_to_strangers_and_kept_when_its_uploader_leaves(staff, ada, client):
    given = {"picture": upload(encoded(quarters())), "accent": "", "theme": ""}
    assert ada.post("/console/look/", given).status_code == 302
    key = Community.objects.get().picture_key
    assert f"/media/{key}/1280" in client.get("/").text
    assert client.get(f"/media/{key}/640").status_code == 200
    assert not MediaItem.objects.filter(owner_id=staff.ada.pk).exists()
    assert sweep_items(timezone.now() + timedelta(days=2)) == 0
    ada.post("/console/look/", {"remove_picture": "on", "accent": "", "theme": ""})
    assert client.get(f"/media/{key}/640").status_code == 404
    assert sweep_items(timezone.now() + timedelta(days=2)) == 1


def test_what_is_no_picture_is_refused(ada):
    assert ada.post("/console/look/", {"picture": upload(b"no picture"), "accent": "", "theme": ""}).status_code == 422
    assert Community.objects.get().picture_key == ""


def test_a_page_is_written_in_one_language(ada, client):
    assert "belongs to the people" in ada.get("/console/pages/about/en/").text
    ada.post("/console/pages/about/en/", {"text": "We row."})
    assert PageText.objects.get().text == "We row."
    assert "We row." in client.get("/about/").text
    assert "We row." in ada.get("/console/pages/about/en/").text
    assert ada.post("/console/pages/about/en/", {"text": "x" * 20_001}).status_code == 422
    for nowhere in ("about/xx", "about/EN", "nothing/en"):
        assert ada.get(f"/console/pages/{nowhere}/").status_code == 404
    assert verbs() == ["write_page"]


def test_a_text_that_was_left_as_it_is_stays_kiths(ada):
    ada.post("/console/pages/terms/en/", {"text": starting_text("terms", "en").replace("\n", "\r\n")})
    assert not PageText.objects.exists()


def test_rules_are_taken_over_and_changed(ada, client):
    assert "Be kind" in ada.get("/console/rules/").text
    ada.post("/console/rules/in/en/first/")
    first = Rule.objects.filter(language="en").first()
    ada.post(f"/console/rules/{first.pk}/", {"title": "Be gentle"})
    ada.post("/console/rules/in/en/", {"title": "Row on the right", "text": "Always."})
    last = Rule.objects.get(title="Row on the right")
    ada.post(f"/console/rules/{last.pk}/up/")
    ada.post(f"/console/rules/{first.pk}/off/")
    page = client.get("/rules/").text
    assert "Be gentle" not in page
    assert page.index("Row on the right") < page.index("Keep to the law")
    assert ada.post(f"/console/rules/{last.pk}/down/").status_code == 404
    assert ada.get("/console/rules/in/xx/").status_code == 404
    assert ada.post("/console/rules/in/en/", {"title": " "}).status_code == 422
    assert verbs() == ["begin_rules", "change_rule", "add_rule", "raise_rule", "remove_rule"]


SAID = {"text_en": "We meet on Friday", "text_ar": "نلتقي", "audience": "members", "is_dismissible": "on"}


def test_an_announcement_is_made_changed_and_withdrawn(staff, ada, as_member):
    assert ada.post("/console/announcements/new/", SAID).status_code == 302
    said = Announcement.objects.get()
    assert said.words == {"en": "We meet on Friday", "ar": "نلتقي"}
    assert (said.is_public, said.on_front_page, said.is_dismissible, said.ends_at) == (False, False, True, None)
    assert "We meet on Friday" in as_member(staff.cyd).get("/").text
    assert "نلتقي" in ada.get(f"/console/announcements/{said.pk}/").text
    changed = {"text_en": "We meet on Monday", "audience": "everyone", "on_front_page": "on"}
    assert ada.post(f"/console/announcements/{said.pk}/", changed).status_code == 302
    assert "We meet on Monday" in as_member(None).get("/").text
    assert "We meet on Monday" in ada.get("/console/announcements/").text
    ada.post(f"/console/announcements/{said.pk}/withdrawal/")
    assert "We meet on Monday" not in as_member(None).get("/").text
    assert verbs() == ["announce", "change_announcement", "withdraw_announcement"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_en": "", "text_ar": ""},
        {"text_en": "x" * 1001},
        {"text_en": "a\0b"},
        {"audience": "friends"},
        {"on_front_page": "on"},
        {"ends_at": "2001-01-01T10:00"},
        {"starts_at": "2100-01-02T10:00", "ends_at": "2100-01-01T10:00"},
        {"starts_at": "soon"},
        {"starts_at": "99999-01-01T10:00"},
    ],
)
def test_an_announcement_that_can_not_be_is_refused(ada, wrong):
    assert ada.post("/console/announcements/new/", {**SAID, **wrong}).status_code == 422
    assert not Announcement.objects.exists()


def test_a_language_that_is_not_ours_is_not_taken_from_the_form(ada):
    ada.post("/console/announcements/new/", {**SAID, "text_xx": "?"})
    assert set(Announcement.objects.get().words) == {"en", "ar"}


def test_messages_are_read_answered_and_deleted(staff, ada, as_member):
    as_member(staff.cyd).post("/contact/", {"text": "<b>Why?</b>", "address": "cyd@example.org"})
    message = Message.objects.get()
    page = ada.get("/console/messages/").text
    assert "&lt;b&gt;Why?&lt;/b&gt;" in page
    assert "@cyd" in page
    assert "1 message waits" in ada.get("/console/").text
    ada.post(f"/console/messages/{message.pk}/answered/")
    assert "0 messages wait" in ada.get("/console/").text
    assert as_member(staff.mo).get("/console/messages/").status_code == 404
    assert ada.post(f"/console/messages/{message.pk}/burnt/").status_code == 404
    ada.post(f"/console/messages/{message.pk}/deleted/")
    assert not Message.objects.exists()
    assert verbs() == ["answer_message", "delete_message"]
