import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from config.settings import mailers
from kith.kernel.models import TaskRow
from kith.mail import letters
from kith.mail.composing import compose

TO = {"to": "ana@example.org", "template": "mail/approved", "language": "en"}
CONTEXT = {"handle": "ana", "answer": "Welcome!\nCome on <b>Monday</b>."}


@pytest.fixture
def mail_is_on(settings, community):
    settings.MAIL_IS_ON = True


def test_a_letter_is_sent_by_a_task_in_text_and_html(mail_is_on, run_tasks):
    letters.send(**TO, context=CONTEXT)
    assert mail.outbox == []
    run_tasks()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["ana@example.org"], "Welcome to Riverside")
    assert letter.from_email.startswith("Riverside <")
    assert "Come on <b>Monday</b>." in letter.body
    html = letter.alternatives[0].content
    assert "Come on &lt;b&gt;Monday&lt;/b&gt;." in html
    assert '<a href="http' in html


def test_a_letter_is_in_the_readers_language(mail_is_on):
    html = compose("ana@example.org", "mail/approved", CONTEXT, "ar").alternatives[0].content
    assert 'lang="ar" dir="rtl"' in html


def test_without_mail_nothing_is_sent_nor_kept(settings, community):
    settings.MAIL_IS_ON = False
    letters.send(**TO, context=CONTEXT)
    assert not TaskRow.objects.exists()


@pytest.mark.parametrize(
    "to",
    [
        "ana@example.org\nBcc: cyd@example.org",
        "ana@example.org, cyd@example.org",
        "Ana <ana@example.org>",
        "ana@example.org\r",
        "",
        "ana",
    ],
)
def test_what_is_not_one_address_gets_no_letter(mail_is_on, to):
    with pytest.raises(ValidationError):
        compose(to, "mail/approved", CONTEXT, "en")


def test_nothing_that_people_typed_can_add_a_head_line(mail_is_on):
    head = {"handle": "ana", "answer": "", "community": "x"}
    letter = compose(
        "ana@example.org", "account/email/email_confirmation", head | {"handle": "a\r\nBcc: c@d.org"}, "en"
    )
    assert "\n" not in letter.subject
    assert "Bcc" not in dict(letter.message().items())


@pytest.mark.parametrize(
    ("address", "backend", "options"),
    [
        ("", "dummy", {}),
        ("console:", "console", {}),
        ("folder:///tmp/letters", "filebased", {"file_path": "/tmp/letters"}),
        (
            "smtp://mail.example.org",
            "smtp",
            {"host": "mail.example.org", "port": 25, "use_tls": False, "use_ssl": False},
        ),
        (
            "smtps://u:p%40ss@mail.example.org",
            "smtp",
            {"port": 465, "username": "u", "password": "p@ss", "use_ssl": True},
        ),
        ("smtp+tls://mail.example.org:2525", "smtp", {"port": 2525, "use_tls": True}),
    ],
)
def test_how_mail_goes_out_is_read_from_one_address(address, backend, options):
    default = mailers(address)["default"]
    assert f".{backend}." in default["BACKEND"]
    assert options.items() <= default.get("OPTIONS", {}).items()
