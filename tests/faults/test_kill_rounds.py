"""`kill -9` of anything, at any moment, under a stream of publishing: what was acknowledged is there, once.

Every post is sent with a submit key until it is acknowledged, as a browser's "Try again" does; so in the end every
post must be there exactly once, on its author's profile and in the feed of whoever follows the author.
`bin/long` runs more rounds: PYTEST_KILL_ROUNDS.
"""

import os
import random
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock

import psutil
import pytest

from tests.faults.conftest import STARTS_WITHIN, begin
from tests.faults.visitor import NoAnswer, Visitor
from tests.installation import Kith, family
from tests.waiting import wait_until

ROUNDS = int(os.environ.get("PYTEST_KILL_ROUNDS", "3"))
AUTHORS = 3
KILLS = 4
POSTS_BETWEEN = (2, 9)  # posts that are acknowledged from one kill to the next
TRIES = 10 * STARTS_WITHIN  # a tenth of a second each, as long as starting again may take
MOST_POSTS = 50  # of one author in a round: 60 an hour are allowed


@dataclass
class Stream:
    """What several authors publish at once, each post until it is acknowledged."""

    kith: Kith
    ended: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    acknowledged: dict[str, list[str]] = field(default_factory=dict)
    sent_again: int = 0

    def publish_on(self, author: Visitor) -> None:
        for number in range(MOST_POSTS):
            if self.ended.is_set():
                return
            text = f"{author.handle} writes number {number}"
            self.send(author, text)
            with self.lock:
                self.acknowledged.setdefault(author.handle, []).append(text)

    def send(self, author: Visitor, text: str) -> None:
        """Send one post until it is acknowledged by the way to its own page."""
        key, pause = secrets.token_urlsafe(16), Event()
        for _ in range(TRIES):
            try:
                answer = author.publishes(text, key)
            except NoAnswer:
                self.sent_again += 1
                pause.wait(0.1)
                continue
            if answer.status == 302 and answer.location.startswith(f"/@{author.handle}/"):
                return
            assert answer.status in {500, 503}, (answer.status, answer.location, answer.text)
            pause.wait(0.1)
        raise AssertionError(f"never acknowledged: {text}")

    def count(self) -> int:
        with self.lock:
            return sum(map(len, self.acknowledged.values()))

    def wait_for(self, more: int) -> None:
        """Wait until so many more posts are acknowledged, if there are to be as many."""
        enough = min(self.count() + more, AUTHORS * MOST_POSTS)
        wait_until(lambda: self.count() >= enough, seconds=120)


def test_what_was_acknowledged_is_there_once(make_kith, tmp_path):
    kith = make_kith(tmp_path / "data")
    begin(kith)
    sent_again = sum(one_round(kith, number, random.Random(number)) for number in range(ROUNDS))
    assert sent_again  # or no kill has hit a request, and the test has shown nothing


def one_round(kith: Kith, number: int, chance: random.Random) -> int:
    """Publish while processes die; then count. Returns how many posts had to be sent again."""
    authors = [Visitor(kith.port, f"round{number}.{place}").signs_up() for place in range(AUTHORS)]
    reader = Visitor(kith.port, f"round{number}.reader").signs_up()
    for author in authors:
        assert reader.post(f"/@{author.handle}/follow").status == 302
    stream = Stream(kith)
    with ThreadPoolExecutor(AUTHORS) as pool:
        streams = [pool.submit(stream.publish_on, author) for author in authors]
        try:
            for place in range(KILLS):
                stream.wait_for(chance.randint(*POSTS_BETWEEN))
                kill(kith, chance, everything=place == KILLS - 1)
        finally:
            stream.ended.set()
        for each in streams:
            each.result()
    count_everything(stream, authors, reader)
    return stream.sent_again


def kill(kith: Kith, chance: random.Random, *, everything: bool) -> None:
    """Kill one child of `kith up`, which is started again; or the supervisor and with it everything."""
    top, *children = family(kith.running[-1])
    if not everything:
        victim = chance.choice(children)
        victim.kill()
        return
    for process in [top, *children]:
        try:
            process.kill()
        except psutil.NoSuchProcess:  # it went with its parent
            continue
    kith.running[-1].wait()
    begin(kith)


def count_everything(stream: Stream, authors: list[Visitor], reader: Visitor) -> None:
    for author in authors:
        expected = sorted(stream.acknowledged[author.handle])
        assert sorted(author.texts(f"/@{author.handle}")) == expected
    everything = sorted(text for texts in stream.acknowledged.values() for text in texts)
    # The lease of a task whose worker was killed ends first.
    wait_until(lambda: len(reader.texts("/?tab=following")) >= len(everything), seconds=60)
    assert sorted(reader.texts("/?tab=following")) == everything


@pytest.mark.parametrize("times", [2, 5])
def test_the_same_form_sent_again_makes_one_post(kith, newcomer, times):
    ana = newcomer("ana")
    answers = {ana.publishes("Once is enough", key="k" * 20).location for _ in range(times)}
    assert len(answers) == 1
    assert ana.texts("/@ana") == ["Once is enough"]
