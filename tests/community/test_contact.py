"""Writing to those who run the community: from anyone, to the console and to the owner's letter box."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from kith.community.actions import prune_messages
from kith.community.models import Message
from kith.kernel.ids import id_at
from kith.people.models import Profile, State
from tests.cast import make_member

WRITTEN = {"name": "Dee", "address": "dee@example.org", "text": "May I join?"}


@pytest.fixture
def letters_on(settings, cast):
    """Mail is set up, and Olu's address is verified."""
    settings.MAIL_IS_ON = True
    EmailAddress.objects.create(user=cast.olu.account, email="olu@example.org", verified=True, primary=True)
    EmailAddress.objects.create(user=cast.mo.account, email="mo@example.org", verified=True, primary=True)


def test_a_stranger_writes(client, cast):
    response = client.post("/contact/", WRITTEN)
    assert response["Location"] == "/contact/?sent"
    assert "has arrived" in client.get(response["Location"]).text
    message = Message.objects.get()
    assert (message.sender_id, message.name, message.address) == (None, "Dee", "dee@example.org")
    assert (message.text, message.language) == ("May I join?", "en")


def test_a_member_is_known_by_their_account(cast, as_member):
    Profile.objects.filter(pk=cast.cyd.pk).update(state=State.SUSPENDED)
    as_member(cast.cyd).post("/contact/", {"name": "Somebody else", "text": "Why?"})
    message = Message.objects.get()
    assert (message.sender_id, message.name) == (cast.cyd.pk, "")


@pytest.mark.parametrize(
    "wrong", [{"text": ""}, {"text": "x" * 4001}, {"text": "a\0b"}, {"address": "dee"}, {"name": "a" * 81}]
)
def test_what_can_not_be_taken_is_given_back(client, cast, wrong):
    response = client.post("/contact/", {**WRITTEN, **wrong})
    assert response.status_code == 422
    assert not Message.objects.exists()
    if "text" not in wrong:
        assert "May I join?" in response.text


def test_a_machine_that_fills_every_field_is_told_nothing_and_keeps_nothing(client, cast):
    assert client.post("/contact/", {**WRITTEN, "website": "https://spam.example"})["Location"] == "/contact/?sent"
    assert not Message.objects.exists()


def test_one_network_can_not_fill_the_console(client, cast):
    answers = [client.post("/contact/", WRITTEN).status_code for _ in range(22)]
    assert answers.count(302) == Message.objects.count() == 20
    assert answers[-1] == 429


def test_owners_get_a_letter_and_others_do_not(client, cast, letters_on, run_tasks):
    make_member("oz", role=cast.olu.role)  # an owner without a verified address
    client.post("/contact/", WRITTEN)
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["olu@example.org"]]
    assert "May I join?" in mail.outbox[0].body
    assert "dee@example.org" in mail.outbox[0].body
    assert "Riverside" in mail.outbox[0].subject


def test_without_mail_the_message_is_in_the_console_alone(client, cast, run_tasks):
    client.post("/contact/", WRITTEN)
    run_tasks()
    assert not mail.outbox
    assert Message.objects.count() == 1


def test_old_messages_are_forgotten(cast):
    old = Message.objects.create(id=id_at(timezone.now() - timedelta(days=366)), text="Old", language="en")
    new = Message.objects.create(text="New", language="en")
    prune_messages()
    assert list(Message.objects.all()) == [new]
    assert old.pk != new.pk
