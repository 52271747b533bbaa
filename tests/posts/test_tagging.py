"""People in photos: asked first, seen by whom the photo is for, and out again whenever they like."""

import pytest

from kith.graph import actions as graph
from kith.graph.audiences import Audience
from kith.notifications.models import Kind, Notification
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import Album, Consent, PhotoTag
from kith.search.index import reindex
from tests.media.pictures import kept


@pytest.fixture
def photo(cast):
    """A photo in an album of Ana's for members."""
    album = actions.create_album(owner=cast.ana, title="Summer", description="", audience=Audience.MEMBERS)
    item = kept(cast.ana)
    actions.add_photos(actor=cast.ana, album=album, items=[item])
    return item


@pytest.fixture
def tag(cast, photo):
    """Ben is asked whether he may be tagged in Ana's photo."""
    return actions.tag_member(actor=cast.ana, item=photo, handle="ben", spot=(300, 400))


def names(browser, photo) -> bool:
    """Whether a member finds Ben's name on the photo's page."""
    page = browser.get(f"/@ana/photos/{photo.key}")
    assert page.status_code == 200
    return 'href="/@ben"' in page.content.decode().split("<article")[1]


def told(cast) -> int:
    return Notification.objects.filter(member=cast.ben, kind=Kind.TAG, actor=cast.ana).count()


def test_who_is_tagged_is_asked_and_others_see_it_only_after(cast, as_member, photo, run_tasks):
    ana, ben, cyd = (as_member(member) for member in (cast.ana, cast.ben, cast.cyd))
    assert ana.post(f"/photos/{photo.key}/tags", {"handle": "@ben", "x": 300, "y": 400}).status_code == 302
    run_tasks()
    tag = PhotoTag.objects.get()
    assert (tag.x, tag.y, tag.consent) == (300, 400, Consent.ASKED)
    assert [names(each, photo) for each in (ana, ben, cyd)] == [True, True, False]
    assert "wants to tag you" in ben.get("/notifications/").content.decode()
    assert photo.key in ben.get("/settings/tags/").content.decode()
    assert photo.key not in cyd.get("/@ben/photos/of").content.decode()
    assert ben.post(f"/settings/tags/{tag.pk}/approve").status_code == 302
    run_tasks()
    assert names(cyd, photo)
    assert photo.key in cyd.get("/@ben/photos/of").content.decode()
    assert told(cast) == 0


def test_who_declines_is_not_asked_again(cast, as_member, photo, tag, run_tasks):
    run_tasks()
    assert told(cast) == 1
    assert as_member(cast.ben).post(f"/settings/tags/{tag.pk}/remove").status_code == 302
    run_tasks()
    assert told(cast) == 0
    ana = as_member(cast.ana)
    assert not names(ana, photo)
    again = ana.post(f"/photos/{photo.key}/tags", {"handle": "ben"})
    assert again.status_code == 422
    assert "can&#x27;t be tagged" in again.content.decode()
    run_tasks()
    assert told(cast) == 0


def test_who_agreed_removes_themself_at_any_time(cast, as_member, photo, tag):
    actions.agree_to_tag(member=cast.ben, tag=tag)
    assert names(as_member(cast.cyd), photo)
    as_member(cast.ben).post(f"/settings/tags/{tag.pk}/remove")
    assert not names(as_member(cast.cyd), photo)
    assert photo.key not in as_member(cast.cyd).get("/@ben/photos/of").content.decode()


def test_nobody_answers_for_another(cast, as_member, tag):
    for handle in ("cyd", "mo", "ana"):
        for verb in ("approve", "remove"):
            assert as_member(vars(cast)[handle]).post(f"/settings/tags/{tag.pk}/{verb}").status_code == 404
    tag.refresh_from_db()
    assert tag.consent == Consent.ASKED


def test_whose_photo_it_is_takes_a_tag_off_and_others_dont(cast, as_member, photo, tag):
    assert as_member(cast.cyd).post(f"/photos/{photo.key}/tags/{tag.pk}/remove").status_code == 404
    assert as_member(cast.ana).post(f"/photos/{photo.key}/tags/{tag.pk}/remove").status_code == 302
    assert not PhotoTag.objects.exists()


def test_only_whose_photo_it_is_tags_in_it(cast, as_member, photo):
    assert as_member(cast.cyd).post(f"/photos/{photo.key}/tags", {"handle": "ben"}).status_code == 404
    assert not PhotoTag.objects.exists()


def test_oneself_needs_no_asking(cast, as_member, photo, run_tasks):
    as_member(cast.ana).post(f"/photos/{photo.key}/tags", {"handle": "ana"})
    run_tasks()
    assert photo.key in as_member(cast.cyd).get("/@ana/photos/of").content.decode()
    assert not Notification.objects.exists()


def refuses(case: str, cast, block) -> str:
    """Make it so that somebody can't be tagged; their handle."""
    match case:
        case "blocks":
            block(cast.ben, cast.ana)
        case "is blocked":
            block(cast.ana, cast.ben)
        case "wants none":
            Profile.objects.filter(pk=cast.ben.pk).update(may_be_tagged=False)
        case "is suspended":
            Profile.objects.filter(pk=cast.ben.pk).update(state=State.SUSPENDED)
        case "is nobody":
            return "nobody"
    return "ben"


CASES = ["blocks", "is blocked", "wants none", "is suspended", "is nobody"]


