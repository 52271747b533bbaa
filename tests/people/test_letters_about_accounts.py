import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from kith.kernel import gates
from kith.kernel.registry import registry
from kith.people.models import Account, Profile, State
from tests.cast import PASSWORD
from tests.people.test_signing_up_and_in import NEW


def test_a_new_password_is_told_to_the_member_in_their_language(cast, settings, run_tasks):
    settings.MAIL_IS_ON = True
    EmailAddress.objects.create(user=cast.ana.account, email="ana@example.org", primary=True, verified=True)
    Account.objects.filter(username="ana").update(language="ar")
    browser = Client(headers={"User-Agent": "Mozilla\r\nBcc: cyd@example.org"})
    browser.post("/accounts/login/", {"login": "ana", "password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "quite another one", "password2": "quite another one"}
    browser.post("/accounts/password/change/", new)
    run_tasks()
    letter = mail.outbox[0]
    assert letter.to == ["ana@example.org"]
    assert 'dir="rtl"' in letter.alternatives[0].content
    assert "127.0.0.1" in letter.body
    assert "Bcc" not in dict(letter.message().items())


@pytest.mark.parametrize(
    ("verdict", "joined"),
    [(gates.Verdict.PASS, State.ACTIVE), (gates.Verdict.HOLD, State.AWAITING), (gates.Verdict.REFUSE, None)],
)
def test_a_gate_may_hold_or_refuse_a_newcomer(community, monkeypatch, verdict, joined):
    drafts = []

    def gate(draft):
        drafts.append(draft)
        return gates.Answer(verdict, "Not from this address")

    monkeypatch.setitem(registry().gates, "sign-up", [gate])
    answer = Client().post("/accounts/signup/", NEW)
    assert (drafts[0].handle, drafts[0].email) == ("dee", "dee@example.org")
    found = Profile.objects.filter(handle="dee").first()
    assert (found.state if found else None) == joined
    assert ("Not from this address" in answer.content.decode()) is (joined is None)
