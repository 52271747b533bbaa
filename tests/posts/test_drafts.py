"""What a member typed outlives an expired sign-in."""

import pytest
from django.urls import reverse

from tests.cast import PASSWORD


def test_a_post_sent_after_the_sign_in_expired_is_there_after_signing_in(cast, as_member):
    client = as_member(None)
    response = client.post("/posts/", {"text": "Typed for an hour", "audience": "3", "key": "k"})
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
    post = posted()
    client = as_member(None)
    response = client.post(f"/posts/{post.pk}/{verb}", {"text": "My words", "audience": "1"})
    page = f"/posts/{post.pk}/{verb}"
    assert response["Location"] == f"{reverse('account_login')}?next={page}"
    client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    assert "My words" in client.get(page).content.decode()


def test_htmx_is_sent_to_sign_in_as_a_whole_page(cast, as_member):
    response = as_member(None).post("/posts/", {"text": "Typed"}, headers={"HX-Request": "true"})
    assert response["HX-Redirect"].startswith(reverse("account_login"))


def test_a_draft_waits_for_its_own_page(cast, as_member, posted):
    post = posted()
    client = as_member(None)
    client.post(f"/posts/{post.pk}/reply", {"text": "A reply"})
    client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    assert "A reply" not in client.get("/posts/new").content.decode()
    assert "A reply" in client.get(f"/posts/{post.pk}/reply").content.decode()
