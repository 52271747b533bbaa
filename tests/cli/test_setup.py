import subprocess

import pytest

GIVEN = ["--name", "Riverside", "--owner-handle", "olu", "--owner-email", "olu@example.org", "--owner-password-stdin"]


def set_up(kith, *more, password="a long enough one\n") -> subprocess.CompletedProcess[str]:
    command = kith.command("setup", *GIVEN, *more)
    return subprocess.run(command, env=kith.environment, input=password, capture_output=True, text=True, timeout=120)


@pytest.fixture
def kith(installed):
    return installed()


def test_what_is_wrong_is_refused_in_one_line(kith):
    for more, password, said in (
        ([], "short\n", "password: "),
        ([], "", "No password came"),
        (["--joining", "maybe"], "a long enough one\n", "joining: "),
        (["--owner-handle", "console"], "a long enough one\n", "handle: "),
    ):
        done = set_up(kith, *more, password=password)
        assert done.returncode == 1
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_community_is_set_up_once_on_an_empty_folder(kith):
    done = set_up(kith, "--joining", "approval")
    assert done.returncode == 0, done.stderr
    assert "@olu can sign in" in done.stdout
    again = set_up(kith)
    assert (again.returncode, again.stderr.strip()) == (1, "This community is set up already.")


def test_then_the_owner_has_a_way_back_in(kith):
    set_up(kith)
    link = kith.run("reset-link", "olu")
    assert "/reset/" in link.stdout, link.stderr
    again = kith.run("reset-link", "--remove-factors", "olu")
    assert "/reset/" in again.stdout, again.stderr
    nobody = kith.run("reset-link", "nobody")
    assert (nobody.returncode, nobody.stderr.strip()) == (1, "There is no member nobody.")
