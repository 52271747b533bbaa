from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from kith.people import handles
from kith.people.actions.accounts import change_handle
from kith.people.models import Account, FormerHandle, Profile
from tests.people.test_signing_up_and_in import NEW


@pytest.mark.parametrize("handle", ["dee", "d.e.e", "d_e_e", "_dee_", "dee99", "x" * 30, "1984"])
def test_a_handle_may_be(community, handle):
    assert handles.clean(handle) == handle


def test_a_handle_is_kept_in_small_letters_and_without_the_at(community):
    assert handles.clean(" @Dee ") == "dee"


@pytest.mark.parametrize(
    "handle",
    ["", "de", "x" * 31, "d e", "dée", "дее", "dee!", ".dee", "dee.", "d..ee", "d/ee", "d\nee", "d\x00e", "x" * 9999],
)
def test_a_handle_may_not_be(community, handle):
    with pytest.raises(ValidationError):
        handles.clean(handle)


@pytest.mark.parametrize("handle", ["accounts", "settings", "console", "media", "tags", "healthz", "setup", "status"])
def test_words_of_addresses_are_reserved(community, handle):
    with pytest.raises(ValidationError):
        handles.clean(handle)


def test_every_first_word_of_our_addresses_is_reserved(community):
    assert {"accounts", "settings", "join", "notifications", "tags"} <= handles.first_segments()
    assert not any("<" in word or "@" in word for word in handles.first_segments() if word.isalnum())


@pytest.mark.parametrize(
    "handle", ["o1u", "0lu", "o.l.u", "_olu_", "oiu", "m0_", "admin", "adm1n", "4dm1n.", "rnoderator"]
)
def test_what_looks_like_staff_is_refused_to_newcomers(cast, handle):
    Profile.objects.filter(pk=cast.mo.pk).update(handle="mo_")
    answer = Client().post("/accounts/signup/", {**NEW, "username": handle})
    assert answer.status_code == 200
    assert "username" in answer.context["form"].errors


def test_what_looks_like_a_member_without_a_role_is_not_refused(cast):
    assert handles.clean("4na") == "4na"
    assert handles.clean("b.e.n") == "b.e.n"


def test_the_same_handle_in_capitals_is_taken(cast):
    answer = Client().post("/accounts/signup/", {**NEW, "username": "ANA"})
    assert "username" in answer.context["form"].errors


def test_a_member_changes_their_handle_and_signs_in_by_the_new_one(cast, as_member):
    assert as_member(cast.ana).post("/settings/handle/", {"handle": "Anita"}).status_code == 302
    ana = Profile.objects.get(pk=cast.ana.pk)
    assert (ana.handle, ana.account.username, ana.stamp) == ("anita", "anita", cast.ana.stamp + 1)


def test_the_old_handle_leads_on_and_nobody_takes_it_for_thirty_days(cast, as_member):
    change_handle(member=cast.ana, handle="anita")
    assert as_member(cast.ben).get("/@ana")["Location"] == "/@anita"
    answer = as_member(cast.cyd).post("/settings/handle/", {"handle": "ana"})
    assert "handle" in answer.context["form"].errors
    assert "username" in Client().post("/accounts/signup/", {**NEW, "username": "ana"}).context["form"].errors
    FormerHandle.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert as_member(cast.ben).get("/@ana").status_code == 404
    assert as_member(cast.cyd).post("/settings/handle/", {"handle": "ana"}).status_code == 302
    assert as_member(cast.ben).get("/@ana").status_code == 200


def test_one_may_go_back_to_ones_own_old_handle(cast):
    change_handle(member=cast.ana, handle="anita")
    change_handle(member=Profile.objects.get(pk=cast.ana.pk), handle="ana")
    assert Account.objects.get(pk=cast.ana.account.pk).username == "ana"
    assert list(FormerHandle.objects.values_list("handle", flat=True)) == ["anita"]


def test_the_handle_of_another_is_refused(cast, as_member):
    assert "handle" in as_member(cast.cyd).post("/settings/handle/", {"handle": "ben"}).context["form"].errors
    assert Profile.objects.get(pk=cast.cyd.pk).handle == "cyd"


def test_staff_may_be_called_staff_but_not_look_like_one_another(cast):
    assert handles.clean("moderator", mine=cast.mo, staff=True) == "moderator"
    assert handles.clean("m.o", mine=cast.mo, staff=True) == "m.o"
    with pytest.raises(ValidationError):
        handles.clean("0lu", mine=cast.mo, staff=True)
