"""Every connection to the port that this process listens at is given its time, whenever it came; no other is."""

import socket
import sys
from unittest.mock import Mock

import pytest

from kith.front import slow_readers
from kith.front.slow_readers import end_slow_readers

# Elsewhere there is nothing to test: `end_slow_readers` returns at once, since neither the list of a process's sockets
# nor TCP_USER_TIMEOUT is there to be used. The suite that decides runs on Linux.
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets us find the listening socket")


@pytest.fixture
def here(monkeypatch) -> list[socket.socket]:
    """The sockets of the process; those of other tests, whose servers may still be up, are let alone."""
    its: list[socket.socket] = []
    monkeypatch.setattr(slow_readers, "_sockets", lambda: [each.fileno() for each in its])
    return its


def given(line: socket.socket) -> int:
    """How long this connection may take nothing, in ms; 0 is for ever."""
    return line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)


def test_who_came_before_the_listening_socket_was_found_is_given_as_long(here):
    with socket.create_server(("127.0.0.1", 0)) as ours, socket.create_server(("127.0.0.1", 0)) as elsewhere:
        first, out = socket.create_connection(ours.getsockname()), socket.create_connection(elsewhere.getsockname())
        with first, out, ours.accept()[0] as early:
            here += [early, ours, first, out]
            end_slow_readers(Mock(), 0.4)
            with socket.create_connection(ours.getsockname()), ours.accept()[0] as late:
                assert [given(each) for each in (ours, early, late)] == [400, 400, 400]
            assert [given(each) for each in (first, out)] == [0, 0]


def test_who_waited_to_be_accepted_is_found_at_the_next_look(here):
    loop = Mock()
    with socket.create_server(("127.0.0.1", 0)) as ours, socket.create_connection(ours.getsockname()):
        here.append(ours)
        end_slow_readers(loop, 0.4)
        with ours.accept()[0] as waited:
            assert given(waited) == 0
            here.append(waited)
            _, again, *arguments = loop.call_later.call_args.args
            again(*arguments)
            assert given(waited) == 400


def test_it_is_looked_for_until_it_listens_and_no_longer(here):
    loop = Mock()
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", 0))
        here.append(ours)
        end_slow_readers(loop, 0.4, 7)
        assert loop.call_later.call_args.args[-1] == 6
        ours.listen()
        end_slow_readers(loop, 0.4, 6)
        assert loop.call_later.call_args.args[-1] == 2
        loop.reset_mock()
        end_slow_readers(loop, 0.4, 0)
        assert not loop.call_later.called
