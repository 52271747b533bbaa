"""What a query means, and that nothing else in it means anything."""

import pytest

from kith.search.query import read
from tests.search.conftest import found_people, found_posts, found_tags

# The words of the databases' own languages, and what breaks them.
RAW = [
    "apples AND pears", "apples OR kiwi", "apples NOT pears", "apples NEAR pears", "NEAR(apples pears, 2)",
    "words: apples", "^apples", "apples*", "-apples", "+apples", "(apples", "apples)", "{apples}", "'apples'",
    "apples & pears", "apples | kiwi", "!apples", "apples <-> pears", "apples:*", "apples\\", "apples';--", "%", "_",
    "search_post", "\"", '"apples', 'apples"', '""', '"" ""', "'", "from:", "from:@", "#", "##", "#1", "…", "()", "*",
    "\u202eapples\u202c", "apples\u200f تفاح", "🍏", "👩‍👩‍👧", "\U000e0041", "\ue000app", "\ue002",
]  # fmt: skip


@pytest.mark.parametrize("text", RAW)
def test_no_sign_is_syntax(cast, write, text):
    post = write("apples pears")
    found = found_posts(text, cast.ben)
    assert found in ([], [post.pk])
    found_people(text, cast.ben)
    found_tags(text, cast.ben)


def test_all_words_must_be_there_whatever_their_order(cast, write):
    both, one = write("apples and pears"), write("apples alone")
    assert found_posts("pear appl", cast.ben) == [both.pk]
    assert found_posts("apples", cast.ben) == [one.pk, both.pk]
    assert found_posts("apples OR kiwi", cast.ben) == []
    assert found_posts("-apples", cast.ben) == [one.pk, both.pk]


def test_quotes_mean_these_words_just_so(cast, write):
    post = write("The old mill by the river")
    assert found_posts('"old mill"', cast.ben) == found_posts("“Old Mill” river", cast.ben) == [post.pk]
    assert found_posts("«the river»", cast.ben) == [post.pk]
    assert found_posts('"mill old"', cast.ben) == found_posts('"old mil"', cast.ben) == []
    assert found_posts('"old mil', cast.ben) == [post.pk]  # never closed: plain words


def test_quotes_around_a_script_without_spaces(cast, write):
    post = write("ꦲꦏ꧀ꦱꦫꦗꦮ river")
    assert found_posts('"ꦗꦮ river"', cast.ben) == [post.pk]
    assert found_posts('"ꦏ꧀ꦱꦫ"', cast.ben) == [post.pk]
    assert found_posts('"ꦗꦫ"', cast.ben) == []


def test_a_hashtag_is_the_whole_hashtag(cast, write):
    tagged, plain = write("Hello #river_walk"), write("A river_walk")
    assert found_posts("#river_walk", cast.ben) == found_posts("#RIVER_walk", cast.ben) == [tagged.pk]
    assert found_posts("#river", cast.ben) == []
    assert found_posts("river walk", cast.ben) == [plain.pk, tagged.pk]
    assert found_tags("walk", cast.ben) == found_tags("#ver", cast.ben) == found_tags("riverwalk", cast.ben)
    assert found_tags("walk", cast.ben) == ["river_walk"]


@pytest.mark.parametrize("text", ["", "   ", "…", "!!! ??? ---", "\u200f\u200e", '"" "!"', "()*&|"])
def test_a_query_without_words_is_empty(text):
    assert read(text).is_empty


def test_more_words_than_count_do_no_harm(cast, write):
    post = write(" ".join(f"w{n}ord" for n in range(40)))
    assert found_posts(" ".join(f"w{n}ord" for n in range(30)), cast.ben) == [post.pk]
