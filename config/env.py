"""Every setting of an installation: one table, read once, from the environment.

Nothing else in Kith reads the environment. A name that begins with `KITH_` and is not in the table, or a
value that does not fit its type, is refused with the name and what was expected. This module does not import
Django, so that `kith up` and `kith settings` stay light.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


class SettingError(ValueError):
    """A setting has an unknown name or a value that does not fit; the message names it and says what was expected."""


@dataclass(frozen=True)
class Setting:
    """One row of the table: the name in the environment, how to read it, what it is without one, and its help."""

    name: str
    type: str
    default: str
    help: str
    secret: bool = False


def read_text(value: str) -> str:
    return value


def read_whole(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise ValueError
    return int(value)


def read_port(value: str) -> int:
    port = read_whole(value)
    if not 0 < port < 65536:
        raise ValueError
    return port


def read_flag(value: str) -> bool:
    return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}[value.lower()]


def read_folder(value: str) -> Path:
    return Path(value).expanduser().absolute()


def read_site(value: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"} or parts.query:
        raise ValueError
    if parts.username is not None or parts.port == 0:  # asking for the port refuses one that is no number
        raise ValueError
    return f"{parts.scheme}://{parts.netloc.lower()}"


def read_networks(value: str) -> list[str]:
    return [str(ip_network(part.strip())) for part in value.split(",") if part.strip()]


def read_link(schemes: set[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value and urlsplit(value).scheme not in schemes:
            raise ValueError
        return value

    return read


TYPES: dict[str, tuple[Callable[[str], Any], str]] = {
    "text": (read_text, "any text"),
    "number": (read_whole, "a whole number"),
    "port": (read_port, "a port from 1 to 65535"),
    "yes or no": (read_flag, "yes or no"),
    "folder": (read_folder, "a folder"),
    "site address": (read_site, "an address such as https://kith.example.org, with no path"),
    "networks": (read_networks, "networks separated by commas, such as 127.0.0.1,10.0.0.0/8"),
    "PostgreSQL address": (
        read_link({"postgres", "postgresql"}),
        "an address such as postgresql://user:password@host/name",
    ),
    "Redis address": (read_link({"redis", "rediss", "unix"}), "an address such as redis://host:6379/0"),
    "mail address": (
        read_link({"smtp", "smtps", "smtp+tls", "console", "folder"}),
        "an address such as smtp+tls://user:password@host:587",
    ),
}

TABLE = (
    Setting("KITH_DATA", "folder", "data", "Where everything is kept: database, photos, secret key."),
    Setting(
        "KITH_URL",
        "site address",
        "",
        "The address members type. Without it Kith listens on this machine only.",
    ),
    Setting("KITH_HOST", "text", "127.0.0.1", "The network address to listen on; one of this machine's."),
    Setting("KITH_PORT", "port", "8000", "The port to listen on."),
    Setting("KITH_WORKERS", "number", "2", "How many page processes to run."),
    Setting("KITH_TRUSTED_PROXIES", "networks", "", "Whose X-Forwarded-For and X-Forwarded-Proto to believe."),
    Setting("DATABASE_URL", "PostgreSQL address", "", "PostgreSQL in place of the SQLite file.", secret=True),
    Setting("REDIS_URL", "Redis address", "", "Redis or Valkey for the shared cache and limits.", secret=True),
    Setting("KITH_MAIL_URL", "mail address", "", "How to send mail. Without it Kith sends none.", secret=True),
    Setting("KITH_MAIL_FROM", "text", "", "The sender of Kith's mail. Without it: kith@ and the host of KITH_URL."),
    Setting("KITH_BODY_MAX_MB", "number", "100", "The largest request that is read, in megabytes."),
    Setting("KITH_PHOTO_MAX_MB", "number", "20", "The largest photo that a member may upload, in megabytes."),
    Setting("KITH_RECORDING_MAX_MB", "number", "2000", "The largest video or sound a member may upload, in megabytes."),
    Setting("KITH_S3_BUCKET", "text", "", "A private bucket for photos, video and sound, in place of a folder."),
    Setting("KITH_S3_ENDPOINT", "site address", "", "The S3 store, as browsers reach it. Without it: Amazon's."),
    Setting("KITH_S3_REGION", "text", "us-east-1", "The region of the bucket."),
    Setting("KITH_S3_KEY_ID", "text", "", "The access key of the bucket. Without it: the machine's own role."),
    Setting("KITH_S3_SECRET", "text", "", "The secret of the access key.", secret=True),
    Setting(
        "KITH_S3_LEAVING", "yes or no", "no", "Keep new files in the folder, and read from the bucket what is left."
    ),
    Setting("KITH_X_ACCEL", "text", "", "From where nginx or Caddy sends files of the folder itself, such as /kept/."),
    Setting("KITH_LINK_PREVIEWS", "yes or no", "yes", "Whether Kith asks the sites that posts link to for a preview."),
    Setting("KITH_SEARCH_ENGINES", "yes or no", "no", "Whether search engines may list what anyone can read."),
    Setting("KITH_DEBUG", "yes or no", "no", "For developers: show errors in full. Never on a site with members."),
)


def load(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Read every setting of the table; raise SettingError on an unknown `KITH_*` name or a value that does not fit."""
    known = {setting.name for setting in TABLE}
    unknown = sorted(name for name in environ if name.startswith("KITH_") and name not in known)
    if unknown:
        raise SettingError(f"{unknown[0]} is not a setting of Kith. `kith settings` lists them.")
    return {setting.name: read(setting, environ.get(setting.name, setting.default)) for setting in TABLE}


def read(setting: Setting, value: str) -> Any:
    """Turn the text of one setting into its value; raise SettingError, naming it, if it does not fit."""
    parse, expected = TYPES[setting.type]
    try:
        return parse(value)
    except (ValueError, KeyError):
        shown = "the value given" if setting.secret else repr(value)
        raise SettingError(f"{setting.name}: expected {expected}, got {shown}.") from None
