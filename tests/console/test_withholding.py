"""Staff withhold what they can see; what is withheld they read only through the log."""

import pytest

from kith.audit.models import Line
from kith.graph.audiences import Audience
from kith.posts.actions import comment, publish_post
from kith.posts.models import Post, PostState

REASON = {"state": int(PostState.REMOVED), "reason": "Advertising"}


def state(post: Post) -> int:
    return Post.objects.get(pk=post.pk).state


def test_a_post_is_withheld_with_a_reason_and_restored(staff, as_member, post):
    client = as_member(staff.mo)
    address = f"/console/posts/{post.pk}/withhold/"
    assert "Buy my river water!" in client.get(address).content.decode()
    assert client.post(address, {"state": int(PostState.REMOVED), "reason": ""}).status_code == 422
    assert state(post) == PostState.SHOWN
    assert client.post(address, REASON).status_code == 302
    assert state(post) == PostState.REMOVED
    assert as_member(staff.ben).get(f"/@ana/{post.pk}").status_code == 404
    listed = client.get("/console/posts/").content.decode()
    for shown in (f"/@ana/{post.pk}", "@mo", "Advertising"):
        assert shown in listed
    client.post(f"/console/posts/{post.pk}/restore/")
    assert state(post) == PostState.SHOWN
    assert as_member(staff.ben).get(f"/@ana/{post.pk}").status_code == 200
    verbs = Line.objects.filter(target_id=post.pk).order_by("id").values_list("verb", "actor_id")
    assert list(verbs) == [("withhold_post", staff.mo.pk), ("restore_post", staff.mo.pk)]


def test_moderators_are_told_that_they_do_not_withhold_what_an_administrator_wrote(staff, as_member):
    post = publish_post(author=staff.ada, text="The house rules", audience=Audience.MEMBERS)
    answer = as_member(staff.mo).post(f"/console/posts/{post.pk}/withhold/", REASON, follow=True)
    assert answer.redirect_chain[0][0] == f"/@ada/{post.pk}"
    assert "higher role" in answer.text
    assert state(post) == PostState.SHOWN
    as_member(staff.olu).post(f"/console/posts/{post.pk}/withhold/", REASON)
    listed = as_member(staff.mo).get("/console/posts/").text
    assert f"/@ada/{post.pk}" in listed
    assert f"/console/posts/{post.pk}/restore/" not in listed
    assert as_member(staff.mo).post(f"/console/posts/{post.pk}/restore/").status_code == 404
    assert state(post) == PostState.REMOVED


def test_the_text_of_a_withheld_post_is_read_through_the_log(staff, as_member, post):
    client = as_member(staff.mo)
    client.post(f"/console/posts/{post.pk}/withhold/", REASON)
    assert "river water" not in client.get("/console/posts/").content.decode()
    assert client.get(f"/console/posts/{post.pk}/text/").status_code == 405
    assert "river water" in client.post(f"/console/posts/{post.pk}/text/").content.decode()
    line = Line.objects.get(verb="read_withheld_post")
    assert (line.actor_id, line.target_id) == (staff.mo.pk, post.pk)


def test_a_post_that_is_not_withheld_is_not_read_this_way(staff, as_member):
    secret = publish_post(author=staff.ana, text="Between us", audience=Audience.ONLY_ME)
    client = as_member(staff.olu)
    assert client.post(f"/console/posts/{secret.pk}/text/").status_code == 404
    assert client.post(f"/console/posts/{secret.pk}/restore/").status_code == 404
    assert not Line.objects.filter(verb="read_withheld_post").exists()


@pytest.mark.parametrize("audience", [Audience.FOLLOWERS, Audience.FRIENDS, Audience.ONLY_ME])
def test_staff_withhold_nothing_that_they_can_not_see(staff, as_member, audience):
    secret = publish_post(author=staff.ana, text="Between us", audience=audience)
    address = f"/console/posts/{secret.pk}/withhold/"
    assert as_member(staff.olu).get(address).status_code == 404
    assert as_member(staff.olu).post(address, REASON).status_code == 404
    assert state(secret) == PostState.SHOWN


def test_a_post_is_reached_by_its_address(staff, as_member, post):
    client = as_member(staff.mo)
    for address in (
        f"http://testserver/@ana/{post.pk}",
        f"/@ana/{post.pk}?x=1",
        f"https://riverside.example/@ana/{post.pk}#c",
    ):
        answer = client.post("/console/posts/", {"address": address})
        assert answer["Location"] == f"/console/posts/{post.pk}/withhold/"
    for address in ("nonsense", "/@ana", "/@ana/" + "9" * 5000):
        assert client.post("/console/posts/", {"address": address}).status_code == 422


def test_a_comment_is_withheld_like_a_post(staff, as_member, post):
    answer = comment(author=staff.ben, parent=post, text="And my bridge!")
    as_member(staff.mo).post(f"/console/posts/{answer.pk}/withhold/", REASON)
    assert state(answer) == PostState.REMOVED
    assert "And my bridge!" not in as_member(staff.cyd).get(f"/@ana/{post.pk}").content.decode()


def test_the_menu_of_a_post_leads_there_for_staff_only(staff, as_member, post):
    address = f"/console/posts/{post.pk}/withhold/"
    assert address in as_member(staff.mo).get(f"/@ana/{post.pk}").content.decode()
    assert address not in as_member(staff.ben).get(f"/@ana/{post.pk}").content.decode()
