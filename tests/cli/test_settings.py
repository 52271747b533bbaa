"""Settings: one table, read strictly, shown without secrets, documented from itself."""

from pathlib import Path

import pytest

from config import env
from kith.cli.settings import as_markdown, shown


def test_the_page_of_settings_is_what_the_table_says():
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert page.read_text() == as_markdown(), "run: uv run kith settings --markdown > docs/settings.md"


def test_a_name_that_is_no_setting_is_refused():
    with pytest.raises(env.SettingError, match="KITH_PROT is not a setting"):
        env.load({"KITH_PROT": "80"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KITH_PORT", "eighty"),
        ("KITH_PORT", "9" * 5000),
        ("KITH_PORT", "0"),
        ("KITH_URL", "kith.example.org"),
        ("KITH_URL", "https://kith.example.org/path"),
        ("KITH_URL", "https://kith.example.org:port"),
        ("KITH_TRUSTED_PROXIES", "10.0.0.0/99"),
        ("KITH_DEBUG", "perhaps"),
        ("DATABASE_URL", "mysql://host/name"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(name, value):
    with pytest.raises(env.SettingError, match=f"{name}: expected"):
        env.load({name: value})


def test_a_refused_secret_is_not_repeated():
    with pytest.raises(env.SettingError) as refused:
        env.load({"DATABASE_URL": "mysql://me:swordfish@host/name"})
    assert "swordfish" not in str(refused.value)


def test_secrets_are_hidden(installed):
    kith = installed()
    kith.environment["REDIS_URL"] = "redis://:swordfish@localhost"
    done = kith.run("settings")
    assert done.returncode == 0
    assert "swordfish" not in done.stdout
    assert "hidden" in done.stdout


def test_values_are_shown_in_plain_words():
    table = {setting.name: setting for setting in env.TABLE}
    assert shown(table["KITH_DEBUG"], False) == "no"
    assert shown(table["KITH_URL"], "") == "not set"
    assert shown(table["KITH_TRUSTED_PROXIES"], ["10.0.0.0/8", "::1/128"]) == "10.0.0.0/8, ::1/128"


def test_what_is_wrong_is_one_line(installed):
    kith = installed()
    assert kith.run("check").stderr == f"There is no data folder {kith.data}. `kith up` makes it.\n"
    kith.environment["KITH_PORT"] = "eighty"
    done = kith.run("check")
    assert done.returncode == 1
    assert done.stderr == "KITH_PORT: expected a port from 1 to 65535, got 'eighty'.\n"


def test_help_says_what_each_command_does(installed):
    kith = installed()
    for command in ("up", "check", "settings", "worker"):
        done = kith.run(command, "--help")
        assert done.returncode == 0
        assert "--data" in done.stdout
