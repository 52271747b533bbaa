"""What is found follows what happens."""

import pytest
from django.db import connection

from kith.people.actions.accounts import change_handle
from kith.people.models import Profile
from kith.posts import actions
from kith.posts.models import Post
from kith.search import index
from kith.search.models import PersonWords, PostWords, TagWords
from tests.cast import make_member
from tests.search.conftest import found_people, found_posts, found_tags


def test_an_edited_post_is_found_by_what_it_says_now(cast, write, run_tasks):
    post = write("Apples for #everyone")
    actions.edit_post(actor=cast.ana, post=post, text="Pears for #nobody", audience=1)
    run_tasks()
    assert found_posts("apples", cast.ben) == found_posts("#everyone", cast.ben) == []
    assert found_posts("pears #nobody", cast.ben) == [post.pk]
    assert found_tags("nobod", cast.ben) == ["nobody"]


def test_a_deleted_post_leaves_nothing_behind(cast, write, run_tasks):
    post = write("Apples")
    actions.delete_post(actor=cast.ana, post=post)
    run_tasks()
    assert not PostWords.objects.filter(pk=post.pk).exists()


def test_a_comment_is_not_found_by_itself(cast, write, run_tasks):
    post = write("Apples")
    answer = actions.comment(author=cast.ben, parent=post, text="Pears")
    actions.edit_post(actor=cast.ben, post=answer, text="Plums", audience=1)
    run_tasks()
    assert found_posts("pears", cast.ana) == found_posts("plums", cast.ana) == []


def test_a_member_is_found_by_a_new_handle_and_not_by_the_old_one(cast, called, run_tasks):
    called(cast.cyd, "Cydonia")
    change_handle(member=cast.cyd, handle="quince")
    run_tasks()
    assert found_people("quin", cast.ana) == found_people("cydonia", cast.ana) == ["quince"]
    called(Profile.objects.get(pk=cast.cyd.pk), "Someone")
    assert found_people("cydonia", cast.ana) == []


def test_a_handle_is_found_by_its_parts_with_and_without_what_joins_them(community, cast):
    make_member("jan_de_vries")
    index.reindex()
    for query in ("vries", "jandevries", "jan_de", "@jan_de_vries", "devr"):
        assert found_people(query, cast.ana) == ["jan_de_vries"], query
    assert found_people("nde vri es_j", cast.ana) == []


def test_an_erased_member_leaves_nothing_behind(cast, called):
    called(cast.cyd, "Cydonia")
    index.forget_person(cast.cyd)
    assert not PersonWords.objects.filter(pk=cast.cyd.pk).exists()


def test_reindexing_finds_what_the_tasks_never_saw_and_forgets_what_is_gone(cast, monkeypatch):
    monkeypatch.setattr(index, "AT_ONCE", 2)
    posts = [Post.objects.create(author=cast.ana, text=f"Apple number {n}", audience=1) for n in range(5)]
    PostWords.objects.bulk_create([PostWords(pk=77, words=["apple"]), PostWords(pk=1 << 62, words=["apple"])])
    assert index.unfound() == 5 + Profile.objects.count()
    index.reindex()
    assert set(PostWords.objects.values_list("pk", flat=True)) == {post.pk for post in posts}
    assert found_posts("appl numb", cast.ben) == [post.pk for post in reversed(posts)]
    assert set(found_people("b", cast.ana)) == {"ben"}
    assert index.unfound() == 0


def test_writing_twice_is_once(cast, write):
    post = write("Apples for #everyone")
    index.index_post(post.pk)
    index.index_post(post.pk)
    assert found_posts("apples", cast.ben) == [post.pk]
    assert TagWords.objects.count() == 1


def test_a_word_of_ten_thousand_letters_is_found_by_its_beginning(cast, write):
    post = write("y" * 10_000)
    assert found_posts("y" * 80, cast.ben) == [post.pk]


@pytest.mark.parametrize("words", [["apple"], ["ab"] * 20_000])
def test_a_document_of_any_length_is_kept(db, words):
    PostWords.objects.create(pk=5, words=words)
    assert PostWords.objects.count() == 1
    assert connection.vendor in {"sqlite", "postgresql"}
