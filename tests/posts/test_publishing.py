import pytest
from django.core.exceptions import PermissionDenied

from kith.graph.audiences import Audience
from kith.people.models import Profile, State
from kith.posts.models import Mention, Post, PostTag

FORM = {"text": "Hello, river!", "audience": "2", "key": "k1"}


def test_a_post_is_published_and_leads_to_its_page(cast, as_member):
    response = as_member(cast.ana).post("/posts/", FORM)
    post = Post.objects.get()
    assert (post.text, post.audience, post.author) == ("Hello, river!", Audience.FOLLOWERS, cast.ana)
    assert response.status_code == 302
    assert response["Location"] == f"/@ana/{post.pk}"


def test_by_htmx_it_comes_as_a_card_with_an_empty_composer(cast, as_member):
    response = as_member(cast.ana).post("/posts/", FORM, headers={"HX-Request": "true"})
    html = response.content.decode()
    post = Post.objects.get()
    assert response.status_code == 200
    assert f'id="post-{post.pk}"' in html
    assert "Hello, river!" in html.partition("<hx-partial")[2]
    assert "Hello, river!" not in html.partition("<hx-partial")[0]
    assert 'value="k1"' not in html


def test_a_stranger_publishes_nothing(cast, as_member):
    response = as_member(None).post("/posts/", FORM)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")
    assert not Post.objects.exists()


@pytest.mark.parametrize("state", [State.READ_ONLY, State.SUSPENDED, State.AWAITING, State.LEAVING])
def test_who_may_not_write_publishes_nothing(cast, as_member, state):
    Profile.objects.filter(pk=cast.ana.pk).update(state=state)
    response = as_member(cast.ana).post("/posts/", FORM)
    assert response.status_code in {302, 403}
    assert not Post.objects.exists()


def test_read_only_is_told_so(cast, posted):
    cast.ana.state = State.READ_ONLY
    with pytest.raises(PermissionDenied, match="can't post"):
        posted()


def test_the_audience_is_remembered_and_shown(cast, as_member):
    client = as_member(cast.ana)
    client.post("/posts/", FORM)
    html = client.get("/posts/new").content.decode()
    assert '<option value="2" selected>' in html


def test_posts_are_counted(cast, posted):
    posted()
    posted(audience=Audience.ONLY_ME)
    assert Profile.objects.get(pk=cast.ana.pk).post_count == 2


def test_whom_and_what_it_names_is_kept(cast, posted):
    post = posted(text="@ben @nobody @cyd #Çağrı #CAGRI #1")
    assert set(Mention.objects.values_list("member__handle", flat=True)) == {"ben", "cyd"}
    assert list(PostTag.objects.filter(post=post).values_list("tag__name", "tag__shown")) == [("cagri", "Çağrı")]


def test_a_suspended_member_is_not_mentioned(cast, posted):
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.SUSPENDED)
    posted(text="@ben")
    assert not Mention.objects.exists()


def test_the_card_links_members_and_tags(cast, as_member, posted):
    post = posted(text="@ben likes #tea at https://example.org/?a=1&b=2")
    html = as_member(cast.cyd).get(f"/@ana/{post.pk}").content.decode()
    assert '<a class="mention" href="/@ben">@ben</a>' in html
    assert '<a class="tag" href="/tags/tea">#tea</a>' in html
    assert 'href="https://example.org/?a=1&amp;b=2"' in html


@pytest.mark.parametrize("handle", ["ana", "ben", "nobody"])
def test_the_address_leads_to_the_author_of_today(cast, as_member, posted, handle):
    post = posted()
    response = as_member(cast.cyd).get(f"/@{handle}/{post.pk}")
    assert response.status_code == (200 if handle == "ana" else 302)
    if handle != "ana":
        assert response["Location"] == f"/@ana/{post.pk}"


def test_missing_and_forbidden_are_one_answer(cast, as_member, posted):
    hidden = posted(audience=Audience.ONLY_ME)
    client = as_member(cast.ben)
    forbidden, missing = client.get(f"/@ana/{hidden.pk}"), client.get("/@ana/12345")
    assert forbidden.status_code == missing.status_code == 404
    assert forbidden.content == missing.content
    assert as_member(cast.ana).get(f"/@ana/{hidden.pk}").status_code == 200
