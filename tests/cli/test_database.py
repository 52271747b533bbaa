"""An older database is copied, then migrated; a newer one is left alone."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kith.kernel.sqlite.base import current

ROOT = Path(__file__).parents[2]


def manage(kith, *arguments: str) -> None:
    environment = kith.environment | {"KITH_DATA": str(kith.data)}
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True, timeout=60)


def change(kith, statement: str) -> None:
    if "DATABASE_URL" in kith.environment:
        with psycopg.connect(kith.environment["DATABASE_URL"]) as connection:
            connection.execute(statement)
        return
    connection = current.connect(kith.data / "kith.db")
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def older(installed):
    """An installation whose database has but the first of Django's own tables."""
    kith = installed()
    kith.data.mkdir(mode=0o700)
    manage(kith, "migrate", "contenttypes", "0001", "--verbosity", "0")
    return kith


def test_an_older_database_is_copied_then_migrated(older):
    if "DATABASE_URL" in older.environment and not (Path(older.environment["PATH"].split(":")[0]) / "pg_dump").exists():
        done = older.run("prepare")
        assert done.returncode == 1
        assert "pg_dump is not here" in done.stderr
        return
    done = older.run("prepare")
    assert done.returncode == 0, done.stderr
    (copy,) = (older.data / "backups").iterdir()
    assert str(copy) in done.stderr
    assert copy.stat().st_mode & 0o777 == 0o600
    if copy.suffix == ".db":
        tables = {row[0] for row in current.connect(copy).execute("SELECT name FROM sqlite_master")}
        assert "django_content_type" in tables
        assert "posts_post" not in tables
    assert older.run("prepare").stderr == ""  # nothing left to do, no second copy
    assert len(os.listdir(older.data / "backups")) == 1


def test_a_newer_database_is_refused_and_left_alone(ready):
    change(ready, "INSERT INTO django_migrations (app, name, applied) VALUES ('posts', '9999_later', '2030-01-01')")
    refused = ready.run("up", "--port", str(ready.port))
    assert refused.returncode == 1
    assert "newer than this Kith: it has posts.9999_later" in refused.stderr
    assert not list((ready.data / "backups").iterdir())


def test_rows_of_an_app_that_is_gone_do_not_stop_the_start(ready):
    change(ready, "INSERT INTO django_migrations (app, name, applied) VALUES ('gone', '0001', '2020-01-01')")
    assert ready.run("prepare").returncode == 0
