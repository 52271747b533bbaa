"""What an oEmbed endpoint says of a page (oembed.com, version 1.0). Its `html` is never used."""

import json
from typing import Any

from kith.kernel.text import tame
from kith.posts.links.guard import web_address
from kith.posts.links.reading import DESCRIPTION_LENGTH, SITE_LENGTH, TITLE_LENGTH, VALUE_LENGTH, Said


def read_oembed(body: bytes, address: str) -> Said:
    """The same as of a page. `address` is where the answer stood; what can't be read says nothing."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return Said()
    if not isinstance(found, dict):
        return Said()
    picture = _text(found, "url") if found.get("type") == "photo" else ""
    return Said(
        title=tame(_text(found, "title"), TITLE_LENGTH),
        description=tame(_text(found, "author_name"), DESCRIPTION_LENGTH),
        site=tame(_text(found, "provider_name"), SITE_LENGTH),
        picture=web_address(address, _text(found, "thumbnail_url") or picture),
    )


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    return value[:VALUE_LENGTH] if isinstance(value, str) else ""
