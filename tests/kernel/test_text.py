import unicodedata
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from kith.kernel import text
from kith.kernel.text import clean, clean_name, fold


def refused(words: str, limit: int = 10_000) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        clean(words, limit)
    return caught.value


def test_lines_end_in_one_way_and_ends_are_not_blank():
    assert clean(" one\r\ntwo\rthree\x0bfour\u2028five \n", 100) == "one\ntwo\nthree\nfour\nfive"


def test_text_is_composed():
    assert clean("cafe\u0301", 10) == "caf\u00e9"


def test_line_ends_of_a_form_do_not_count_twice():
    assert clean("a\r\n" * 5, 10) == "a\na\na\na\na"


def test_over_long_text_is_refused_with_how_much():
    error = refused("x" * 10_003)
    assert error.code == "too_long"
    assert "3 characters too long" in error.messages[0]
    assert "10000" in error.messages[0]


@pytest.mark.parametrize("letter", ["\0", "\x08", "\x1b", "\x7f", "\x9f", "\ud800", chr(0xFFFE), chr(0xFFFD)])
def test_what_cannot_be_shown_is_refused_with_its_place(letter):
    error = refused(f"Hello there{letter} friend")
    assert error.code == "unreadable"
    assert "Hello there" in error.messages[0]
    assert letter not in error.messages[0]


def test_a_tab_and_an_emoji_with_joiners_stay():
    family = "👨‍👩‍👧 ❤️"
    assert clean(f"a\tb {family}", 100) == f"a\tb {family}"


def test_stacked_marks_are_refused():
    assert refused("a" + "\u0300" * 9).code == "marks"
    assert clean("a" + "\u0300" * 8, 100)


def test_a_hundred_thousand_marks_are_refused_before_anything_composes_them(monkeypatch):
    def costly(*args: object) -> str:
        raise AssertionError("normalised before it was counted")

    monkeypatch.setattr(text, "unicodedata", SimpleNamespace(normalize=costly, category=unicodedata.category))
    assert refused("a" + "\u0300" * 100_000).code == "too_long"
    assert refused("a" + "\u0300" * 9_000).code == "marks"


@pytest.mark.parametrize("words", ["ꦲꦏ꧀ꦱꦫꦗꦮ", "ประเทศไทย", "हिन्दी", "שָׁלוֹם", "العَرَبِيَّة", "བཀྲ་ཤིས་"])
def test_scripts_that_stack_signs_pass(words):
    assert clean(words, 100) == unicodedata.normalize("NFC", words)


def test_a_name_is_one_line_without_hidden_letters():
    assert clean_name("  Ana\n\u200b  María\u200e ", 60) == "Ana María"
    assert clean_name("\u200b\u2060", 60) == ""


@pytest.mark.parametrize("letter", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_name_cannot_turn_the_text_around_it(letter):
    with pytest.raises(ValidationError) as caught:
        clean_name(f"Ana{letter}gpj", 60)
    assert caught.value.code == "direction"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Çağrı", "CAGRI"),
        ("IĞDIR", "ığdır"),
        ("İstanbul", "istanbul"),
        ("Straße", "STRASSE"),
        ("قَهْوَة", "قهوه"),
        ("أحمد", "احمد"),
        ("مـــرحبا", "مرحبا"),
        ("على", "علي"),
        ("١٢٣", "123"),
        ("Ёлка", "елка"),
        ("Ångström", "angstrom"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ꦏꦶ", "ꦏꦸ"), ("मई", "मा"), ("กา", "กี"), ("мой", "мои"), ("が", "か"), ("한", "하")],
)
def test_signs_that_carry_the_vowel_stay(one, other):
    assert fold(one) != fold(other)


def test_javanese_is_left_as_it_is():
    assert fold("ꦲꦏ꧀ꦱꦫ") == "ꦲꦏ꧀ꦱꦫ"


def test_folding_twice_is_folding_once():
    for words in ["Çağrı İI", "قَهْوَة ۱۲", "ﬁ ẞ ǆ"]:
        assert fold(fold(words)) == fold(words)
