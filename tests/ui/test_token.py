from django.middleware.csrf import CSRF_ALLOWED_CHARS, _does_token_match, get_token
from django.test import RequestFactory

from kith.ui.token import form_token, masked

SECRET = CSRF_ALLOWED_CHARS[-32:]


def test_django_takes_the_token_for_its_own():
    assert _does_token_match(masked(SECRET), SECRET)
    assert not _does_token_match(masked(SECRET[::-1]), SECRET)


def test_no_two_answers_hold_the_same_token_and_none_holds_the_secret():
    tokens = {masked(SECRET) for _ in range(50)}
    assert len(tokens) == 50
    assert not any(SECRET in token for token in tokens)


def test_one_answer_has_one_token():
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = SECRET
    assert form_token(request) == form_token(request)
    assert "CSRF_COOKIE_NEEDS_UPDATE" not in request.META


def test_a_browser_without_the_cookie_gets_one():
    request = RequestFactory().get("/")
    token = form_token(request)
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]
    assert _does_token_match(token, request.META["CSRF_COOKIE"])
    assert _does_token_match(get_token(request), request.META["CSRF_COOKIE"])
