"""Stepping out, leaving for good, changing one's mind, and that nothing remains in the end."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ForeignKey
from django.test import Client
from django.utils import timezone

from kith.community.models import Announcement, Dismissal, Message
from kith.graph.actions import block, follow, mute
from kith.kernel.models import TaskRow
from kith.kernel.registry import registry
from kith.media.incoming import begin_upload
from kith.media.models import MediaItem
from kith.people import tasks
from kith.people.actions.exporting import ask_export
from kith.people.actions.leaving import TooLate, leave, stay
from kith.people.models import Account, Profile, State
from kith.posts.actions.commenting import comment
from kith.posts.actions.keeping import pin_post, save_post
from kith.posts.actions.publishing import publish_post
from kith.posts.actions.reacting import react
from kith.posts.actions.sharing import share_post
from kith.posts.models import Post
from tests.cast import PASSWORD, make_member
from tests.people.fresh import sign_in_afresh

EVERYONE = 0


@pytest.fixture(autouse=True)
def _own_storage(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "media"}},
        "exports": {**settings.STORAGES["exports"], "OPTIONS": {"location": tmp_path / "exports"}},
    }


def again(member: Profile) -> Profile:
    return Profile.objects.get(pk=member.pk)


def days_pass(member: Profile, days: int) -> None:
    now = again(member)
    assert now.delete_after
    Profile.objects.filter(pk=member.pk).update(delete_after=now.delete_after - timedelta(days=days))


def test_who_deactivates_is_hidden_and_back_by_signing_in(cast, as_member):
    ana = as_member(cast.ana)
    assert ana.post("/settings/leaving/deactivation/").status_code == 302
    assert again(cast.ana).state == State.DEACTIVATED
    assert ana.get("/settings/leaving/").status_code == 302  # signed out
    Client().post("/accounts/login/", {"login": "ana", "password": PASSWORD})
    assert again(cast.ana).state == State.ACTIVE


def test_deleting_asks_for_a_fresh_sign_in_and_then_once_more(cast, as_member):
    ana = as_member(cast.ana)
    for answer in (ana.get("/settings/leaving/deletion/"), ana.post("/settings/leaving/deletion/")):
        assert "reauthenticate" in answer["Location"]
    assert again(cast.ana).state == State.ACTIVE
    sign_in_afresh(ana)
    page = ana.get("/settings/leaving/deletion/")
    assert "be undone" in page.text
    assert again(cast.ana).state == State.ACTIVE  # looking deletes nothing
    ana.post("/settings/leaving/deletion/")
    leaving = again(cast.ana)
    assert leaving.state == State.LEAVING
    assert timedelta(days=29) < leaving.delete_after - timezone.now() <= timedelta(days=30)


def test_a_stranger_can_not_make_anyone_leave(cast, as_member):
    for address in ("deactivation", "deletion", "return"):
        answer = as_member(None).post(f"/settings/leaving/{address}/")
        assert answer.status_code in {302, 403}
    assert {member.state for member in Profile.objects.all()} == {State.ACTIVE}


def test_the_only_owner_stays(cast, as_member):
    olu = as_member(cast.olu)
    answer = olu.post("/settings/leaving/deactivation/", follow=True)
    assert "only owner" in answer.text
    assert again(cast.olu).state == State.ACTIVE


def test_who_changes_their_mind_in_time_stays(cast, as_member):
    leave(member=cast.ana)
    ana = as_member(again(cast.ana))
    assert "you can change your mind" in ana.get("/settings/leaving/").text
    ana.post("/settings/leaving/return/")
    assert (again(cast.ana).state, again(cast.ana).delete_after) == (State.ACTIVE, None)


def test_after_thirty_days_it_is_too_late(cast):
    leave(member=cast.ana)
    days_pass(cast.ana, 31)
    with pytest.raises(TooLate):
        stay(member=again(cast.ana))
    assert again(cast.ana).state == State.LEAVING


def test_nobody_is_erased_early_and_nobody_who_stayed(cast, run_tasks):
    leave(member=cast.ana)
    tasks.erase_leavers.call()
    tasks.erase_member.call(profile_id=cast.ana.pk)
    tasks.erase_member.call(profile_id=cast.ben.pk)
    run_tasks()
    assert again(cast.ana)
    assert again(cast.ben)


def test_what_a_case_needs_is_kept_until_it_is_closed(cast, run_tasks):
    leave(member=cast.ana)
    days_pass(cast.ana, 31)
    registry().holds.append(lambda member: member.pk == cast.ana.pk)
    try:
        tasks.erase_leavers.call()
        tasks.erase_member.call(profile_id=cast.ana.pk)
        run_tasks()
        assert again(cast.ana).state == State.LEAVING
    finally:
        registry().holds.pop()
    tasks.erase_leavers.call()
    run_tasks()
    assert not Profile.objects.filter(pk=cast.ana.pk).exists()


def live_a_little(cast) -> Post:
    """Ana does a bit of everything, and others with her. Returns Ben's post, which remains."""
    follow(follower=cast.ana, followed=cast.ben)
    follow(follower=cast.cyd, followed=cast.ana)
    block(actor=cast.ana, target=make_member("dan"))
    mute(actor=cast.ana, target=cast.mo)
    own = publish_post(author=cast.ana, text="Hello @ben #tea", audience=EVERYONE)
    kept = publish_post(author=cast.ben, text="Hello all, and @ana", audience=EVERYONE)
    said = comment(author=cast.ana, parent=kept, text="Well said")
    comment(author=cast.ben, parent=said, text="Thank you")
    comment(author=cast.cyd, parent=kept, text="Indeed")
    comment(author=cast.cyd, parent=own, text="Welcome")
    for member in (cast.ana, cast.cyd):
        react(member=member, post=kept, kind=1)
    save_post(member=cast.ana, post=kept)
    pin_post(actor=cast.ana, post=own)
    share_post(author=cast.ana, original=kept, text="Look", audience=EVERYONE)
    ask_export(member=cast.ana)
    Message.objects.create(sender_id=cast.ana.pk, text="Hello", language="en")
    announcement = Announcement.objects.create(words={"en": "Hello"})
    Dismissal.objects.create(announcement=announcement, member_id=cast.ana.pk)
    begin_upload(owner_id=cast.ana.pk, length=10)
    photo = MediaItem.objects.create(owner_id=cast.ana.pk)
    default_storage.save(f"photos/{photo.key[:2].lower()}/{photo.key}/master.jpg", SimpleUploadedFile("a.jpg", b"x"))
    return kept


