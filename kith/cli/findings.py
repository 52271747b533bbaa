"""The checks of `kith check`, each a finding: good, a warning or bad."""

import os
import secrets
import shutil
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import checks, mail
from django.core.files.base import ContentFile
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from kith.audit.log import broken_lines
from kith.kernel.sqlite.base import VERSION, is_safe
from kith.kernel.tasks.health import health
from kith.media import files, moving
from kith.search.index import unfound

LEAST_FREE = 500_000_000
LONGEST_WAIT = timedelta(minutes=10)
FEW = 20  # posts and members whose tasks may be waiting just now
ASKED_FOR = 0.1  # of the disk, below which we warn


@dataclass(frozen=True)
class Finding:
    """What one check found."""

    name: str
    state: str
    says: str


def findings() -> Iterator[Finding]:
    """Every check, one after the other; one that the machine or the database keeps from its answer is a finding too."""
    for name, check in CHECKS.items():
        try:
            state, says = check()
        except (OSError, Error) as error:
            state, says = "bad", f"{type(error).__name__}: {error}"
        yield Finding(name, state, " ".join(says.split()))


Result = tuple[str, str]


def database() -> Result:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            answer = cursor.fetchone()[0]
            version = ".".join(map(str, VERSION))
            if answer != "ok":
                return "bad", f"SQLite {version} says of the file: {answer}"
            if not is_safe(VERSION):
                return "bad", f"SQLite {version} can lose what was written; see docs/operating.md"
            return "good", f"SQLite {version}, the file is sound"
        cursor.execute("SHOW server_version")
        return "good", f"PostgreSQL {cursor.fetchone()[0]}"


def migrations() -> Result:
    executor = MigrationExecutor(connection)
    left = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if left:
        return "bad", f"{len(left)} to do; `kith up` does them"
    return "good", "all done"


def disk() -> Result:
    usage = shutil.disk_usage(settings.DATA)
    says = f"{usage.free / 1e9:.1f} GB free of {usage.total / 1e9:.1f} GB"
    if not os.access(settings.DATA, os.W_OK):
        return "bad", f"{settings.DATA} cannot be written"
    if usage.free < LEAST_FREE:
        return "bad", says
    return ("warning" if usage.free < ASKED_FOR * usage.total else "good"), says


def storage() -> Result:
    name, place = f"trial/{secrets.token_hex(8)}", files.home()
    try:
        place.save(name, ContentFile(b"kith"))
        with place.open(name) as tried:
            same = tried.read() == b"kith"
        is_open = place.is_open(name)
    finally:
        place.delete(name)
    if not same:
        return "bad", f"{place.where} gives back something else than was put there"
    if is_open:
        return "bad", f"anyone can read {place.where}; it must be private"
    if left := next(moving.away(), None):
        return "warning", f"{left.name} and perhaps others are not yet in {place.where}; `kith media move` moves them"
    return "good", f"{place.where} can be read and written"


def tasks() -> Result:
    now = health()
    says = f"{now.workers} at work, {now.waiting} tasks to do, {now.failed} failed"
    if not now.workers:
        return "warning", f"{says}; nothing is delivered while no worker runs (`kith up` starts one)"
    if now.longest > LONGEST_WAIT:
        return "bad", f"{says}; the oldest has waited for {now.longest}"
    return ("warning" if now.failed else "good"), says


def search() -> Result:
    lost = unfound()
    if lost > FEW:
        return "warning", f"{lost} posts and members are not found; `kith reindex` mends that"
    return "good", "posts and members are found"


def private() -> Result:
    for path, most in ((settings.DATA, 0o700), (settings.KEY_FILE, 0o600)):
        mode = path.stat().st_mode & 0o777
        if mode & ~most:
            return "bad", f"{path} can be read by others (it is {mode:o}, should be {most:o})"
    return "good", "data folder and secret key are the owner's alone"


def log() -> Result:
    first = next(broken_lines(), None)
    if first is not None:
        return "bad", f"the log was changed by hand, at line {first.pk} or just before it"
    return "good", "every line of the log fits the one before"


def letters() -> Result:
    if not settings.MAIL_IS_ON:
        return "warning", "no mail is sent; set KITH_MAIL_URL to let members reset their passwords"
    try:
        with mail.mailers["default"]:
            return "good", "the mail server takes letters"
    except (OSError, smtplib.SMTPException) as error:
        return "bad", f"the mail server does not answer: {error}"


def address() -> Result:
    if not settings.ENV["KITH_URL"]:
        return "warning", "KITH_URL is not set: only this machine can reach Kith"
    if settings.SECURE and not settings.TRUSTED_PROXIES:
        return "bad", "KITH_URL is https, but no proxy in KITH_TRUSTED_PROXIES may say so; nobody could sign in"
    if not settings.SECURE:
        return "warning", f"{settings.URL} is not https: passwords can be read on the way"
    return "good", settings.URL


def deploy() -> Result:
    found = checks.run_checks(include_deployment_checks=True, databases=["default"])
    serious = [each for each in found if each.is_serious() and not each.is_silenced()]
    told = [each for each in found if not each.is_silenced()]
    if serious:
        return "bad", "; ".join(f"{each.id} {each.msg}" for each in serious)
    if told:
        return "warning", "; ".join(f"{each.id} {each.msg}" for each in told)
    return "good", "Django's deployment checks pass"


CHECKS: dict[str, Callable[[], Result]] = {
    "database": database,
    "migrations": migrations,
    "disk": disk,
    "privacy": private,
    "log": log,
    "storage": storage,
    "tasks": tasks,
    "search": search,
    "mail": letters,
    "address": address,
    "settings": deploy,
}
