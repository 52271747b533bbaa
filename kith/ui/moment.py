"""A moment as HTML: absolute in the page, in the current time zone; `js/times.js` makes it relative."""

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString


def time_html(moment: datetime) -> SafeString:
    """The `time` element of a moment; in templates `{% moment post.created_at %}`."""
    shown = date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    exact = moment.astimezone(UTC).isoformat(timespec="seconds")
    return format_html('<time datetime="{}" data-time>{}</time>', exact, shown)
