"""Send a letter: by a task, so that no page waits for a mail server.

A letter is two templates, `<template>_subject.txt` and `<template>_message.txt`; the HTML is made of the text.
"""

from typing import Any

from django.conf import settings

from kith.mail.tasks import deliver


def is_on() -> bool:
    """Whether mail is set up: without it nothing is sent, and pages that would send say so."""
    return settings.MAIL_IS_ON


def send(*, to: str, template: str, context: dict[str, Any], language: str) -> None:
    """Send a letter to one address, if mail is set up. The context is plain text, numbers and flags."""
    if is_on():
        deliver.enqueue(to=to, template=template, context=context, language=language)
