"""The shared cache on its own file, and that its loss fails nothing."""

from pathlib import Path

import pytest
from django.db import connections

from kith.kernel import cache as kernel_cache
from kith.kernel.cache import ALIAS, SQLiteCache, prepare
from kith.kernel.redis_cache import RedisCache

pytestmark = pytest.mark.django_db(databases=["default", "cache"], transaction=True)


@pytest.fixture
def shared():
    prepare()
    kept = SQLiteCache("", {})
    kept.clear()
    return kept


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that the cache sees."""

    def set_to(moment: float) -> None:
        monkeypatch.setattr("time.time", lambda: moment)

    set_to(1000.0)
    return set_to


@pytest.mark.parametrize("value", ["text", 7, -1, True, None, 1.5, {"a": [1]}, b"\x00", 1 << 70])
def test_what_is_kept_comes_back_as_it_was(shared, value):
    shared.set("key", value, 60)
    found = shared.get("key", "nothing")
    assert found == value
    assert type(found) is type(value)


def test_what_has_expired_is_gone(shared, clock):
    shared.set("key", "old", 10)
    clock(1011.0)
    assert shared.get("key", "nothing") == "nothing"
    assert shared.add("key", "new", 10)
    assert not shared.add("key", "newer", 10)
    assert shared.get("key") == "new"


def test_touch_delete_and_clear(shared, clock):
    shared.set("a", 1, 10)
    assert shared.touch("a", 100)
    clock(1050.0)
    assert shared.get("a") == 1
    assert shared.delete("a")
    assert not shared.delete("a")
    assert not shared.touch("a", 10)
    shared.set("b", 1, None)
    shared.clear()
    assert "b" not in shared


def test_counting_is_of_numbers_that_are_there(shared):
    with pytest.raises(ValueError, match="no number"):
        shared.incr("count")
    shared.set("count", 1, 60)
    assert [shared.incr("count"), shared.incr("count", 5)] == [2, 7]
    shared.set("words", "no number", 60)
    with pytest.raises(ValueError, match="no number"):
        shared.incr("words")


def test_counting_up_begins_at_one(shared, monkeypatch):
    monkeypatch.setattr(kernel_cache, "cache", shared)
    assert [kernel_cache.count_up("tries", 60) for _ in range(3)] == [1, 2, 3]


def test_sweeping_takes_the_expired_and_the_surplus(shared, clock, monkeypatch):
    monkeypatch.setattr(kernel_cache, "MOST_ENTRIES", 3)
    for number in range(6):
        shared.set(f"key-{number}", number, 10 + number)
    clock(1010.5)  # key-0 has expired
    shared.sweep()
    assert [number for number in range(6) if shared.get(f"key-{number}") is not None] == [3, 4, 5]


def test_a_cache_without_its_table_is_empty_and_fails_nothing(shared, monkeypatch):
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("DROP TABLE entry")
    monkeypatch.setattr(kernel_cache, "cache", shared)
    shared.set("key", 1, 60)
    assert shared.get("key", "nothing") == "nothing"
    assert shared.add("key", 1, 60) is False
    assert kernel_cache.count_up("tries", 60) == 0
    prepare()


def test_a_locked_file_is_passed_over(shared):
    """Another process holds the write lock for longer than we wait."""
    other = connections[ALIAS].copy()
    name = connections[ALIAS].settings_dict["NAME"]
    assert "memory" not in str(name), "two connections must be on one file"
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 1")
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        shared.set("key", 1, 60)
        cursor.execute("ROLLBACK")
    other.close()
    assert shared.get("key") is None
    connections[ALIAS].close()


def test_what_another_version_wrote_counts_as_missing(shared):
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("INSERT INTO entry VALUES (%s, %s, 1e12)", [shared.make_key("key"), b"no pickle"])
    assert shared.get("key", "nothing") == "nothing"


def test_a_damaged_file_is_replaced_at_the_start(shared, tmp_path, settings):
    connection = connections[ALIAS]
    kept, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], tmp_path / "cache.db"
    connection.close()
    try:
        Path(tmp_path / "cache.db").write_bytes(b"SQLite format 3\x00" + b"garbage" * 1000)
        prepare()
        shared.set("key", 1, 60)
        assert shared.get("key") == 1
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


def test_redis_out_of_reach_counts_as_a_miss(monkeypatch):
    away = RedisCache("redis://127.0.0.1:8179/0", {})
    monkeypatch.setattr(kernel_cache, "cache", away)
    away.set("key", 1)
    assert away.get("key", "nothing") == "nothing"
    assert away.get_many(["key"]) == {}
    assert kernel_cache.count_up("tries", 60) == 0
