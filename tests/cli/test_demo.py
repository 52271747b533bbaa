"""`kith demo`, as a person runs it."""

import re

import pytest


@pytest.fixture(scope="module")
def filled(installed):
    """An installation filled by the command, and what the command said."""
    kith = installed()
    done = kith.run("demo", "--members", "40", "--posts", "60", "--password", "correct horse battery")
    assert done.returncode == 0, done.stderr
    return kith, done.stdout


def test_it_names_three_to_sign_in_with_and_their_password(filled):
    _, said = filled
    assert "40 members and 60 posts" in said
    assert re.findall(r"(owner|moderator|member) +@[a-z0-9_.]+", said) == ["owner", "moderator", "member"]
    assert "Password: correct horse battery" in said


def test_it_refuses_a_folder_that_has_a_community(filled):
    kith, _ = filled
    again = kith.run("demo", "--members", "40")
    assert again.returncode == 1
    assert len(again.stderr.strip().splitlines()) == 1
    assert "has a community already" in again.stderr


def test_it_refuses_a_graph_that_is_none(ready, tmp_path):
    file = tmp_path / "edges.txt"
    file.write_text("only-one-name\n")
    done = ready.run("demo", "--graph", str(file))
    assert done.returncode == 1
    assert "line 1: expected two names" in done.stderr
    assert ready.run("demo", "--members", "3", "--posts", "0").returncode == 0, "and nothing was damaged"
