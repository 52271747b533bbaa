"""The people and words of the demo are such as members could be and write, and the same seed says the same."""

from pathlib import Path
from random import Random

import pytest
from django.utils import timezone

from kith.demo.album import FOLDER, NAMES, Album
from kith.demo.bulk import Bulk
from kith.demo.graph import NotAGraph, followers_of, generate_graph, read_graph
from kith.demo.people import make_people
from kith.demo.story import Story
from kith.demo.voice import SLOT, voices
from kith.kernel.text import clean, clean_name
from kith.people import handles
from kith.posts.words import named

LANGUAGES = {"ar", "en", "es", "id", "jv", "nl", "pt", "tr"}


def everything(seed):
    rng = Random(seed)
    following = generate_graph(300, rng)
    people = make_people(following, voices(), NAMES, rng)
    return following, people, list(Story(people, following, 600, 40, rng).posts())


def test_it_speaks_eight_languages_and_each_knows_every_photograph():
    spoken = {voice.code: voice for voice in voices()}
    assert set(spoken) == LANGUAGES
    assert all(set(voice.photos) == set(NAMES) for voice in voices())
    assert any("\ua980" <= letter <= "\ua9df" for letter in "".join(spoken["jv"].posts))


@pytest.mark.parametrize("voice", voices(), ids=lambda voice: voice.code)
def test_every_sentence_can_be_said_as_it_is_and_every_slot_filled(voice):
    sentences = [*voice.posts, *voice.comments, *voice.replies, *voice.shares, *voice.bios, *voice.greetings]
    sentences += [*voice.poll, voice.album, voice.film, voice.song]
    for sentence in sentences:
        said = voice.say(Random(1), [sentence])
        assert not SLOT.search(said)
        assert "{" not in said
        assert clean(said, 1000) == said
        assert said.count("#") == len(named(said).tags)


def test_handles_and_names_are_such_as_members_may_take(db):
    _, people, _ = everything(1)
    assert len({person.handle for person in people}) == len(people)
    for person in people:
        assert handles.clean(person.handle) == person.handle
        assert clean_name(person.name, 60) == person.name


def test_the_same_seed_makes_the_same_community_and_another_one_another():
    assert everything(1) == everything(1)
    assert everything(1) != everything(2)


def test_a_generated_graph_is_skewed_and_clustered_and_knows_no_strangers():
    following = generate_graph(2000, Random(3))
    followers = sorted(map(len, followers_of(following)), reverse=True)
    assert sum(followers[:100]) > 0.2 * sum(followers), "a twentieth has a fifth of all followers"
    assert all(one not in followed for one, followed in enumerate(following))
    friends = [set(followed) for followed in following]
    triples = [(a, b) for one in range(0, 2000, 40) for a in following[one][:10] for b in following[one][:10] if a < b]
    closed = sum(b in friends[a] or a in friends[b] for a, b in triples)
    assert closed / len(triples) > 10 * sum(followers) / 2000**2


def test_nobody_comments_or_reacts_before_there_is_something_to_answer():
    _, _, drafts = everything(1)
    assert [draft.age for draft in drafts] == sorted((draft.age for draft in drafts), reverse=True)
    for draft in drafts:
        assert all(0 <= age < draft.age for *_, age in draft.reactions)
        for comment in draft.comments:
            older = draft.comments[comment.parent] if comment.parent is not None else draft
            assert 0 <= comment.age <= older.age


def test_a_graph_is_read_as_two_follows_an_edge(tmp_path):
    file = tmp_path / "edges.txt"
    file.write_text("# friends\n7 9\n9 ana\n7 9\n7 7\n\n")
    assert read_graph(file) == [[1], [0, 2], [1]]
    file.write_text("7 9\nlonely\n")
    with pytest.raises(NotAGraph, match="line 2"):
        read_graph(file)


def test_every_photograph_names_its_source_and_is_small():
    sources = (FOLDER / "SOURCES.md").read_text()
    files = {path.name for path in Path(FOLDER).iterdir()} - {"SOURCES.md"}
    assert files == {f"{name}.jpg" for name in NAMES}
    assert len(files) == 12
    for name in files:
        assert f"`{name}`" in sources
        assert (FOLDER / name).stat().st_size <= 120_000


def test_ids_of_one_moment_never_repeat_however_many(monkeypatch):
    monkeypatch.setattr("kith.demo.bulk.SPACE", 4)
    bulk = Bulk([], [], Album(Path(), {}), timezone.now())
    assert len({bulk.id_at(60) for _ in range(250)}) == 250
