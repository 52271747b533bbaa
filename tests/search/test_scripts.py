"""Words are found in every spelling and script."""

import pytest

from tests.search.conftest import found_people, found_posts

# What is written, what finds it, what doesn't.
SPELLINGS = [
    ("Crème brûlée in Málaga", ["creme", "brulee", "MALAGA", "crème", "mála"], ["malmo"]),
    ("Iğdır'da kış, İstanbul'da yağmur", ["igdir", "IĞDIR", "Iğdır", "istanbul", "İSTANBUL", "ıstanbul", "yagmur"], []),
    ("Straße und Łódź", ["strasse", "lodz", "ŁÓDŹ"], ["strand"]),
    ("كِتَابٌ جَدِيد", ["كتاب", "كِتاب", "جديد", "كتـــاب"], ["كاتب"]),
    ("أحمد وإيمان وآمال", ["احمد", "أحمد", "وايمان", "وامال"], []),
    ("مدرسة على التل", ["مدرسه", "مدرسة", "علي", "على", "تل", "التل"], ["تلال"]),
    ("ꦲꦏ꧀ꦱꦫꦗꦮ", ["ꦗꦮ", "ꦲꦏ꧀ꦱꦫ", "ꦮ", "ꦲꦏ꧀ꦱꦫꦗꦮ"], ["ꦮꦗ"]),
    ("日本語を話す", ["日本", "本語", "話"], ["語日"]),
    ("ภาษาไทย", ["ไทย", "ภาษา"], ["ทยไ"]),
    ("हिन्दी भाषा", ["हिन्दी", "भाषा", "हिन्"], ["भष"]),
    ("Привет, мир. Ёлка", ["привет", "МИР", "елка"], ["йод"]),
    ("A swim 🏊 and a 🎉🎉 party", ["🎉", "🏊", "swim 🏊", "part"], ["🎈", "wim"]),
    ("२०२६ and ٢٠٢٦", ["2026"], []),
]


@pytest.mark.parametrize(("text", "finds", "misses"), SPELLINGS, ids=[text for text, _, _ in SPELLINGS])
def test_a_post_is_found_by_every_spelling_of_its_words(cast, write, text, finds, misses):
    post = write(text)
    assert [query for query in finds if found_posts(query, cast.ben) != [post.pk]] == []
    assert [query for query in misses if found_posts(query, cast.ben)] == []


NAMES = [
    ("José Çağrı", ["jose", "cagri", "ÇAĞ", "agr", "josé çağrı", "cagri jose"], ["josefina"]),
    ("فاطِمة الزهراء", ["فاطمه", "زهراء", "الزهرا", "فاطمة"], ["زهير"]),
    ("ꦱꦫꦶ", ["ꦱꦫꦶ", "ꦫꦶ", "ꦱ"], ["ꦫꦱ"]),
    ("Ananda", ["ana", "nand", "anda", "A"], ["adna"]),
]


@pytest.mark.parametrize(("name", "finds", "misses"), NAMES, ids=[name for name, _, _ in NAMES])
def test_a_member_is_found_by_every_spelling_and_part_of_the_name(cast, called, name, finds, misses):
    called(cast.cyd, name)
    assert [query for query in finds if "cyd" not in found_people(query, cast.ben)] == []
    assert [query for query in misses if "cyd" in found_people(query, cast.ben)] == []
