import pytest

from kith.graph.audiences import Audience
from kith.posts import actions
from kith.posts.models import Pin, Save


def test_saving_and_forgetting(cast, as_member, posted):
    post = posted()
    ben = as_member(cast.ben)
    for _ in range(2):
        assert ben.post(f"/posts/{post.pk}/save").status_code == 302
    assert Save.objects.filter(member=cast.ben, post=post).count() == 1
    ben.post(f"/posts/{post.pk}/unsave")
    assert not Save.objects.exists()


def test_nobody_saves_what_they_may_not_see(cast, as_member, posted):
    post = posted(audience=Audience.FOLLOWERS)
    assert as_member(cast.cyd).post(f"/posts/{post.pk}/save").status_code == 404
    assert not Save.objects.exists()


def test_one_pin_a_member(cast, as_member, posted):
    first, second = posted(), posted()
    ana = as_member(cast.ana)
    for post in (first, second):
        ana.post(f"/posts/{post.pk}/pin")
    assert Pin.objects.get().post == second
    ana.post(f"/posts/{first.pk}/unpin")
    assert Pin.objects.exists()
    ana.post(f"/posts/{second.pk}/unpin")
    assert not Pin.objects.exists()


@pytest.mark.parametrize("who", ["ben", "mo"])
def test_nobody_pins_what_another_wrote(cast, as_member, posted, who):
    assert as_member(getattr(cast, who)).post(f"/posts/{posted().pk}/pin").status_code == 404
    assert not Pin.objects.exists()


def test_a_comment_is_not_pinned(cast, as_member, posted):
    comment = actions.comment(author=cast.ana, parent=posted(), text="Hi")
    assert as_member(cast.ana).post(f"/posts/{comment.pk}/pin").status_code == 404


def test_small_acts_are_posts_only_and_need_a_member(cast, as_member, posted):
    post = posted()
    for verb in ("save", "unsave", "pin", "unpin", "react", "unreact", "close"):
        assert as_member(cast.ana).get(f"/posts/{post.pk}/{verb}").status_code == 405
        assert as_member(None).post(f"/posts/{post.pk}/{verb}").status_code in {302, 403}
    assert not Save.objects.exists()
