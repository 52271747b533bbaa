"""The database, brought to what the code expects: refused when newer, kept safe when older."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

from kith.cli.refusal import Refusal
from kith.kernel import cache
from kith.kernel.sqlite.base import VERSION, is_safe

UNSAFE = (
    "The SQLite of this Python, {version}, can lose what was written (sqlite.org/wal.html#walresetbug). "
    "Ways out: a Python that uv installs (`uv python install 3.13`), a system with SQLite 3.51.3 or newer, "
    "or PostgreSQL by DATABASE_URL."
)


def bring_up_to_date() -> None:
    """Migrate the database, a copy of it made first if it held anything; refuse one that this code is too old for."""
    if not is_safe(VERSION):
        raise Refusal(UNSAFE.format(version=".".join(map(str, VERSION))))
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        raise Refusal(f"The database cannot be opened: {str(error).strip()}") from None
    refuse_newer(executor)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if executor.loader.applied_migrations:
            typer.echo(f"The database is older than this Kith. A copy is kept: {keep_copy()}", err=True)
        call_command("migrate", verbosity=0, interactive=False)
    if not settings.ENV["REDIS_URL"]:
        cache.prepare()


def refuse_newer(executor: MigrationExecutor) -> None:
    """Refuse a database that has a migration this code has not: writing to it could damage it."""
    apps = {app for app, _ in executor.loader.disk_migrations}
    unknown = sorted(
        f"{app}.{name}"
        for app, name in set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
        if app in apps
    )
    if unknown:
        raise Refusal(f"The database is newer than this Kith: it has {unknown[0]}. Run a newer Kith.")


def keep_copy() -> Path:
    """Copy the whole database into the data folder's `backups`, as one state of it."""
    folder: Path = settings.DATA / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"kith-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    if connection.vendor == "sqlite":
        copy = folder / f"{name}.db"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
    else:
        copy = folder / f"{name}.dump"
        dump_postgres(copy)
    copy.chmod(0o600)
    return copy


def dump_postgres(copy: Path) -> None:
    """Have PostgreSQL's own `pg_dump` write the copy; refuse to go on without one."""
    program = shutil.which("pg_dump")
    if program is None:
        raise Refusal("The database is older than this Kith, and pg_dump is not here to copy it. Install it first.")
    wrapper = connection.settings_dict
    arguments = ["--format=custom", f"--file={copy}", f"--dbname={wrapper['NAME']}"]
    places = {"host": wrapper["HOST"], "port": str(wrapper["PORT"]), "username": wrapper["USER"]}
    arguments += [f"--{name}={value}" for name, value in places.items() if value]
    environment = os.environ | ({"PGPASSWORD": wrapper["PASSWORD"]} if wrapper["PASSWORD"] else {})
    done = subprocess.run([program, *arguments], env=environment, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Refusal(f"The database could not be copied before its upgrade: {done.stderr.strip()}")
