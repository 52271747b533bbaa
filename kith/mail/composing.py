"""Make a letter of its templates: text and HTML, in the reader's language, with nothing smuggled into its head."""

from email.utils import formataddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation

from kith.kernel.registry import registry


def compose(to: str, template: str, context: dict[str, Any], language: str) -> EmailMultiAlternatives:
    """The letter as it goes out. Raises ValidationError for what is not one plain address."""
    if any(sign in to for sign in "\r\n,<>"):
        raise ValidationError("not one address")
    validate_email(to)
    community = getattr(registry().look(None), "name", "Kith")
    with translation.override(language):
        whole = {**context, "email": to, "site": settings.URL, "community": community}
        whole["current_site"] = {"name": community, "domain": settings.SITE.netloc}
        subject = " ".join(render_to_string(f"{template}_subject.txt", whole).split())
        text = render_to_string(f"{template}_message.txt", whole).strip() + "\n"
        html = render_to_string("mail/letter.html", {"subject": subject, "text": text, "language": language})
    sender = formataddr((" ".join(community.split()), settings.DEFAULT_FROM_EMAIL))
    letter = EmailMultiAlternatives(subject, text, sender, [to], headers={"Auto-Submitted": "auto-generated"})
    letter.attach_alternative(html, "text/html")
    return letter
