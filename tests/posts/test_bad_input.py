"""What is wrong with what was sent is said, with the right status, and the words come back."""

import pytest
from django.test import Client
from django.utils.html import escape

from kith.posts import actions
from kith.posts.models import Post, Version

MARKS = "a" + "\u0300" * 100_000
TEXTS = {
    "empty": ("", "Write something first."),
    "blank": (" \r\n\t ", "Write something first."),
    "over-long": ("x" * 10_001, "1 character too long"),
    "NUL": ("Hello\0there", "character that can&#x27;t be shown after “Hello”"),
    "control": ("Hello\x1bthere", "character that can&#x27;t be shown after “Hello”"),
    "a hundred thousand marks": (MARKS, "too long"),
    "stacked marks": ("Hello a" + "\u0300" * 500, "too many accents"),
    "ten thousand mentions": ("@abc " * 10_000, "too long"),
    "very many mentions": (" ".join(f"@member{n}" for n in range(900)), "at most 50 members"),
    "very many tags": (" ".join(f"#tag{n}" for n in range(900)), "at most 30 hashtags"),
}


@pytest.mark.parametrize(("text", "said"), TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_post(cast, as_member, text, said, htmx):
    headers = {"HX-Request": "true"} if htmx else {}
    response = as_member(cast.ana).post("/posts/", {"text": text, "audience": "3", "key": "k"}, headers=headers)
    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert escape(text.strip("\r\n\t ")) in html.replace("\r\n", "\n")
    assert '<option value="3" selected>' in html
    assert not Post.objects.exists()


@pytest.mark.parametrize(("text", "said"), TEXTS.values(), ids=TEXTS)
def test_a_comment_and_an_edit(cast, as_member, posted, text, said):
    post = posted()
    ana = as_member(cast.ana)
    for address in (f"/posts/{post.pk}/reply", f"/posts/{post.pk}/edit"):
        response = ana.post(address, {"text": text, "audience": "1"})
        assert response.status_code == 422
        assert said in response.content.decode()
    assert Post.objects.get().text == "Hello"
    assert not Version.objects.exists()


def test_bytes_that_are_no_utf8(cast, as_member):
    client = as_member(cast.ana)
    kind = "application/x-www-form-urlencoded"
    response = client.post("/posts/", b"audience=1&text=Hello%FF%FEthere", content_type=kind)
    assert response.status_code == 422
    assert "after “Hello”" in response.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize("audience", ["", "5", "-1", "x", "9" * 5000, "1.5", "\0"])
def test_an_audience_that_is_none(cast, as_member, audience):
    response = as_member(cast.ana).post("/posts/", {"text": "Keep me", "audience": audience})
    assert response.status_code == 422
    assert "Keep me" in response.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize("key", ["k" * 41, "k\0"])
def test_a_key_that_kith_never_made(cast, as_member, key):
    response = as_member(cast.ana).post("/posts/", {"text": "Keep me", "audience": "1", "key": key})
    assert response.status_code == 422
    assert "Keep me" in response.content.decode()


MARKUP = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def test_markup_in_every_field_shows_as_typed(cast, as_member, posted):
    ana = as_member(cast.ana)
    post = posted(text=MARKUP)
    actions.comment(author=cast.ben, parent=post, text=MARKUP)
    actions.edit_post(actor=cast.ana, post=post, text=MARKUP + "!", audience=1)
    pages = [f"/@ana/{post.pk}", f"/posts/{post.pk}/edit", f"/posts/{post.pk}/history", f"/posts/{post.pk}/delete"]
    for page in pages:
        html = ana.get(page).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;" in html


def test_the_turning_of_text_stays_inside_its_paragraph_and_off_links(cast, as_member, posted):
    post = posted(text="\u202egnp.exe https://example.org/\n\nnext")
    html = as_member(cast.ana).get(f"/@ana/{post.pk}").content.decode()
    assert 'dir="ltr">https://example.org/</a></p><p dir="auto">next</p>' in html


@pytest.mark.parametrize("number", ["0", "1", "12345", str(2**63), str(2**64), "9" * 400, "9" * 5000])
@pytest.mark.parametrize(
    "address",
    ["/@ana/{}", "/posts/{}/edit", "/posts/{}/history", "/posts/{}/comments", "/posts/{}/reactions", "/posts/{}/share"],
)
def test_ids_that_never_were(cast, as_member, address, number):
    assert as_member(cast.ana).get(address.format(number)).status_code == 404


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "9" * 19, "9" * 5000, "٣", "%00", "1%202"])
def test_forged_cursors(cast, as_member, posted, cursor):
    post = posted()
    ana = as_member(cast.ana)
    for address in ("/@ana/{}?after=", "/posts/{}/comments?after=", "/posts/{}/reactions?before="):
        assert ana.get(address.format(post.pk) + cursor).status_code == 404


def test_stale_cursors_lead_on(cast, as_member, posted):
    post = posted()
    gone = actions.comment(author=cast.ben, parent=post, text="Gone")
    actions.comment(author=cast.ben, parent=post, text="Still here")
    actions.delete_post(actor=cast.ben, post=gone)
    assert "Still here" in as_member(cast.ana).get(f"/posts/{post.pk}/comments?after={gone.pk}").content.decode()


def test_a_missing_token_is_refused_and_the_words_come_back(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ana.account)
    for token in ({}, {"csrfmiddlewaretoken": "x" * 64}, {"csrfmiddlewaretoken": "9" * 5000}):
        response = client.post("/posts/", {"text": "Keep my words", "audience": "1", **token})
        assert response.status_code == 403
        assert "Keep my words" in response.content.decode()
    assert not Post.objects.exists()


def test_the_token_of_the_page_is_taken(cast, posted):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ben.account)
    post = posted()
    html = client.get(f"/@ana/{post.pk}").content.decode()
    form = html.partition('id="reply"')[2]
    token = form.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    response = client.post(f"/posts/{post.pk}/reply", {"text": "Hi", "csrfmiddlewaretoken": token})
    assert response.status_code == 302


def test_a_key_that_can_be_none_is_of_nothing(cast, as_member):
    ana, album = as_member(cast.ana), actions.create_album(owner=cast.ana, title="Summer", description="", audience=1)
    for path in ("/@ana/photos/%00", f"/albums/{album.pk}/photos/%00/remove", "/posts/picked/%00"):
        assert ana.get(path).status_code == 404
    for path, sent in (
        ("/photos/%00/describe", {"alt": "A river"}),
        ("/photos/%00/tags", {"handle": "ben"}),
        (f"/albums/{album.pk}/cover", {"photo": "\0"}),
        ("/posts/picked/", {"upload": "\0"}),
    ):
        assert ana.post(path, sent).status_code == 404
    assert ana.head("/posts/uploads/%00", headers={"Tus-Resumable": "1.0.0"}).status_code == 404
