"""One command runs the community, and nothing of it is left when it ends."""

import hashlib
import signal

from tests.cli.conftest import is_whole
from tests.installation import all_gone, family, stop
from tests.ports import free_port
from tests.waiting import wait_until


def test_the_first_start_makes_everything_and_gives_the_set_up_link(installed):
    kith = installed()
    process = kith.up()
    lines = [process.stdout.readline() for _ in range(2)]
    assert f"http://localhost:{kith.port}" in lines[0]
    token = lines[1].strip().rpartition("/setup/")[2]
    assert (kith.data / "setup.token").read_text() == hashlib.sha256(token.encode()).hexdigest()
    assert kith.data.stat().st_mode & 0o777 == 0o700
    assert (kith.data / "secret.key").stat().st_mode & 0o777 == 0o600
    assert kith.answers("/readyz")
    assert kith.get("/") not in {None, 500}  # a page of Django's, whatever it says before the set-up
    kept = (kith.data / "secret.key").read_text()
    assert stop(process) == 0
    assert (kith.data / "secret.key").read_text() == kept


def test_sigterm_and_ctrl_c_leave_no_process(ready):
    for signum in (signal.SIGTERM, signal.SIGINT):
        process = ready.up()
        wait_until(lambda: is_whole(ready))
        everyone = family(process)
        process.send_signal(signum)
        assert process.wait(60) == 0
        assert all_gone(everyone)


def test_a_child_that_dies_is_started_again(running):
    top, *children = family(running.running[0])
    for child in children:
        child.kill()
    wait_until(lambda: len(family(running.running[0])) == 1 + len(children) and running.answers())
    assert not {child.pid for child in children} & {child.pid for child in top.children(recursive=True)}
    assert "is started again" in running.errors()
    assert stop(running.running[0]) == 0


def test_children_end_when_the_supervisor_is_killed(running):
    everyone = family(running.running[0])
    running.running[0].kill()
    running.running[0].wait()
    wait_until(lambda: all_gone(everyone))


def test_a_folder_in_use_is_refused(running):
    other = running.run("up", "--port", str(free_port()))
    assert other.returncode == 1
    assert "in use by another" in other.stderr
    assert len(other.stderr.splitlines()) == 1
    assert running.answers()


def test_a_taken_port_is_refused(running, installed):
    other = installed()
    refused = other.run("up", "--port", str(running.port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {running.port} on 127.0.0.1 is taken.")
    assert not (other.data / "kith.db").exists()


def test_an_open_address_needs_a_name(installed):
    refused = installed().run("up", "--host", "0.0.0.0")
    assert refused.returncode == 1
    assert "set KITH_URL" in refused.stderr


def test_a_folder_that_cannot_be_written_is_refused(installed):
    kith = installed()
    kith.data.write_text("a file where the folder should be")
    refused = kith.run("up", "--port", str(kith.port))
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"The data folder {kith.data} cannot be written")
    assert len(refused.stderr.splitlines()) == 1


def test_check_finds_a_running_community_sound(running):
    wait_until(lambda: "1 at work" in running.run("check").stdout)
    done = running.run("check")
    assert done.returncode == 0, done.stdout
    assert "database" in done.stdout
    assert "bad" not in done.stdout