@pytest.mark.parametrize("case", CASES)
def test_who_cant_be_tagged_and_who_is_not_there_are_one_answer(cast, as_member, photo, block, case):
    handle = refuses(case, cast, block)
    answer = as_member(cast.ana).post(f"/photos/{photo.key}/tags", {"handle": handle})
    assert answer.status_code == 422
    assert f"“{handle}” can&#x27;t be tagged in this photo." in answer.content.decode()
    assert not PhotoTag.objects.exists()


def test_a_tag_widens_nothing(cast, as_member, run_tasks):
    album = actions.create_album(owner=cast.ana, title="Friends", description="", audience=Audience.FRIENDS)
    item = kept(cast.ana)
    actions.add_photos(actor=cast.ana, album=album, items=[item])
    ana, ben = as_member(cast.ana), as_member(cast.ben)
    assert ana.post(f"/photos/{item.key}/tags", {"handle": "ben"}).status_code == 422
    graph.follow(follower=cast.ana, followed=cast.ben)
    assert ana.post(f"/photos/{item.key}/tags", {"handle": "ben"}).status_code == 302
    actions.agree_to_tag(member=cast.ben, tag=PhotoTag.objects.get())
    assert item.key not in as_member(cast.cyd).get("/@ben/photos/of").content.decode()
    assert as_member(cast.cyd).get(f"/media/{item.key}/320").status_code == 404
    assert item.key in ben.get("/@ben/photos/of").content.decode()
    actions.edit_album(actor=cast.ana, album=album, title="Friends", description="", audience=Audience.ONLY_ME)
    assert ben.get(f"/media/{item.key}/320").status_code == 404
    page = ben.get("/settings/tags/").content.decode()
    assert item.key not in page
    assert "Remove me" in page


def test_a_third_member_sees_no_tag_across_a_block(cast, as_member, photo, tag, block):
    actions.agree_to_tag(member=cast.ben, tag=tag)
    assert names(as_member(cast.cyd), photo)
    block(cast.ben, cast.cyd)
    assert not names(as_member(cast.cyd), photo)


def test_a_block_ends_the_tags_between_two(cast, as_member, photo, tag, run_tasks):
    actions.agree_to_tag(member=cast.ben, tag=tag)
    actions.tag_member(actor=cast.ana, item=photo, handle="cyd")
    graph.block(actor=cast.ben, target=cast.ana)
    run_tasks()
    assert [each.member_id for each in PhotoTag.objects.all()] == [cast.cyd.pk]


def test_the_privacy_page_says_whether_one_may_be_tagged(cast, as_member):
    ben = as_member(cast.ben)
    assert Profile.objects.get(pk=cast.ben.pk).may_be_tagged
    ben.post("/settings/privacy/", {"is_listed": "on", "may_be_tagged": "False"})
    assert not Profile.objects.get(pk=cast.ben.pk).may_be_tagged
    ben.post("/settings/privacy/", {"is_listed": "on", "may_be_tagged": "True"})
    assert Profile.objects.get(pk=cast.ben.pk).may_be_tagged


def test_what_a_photo_shows_is_said_on_its_page_and_in_its_post(cast, as_member, photo):
    post = actions.publish_post(author=cast.ana, text="", audience=Audience.MEMBERS, media=[photo])
    assert as_member(cast.ana).post(f"/photos/{photo.key}/describe", {"alt": "A heron"}).status_code == 302
    assert 'alt="A heron"' in as_member(cast.cyd).get(f"/@ana/{post.pk}").content.decode()
    assert as_member(cast.cyd).post(f"/photos/{photo.key}/describe", {"alt": "A crow"}).status_code == 404


def test_handles_are_offered_as_one_types_but_not_across_a_block(cast, as_member, block):
    reindex()
    ana = as_member(cast.ana)
    assert 'value="ben"' in ana.get("/search/handles?handle=be").content.decode()
    block(cast.ben, cast.ana)
    assert 'value="ben"' not in ana.get("/search/handles?handle=be").content.decode()


def test_who_may_not_see_the_photo_any_more_is_not_told_of_a_tag(cast, as_member, photo, tag, run_tasks):
    actions.edit_album(actor=cast.ana, album=Album.objects.get(), title="S", description="", audience=Audience.ONLY_ME)
    run_tasks()
    assert told(cast) == 0


@pytest.mark.parametrize("what", ["is suspended", "blocks", "is blocked"])
def test_of_whom_one_may_not_know_no_tag_tells(cast, as_member, tag, block, what):
    ben = as_member(cast.ben)
    assert "Photo by <bdi>Ana</bdi>" in ben.get("/settings/tags/").text
    if what == "is suspended":
        Profile.objects.filter(pk=cast.ana.pk).update(state=State.SUSPENDED)
    else:
        block(*((cast.ana, cast.ben) if what == "blocks" else (cast.ben, cast.ana)))
    assert "Ana" not in ben.get("/settings/tags/").text


def test_a_tag_of_somebody_suspended_is_not_shown(cast, as_member, photo, tag):
    actions.agree_to_tag(member=cast.ben, tag=tag)
    assert names(as_member(cast.cyd), photo)
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.SUSPENDED)
    assert not names(as_member(cast.cyd), photo)
    assert as_member(cast.cyd).get("/@ben/photos/of").status_code == 404


def test_the_photos_of_a_member_lead_to_nobody_across_a_block(cast, as_member, photo, tag, block):
    actions.agree_to_tag(member=cast.ben, tag=tag)
    cyd = as_member(cast.cyd)
    assert photo.key in cyd.get("/@ben/photos/of").text
    block(cast.ana, cast.cyd)
    assert photo.key not in cyd.get("/@ben/photos/of").text
