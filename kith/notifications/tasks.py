"""What follows from the events of other domains. Ids in, one verb called; what is gone meanwhile needs nobody told."""

from kith.kernel.tasks import SLOW, task
from kith.notifications import actions
from kith.people.models import ProfilePicture
from kith.posts.models import Post


@task()
def tell_followed(follower_id: int, followed_id: int) -> None:
    actions.tell_follow(follower=follower_id, followed=followed_id)


@task()
def tell_asked(follower_id: int, followed_id: int) -> None:
    actions.tell_request(follower=follower_id, followed=followed_id)


@task()
def tell_approved(follower_id: int, followed_id: int) -> None:
    actions.tell_approval(follower=follower_id, followed=followed_id)


@task()
def forget_follow(follower_id: int, followed_id: int) -> None:
    actions.forget_follow(follower=follower_id, followed=followed_id)


@task()
def forget_request(follower_id: int, followed_id: int) -> None:
    actions.forget_request(follower=follower_id, followed=followed_id)


@task()
def forget_each_other(blocker_id: int, blocked_id: int) -> None:
    actions.forget_each_other(one=blocker_id, other=blocked_id)


@task()
def tell_answered(post_id: int, author_id: int) -> None:
    if comment := _post(post_id):
        actions.tell_comment(comment=comment)


@task()
def tell_mentioned(post_id: int, author_id: int) -> None:
    if post := _post(post_id):
        actions.tell_mentions(post=post)


@task()
def tell_shared(post_id: int, author_id: int) -> None:
    if share := _post(post_id):
        actions.tell_share(share=share)


@task(priority=SLOW, time_limit=1800)
def tell_poll_ended(post_id: int, author_id: int) -> None:
    if post := _post(post_id):
        actions.tell_poll(post=post)


@task()
def tell_picture(picture_id: int) -> None:
    if picture := ProfilePicture.objects.filter(pk=picture_id).first():
        actions.tell_picture(picture=picture)


@task()
def tell_tagged(owner_id: int, member_id: int) -> None:
    actions.tell_tags(owner=owner_id, member=member_id)


@task()
def settle_tags(owner_id: int, member_id: int) -> None:
    actions.settle_tags(owner=owner_id, member=member_id)


@task()
def settle_reaction(post_id: int, member_id: int) -> None:
    if post := _post(post_id):
        actions.settle_reaction(post=post, member=member_id)


@task()
def settle_unread(post_id: int, author_id: int) -> None:
    if post := _post(post_id):
        actions.settle_unread(post=post)


@task()
def settle_unread_from(profile_id: int) -> None:
    actions.settle_unread_from(member=profile_id)


@task(priority=SLOW, time_limit=1800)
def prune() -> None:
    actions.prune()


def _post(pk: int) -> Post | None:
    return Post.objects.select_related("root", "parent", "shared").filter(pk=pk).first()