# Domains below `people` name members so.
BARE_IDS = {"owner_id", "sender_id", "member_id"}


def remains_of(profile_id: int, account_id: int) -> list[str]:
    """Every table that still names a member, by a foreign key or by a bare id. The log of staff's acts may."""
    ids, found = {profile_id, account_id}, []
    for model in apps.get_models():
        if model._meta.app_label == "audit":
            continue
        for field in model._meta.concrete_fields:
            points = isinstance(field, ForeignKey) and field.related_model in {Profile, Account}
            if (points or field.name in BARE_IDS or (model in {Profile, Account} and field.primary_key)) and (
                model._base_manager.filter(**{f"{field.attname}__in": ids}).exists()
            ):
                found.append(f"{model._meta.label}.{field.name}")
    return found


def test_nothing_of_an_erased_member_remains_and_others_count_right(cast, run_tasks, tmp_path):
    kept = live_a_little(cast)
    run_tasks()
    assert len(remains_of(cast.ana.pk, cast.ana.account_id)) > 8  # the walk does find what there is
    leave(member=cast.ana)
    days_pass(cast.ana, 31)
    tasks.erase_leavers.call()
    run_tasks()

    assert remains_of(cast.ana.pk, cast.ana.account_id) == []
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    post = Post.objects.get(pk=kept.pk)
    assert (post.comment_count, post.reaction_count, post.share_count) == (1, 1, 0)
    assert list(Post.objects.filter(root=kept).values_list("text", flat=True)) == ["Indeed"]
    ben, cyd = again(cast.ben), again(cast.cyd)
    assert (ben.follower_count, ben.following_count, ben.post_count) == (0, 0, 1)
    assert cyd.following_count == 0
    assert not TaskRow.objects.exists()


def test_erasing_that_was_interrupted_goes_on(cast, run_tasks):
    kept = live_a_little(cast)
    leave(member=cast.ana)
    days_pass(cast.ana, 31)
    calls = []

    def break_once(member):
        calls.append(member)
        if len(calls) == 1:
            raise OSError("no space left")

    registry().erasers.append(break_once)
    try:
        with pytest.raises(OSError, match="no space"):
            tasks.erase_member.call(profile_id=cast.ana.pk)
        assert again(cast.ana)
        tasks.erase_member.call(profile_id=cast.ana.pk)
    finally:
        registry().erasers.pop()
    run_tasks()
    assert remains_of(cast.ana.pk, cast.ana.account_id) == []
    assert Post.objects.get(pk=kept.pk).comment_count == 1
