import pytest

from kith.people.models import Account, Profile, State
from tests.cast import PASSWORD

PAGES = [
    "/settings/",
    "/settings/handle/",
    "/settings/language/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/sessions/",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_member_sees_each_page_and_a_stranger_is_asked_to_sign_in(cast, as_member, page):
    assert as_member(cast.ana).get(page).status_code == 200
    answer = as_member(None).get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", [State.AWAITING, State.SUSPENDED, State.LEAVING])
def test_who_may_not_read_is_sent_to_their_status(cast, as_member, page, state):
    Profile.objects.filter(pk=cast.ana.pk).update(state=state)
    answer = as_member(cast.ana).get(page)
    assert (answer.status_code, answer["Location"]) == (302, "/status/")


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(cast, as_member):
    here, there = as_member(cast.ana), as_member(cast.ana)
    new = {"oldpassword": "wrong", "password1": "quite another one", "password2": "quite another one"}
    assert here.post("/accounts/password/change/", new).status_code == 200
    assert Account.objects.get(pk=cast.ana.account.pk).check_password(PASSWORD)
    assert here.post("/accounts/password/change/", {**new, "oldpassword": PASSWORD}).status_code == 302
    assert here.get("/settings/").status_code == 200
    assert there.get("/settings/").status_code == 302


def test_language_and_time_zone_are_kept_and_used(cast, as_member):
    browser = as_member(cast.ana)
    browser.post("/settings/language/", {"language": "ar", "time_zone": "Africa/Cairo"})
    account = Account.objects.get(pk=cast.ana.account.pk)
    assert (account.language, account.time_zone) == ("ar", "Africa/Cairo")
    assert 'dir="rtl"' in browser.get("/settings/").content.decode()


def test_a_language_or_zone_that_there_is_not_is_refused(cast, as_member):
    for wrong in ({"language": "xx", "time_zone": "UTC"}, {"language": "en", "time_zone": "Mars/Base"}):
        assert as_member(cast.ana).post("/settings/language/", wrong).status_code == 200
    assert Account.objects.get(pk=cast.ana.account.pk).time_zone == "UTC"
