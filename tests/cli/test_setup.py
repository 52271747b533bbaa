import subprocess

from tests.installation import Kith, founded

GIVEN = ["--name", "Riverside", "--owner-handle", "olu", "--owner-email", "olu@example.org", "--owner-password-stdin"]


def set_up(kith: Kith, *more: str, password: str = "a long enough one\n") -> subprocess.CompletedProcess[str]:
    return kith.run("setup", *GIVEN, *more, typed=password)


def test_what_is_wrong_is_refused_in_one_line(ready):
    for more, password, said in (
        ([], "short\n", "password: "),
        ([], "", "No password came"),
        (["--joining", "maybe"], "a long enough one\n", "joining: "),
        (["--owner-handle", "console"], "a long enough one\n", "handle: "),
    ):
        done = set_up(ready, *more, password=password)
        assert done.returncode == 1
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_community_is_set_up_once_on_an_empty_folder(installed):
    kith = installed()
    done = set_up(kith, "--joining", "approval")
    assert done.returncode == 0, done.stderr
    assert "@olu can sign in" in done.stdout
    again = set_up(kith)
    assert (again.returncode, again.stderr.strip()) == (1, "This community is set up already.")


def test_then_the_owner_has_a_way_back_in(installed):
    kith = installed(founded)
    link = kith.run("reset-link", "olu")
    assert "/reset/" in link.stdout, link.stderr
    again = kith.run("reset-link", "--remove-factors", "olu")
    assert "/reset/" in again.stdout, again.stderr
    nobody = kith.run("reset-link", "nobody")
    assert (nobody.returncode, nobody.stderr.strip()) == (1, "There is no member nobody.")
