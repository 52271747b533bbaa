"""A sign-in that counts as fresh, for pages that ask for one."""

from django.test import Client

from tests.cast import PASSWORD


def sign_in_afresh(browser: Client) -> None:
    """Give the password again, as the page before an export or a deletion asks."""
    answer = browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.text
