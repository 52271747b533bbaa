"""What a member typed outlives an expired sign-in, and is given to nobody else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD


def key_in(client: Client, page: str) -> str:
    """The key of the form on a page."""
    return re.search(r'name="key" value="([^"]+)"', client.get(page).text)[1]


def sign_in(client: Client, handle: str) -> None:
    client.post(reverse("account_login"), {"login": handle, "password": PASSWORD})


def test_a_post_sent_after_the_sign_in_expired_is_there_after_signing_in(cast, as_member):
    client = as_member(None)
    key = key_in(as_member(cast.ana), "/")
    response = client.post("/posts/", {"text": "Typed for an hour", "audience": "3", "key": key})
    assert response["Location"] == f"{reverse('account_login')}?next=/posts/new"
    answer = client.post(
        reverse("account_login"), {"login": "ana", "password": PASSWORD, "next": "/posts/new"}, follow=True
    )
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/posts/new"
    assert "Typed for an hour" in html
    assert '<option value="3" selected>' in html
    assert "Typed for an hour" not in client.get("/posts/new").content.decode()


@pytest.mark.parametrize("verb", ["reply", "share", "edit"])
def test_comments_shares_and_edits_too(cast, as_member, posted, verb):
    page = f"/posts/{posted().pk}/{verb}"
    client = as_member(None)
    response = client.post(page, {"text": "My words", "audience": "1", "key": key_in(as_member(cast.ana), page)})
    assert response["Location"] == f"{reverse('account_login')}?next={page}"
    sign_in(client, "ana")
    assert "My words" in client.get(page).content.decode()


def test_htmx_is_sent_to_sign_in_as_a_whole_page(cast, as_member):
    response = as_member(None).post("/posts/", {"text": "Typed"}, headers={"HX-Request": "true"})
    assert response["HX-Redirect"].startswith(reverse("account_login"))


def test_a_draft_waits_for_its_own_page(cast, as_member, posted):
    post = posted()
    client = as_member(None)
    page = f"/posts/{post.pk}/reply"
    client.post(page, {"text": "A reply", "key": key_in(as_member(cast.ana), page)})
    sign_in(client, "ana")
    assert "A reply" not in client.get("/posts/new").content.decode()
    assert "A reply" in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["/posts/new", "reply", "post"])
def test_a_draft_is_not_given_to_somebody_else_who_signs_in_next(cast, as_member, posted, page):
    post = posted()
    page = {"reply": f"/posts/{post.pk}/reply", "post": f"/@ana/{post.pk}"}.get(page, page)
    goal = "/posts/" if page == "/posts/new" else f"/posts/{post.pk}/reply"
    kept_on = "/posts/new" if page == "/posts/new" else goal
    client = as_member(None)
    client.post(goal, {"text": "For my eyes", "audience": "1", "key": key_in(as_member(cast.ana), page)})
    sign_in(client, "ben")
    assert "For my eyes" not in client.get(kept_on).text
    client.post(reverse("account_logout"))
    sign_in(client, "ana")
    assert "For my eyes" not in client.get(kept_on).text


@pytest.mark.parametrize("key", ["", "k", "-", "0-x"])
def test_words_that_are_nobodys_are_given_to_nobody(cast, as_member, key):
    client = as_member(None)
    client.post("/posts/", {"text": "Whose?", "audience": "1", "key": key})
    sign_in(client, "ana")
    assert "Whose?" not in client.get("/posts/new").text
