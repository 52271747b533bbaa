"""Posts are delivered as entries to those whose Following feed they belong into. All of it is harmless to repeat.

Entries only save work: what a reader sees is decided when the page is read. So nothing here needs to be undone in
a hurry, and an entry too many is no leak.
"""

from django.db import connection, transaction

from kith.feed.following import of_followed
from kith.feed.models import Entry, Merged, Shelf
from kith.graph.audiences import Audience
from kith.graph.models import Follow
from kith.kernel.ids import new_ids
from kith.posts.models import Post

BATCH = 1000  # one transaction each, short enough that a member who publishes meanwhile does not notice
BACKFILL = 20
KEPT = 500

# The conflict is named, so that an arrival number given twice (by two machines in one millisecond) is an error, for
# which the task is tried again, and not a post that never arrives.
INSERT = "INSERT INTO feed_entry (id, reader_id, post_id) {rows} ON CONFLICT (reader_id, post_id) DO NOTHING"
TO_FOLLOWERS = INSERT.format(
    rows="""
    SELECT %s + row_number() OVER (ORDER BY f.follower_id), f.follower_id, %s FROM graph_follow f
    JOIN feed_shelf ON feed_shelf.reader_id = f.follower_id
    WHERE f.followed_id = %s AND f.follower_id > %s AND f.follower_id <= %s AND (
        %s OR EXISTS (SELECT 1 FROM graph_follow back WHERE back.follower_id = %s AND back.followed_id = f.follower_id)
    )"""
)
TO_READER = INSERT.format(rows="SELECT %s, reader_id, %s FROM feed_shelf WHERE feed_shelf.reader_id = %s")


def deliver(post_id: int) -> None:
    """Put a post into the feeds of its author and of the followers that it is for, as far as they have a shelf."""
    post = Post.objects.top_level().filter(pk=post_id).first()
    if post is None:
        return
    put(post.author_id, [post.pk])
    if post.audience != Audience.ONLY_ME and not Merged.objects.filter(author=post.author_id).exists():
        deliver_to_followers(post)


def deliver_to_followers(post: Post) -> None:
    after = 0
    while batch := _followers(post.author_id, after):
        with transaction.atomic(), connection.cursor() as cursor:
            first, to_all = new_ids(len(batch) + 1)[0], post.audience != Audience.FRIENDS
            bounds = [post.author_id, after, batch[-1]]
            cursor.execute(TO_FOLLOWERS, [first, post.pk, *bounds, to_all, post.author_id])
        after = batch[-1]


def _followers(author: int, after: int) -> list[int]:
    followers = Follow.objects.filter(followed=author, follower__gt=after).order_by("follower_id")
    return list(followers.values_list("follower_id", flat=True)[:BATCH])


def put(reader: int, posts: list[int]) -> None:
    """Put these posts into the feed of a reader who has a shelf."""
    with connection.cursor() as cursor:
        cursor.executemany(TO_READER, [(pk, post, reader) for pk, post in zip(new_ids(len(posts)), posts, strict=True)])


def backfill(reader: int, author: int) -> None:
    """Put the author's newest posts, as far as the reader may see them, into the feed of a reader who now follows."""
    with transaction.atomic():
        if not lock_shelf(reader):
            return
        posts = of_followed(reader).filter(author=author).order_by("-id").values_list("id", flat=True)
        newest = list(posts[: BACKFILL + 1])
        put(reader, newest[:BACKFILL])
        if len(newest) > BACKFILL:
            raise_shelf(reader, newest[BACKFILL])


def lock_shelf(reader: int) -> bool:
    """Let nobody else change until when the reader's entries are complete; whether the reader has a shelf."""
    return bool(Shelf.objects.select_for_update().filter(reader=reader).values_list("pk"))


def raise_shelf(reader: int, missing: int) -> None:
    """Note that a post of this id, and what is older, may not be among the reader's entries."""
    Shelf.objects.filter(reader=reader, complete_since__lt=missing).update(complete_since=missing)


def follow_began(follower: int, followed: int) -> None:
    """Back-fill the follower; and the other one too, if they are friends now and posts for friends come into sight."""
    if Follow.objects.filter(follower=follower, followed=followed).exists():
        backfill(follower, followed)
    if Follow.objects.filter(follower=followed, followed=follower).exists():
        backfill(followed, follower)


def take_out(reader: int, author: int) -> None:
    """Take an author's posts out of the feed of a reader who no longer follows."""
    if not Follow.objects.filter(follower=reader, followed=author).exists():
        Entry.objects.filter(reader=reader, post__author=author).delete()


def rebuild(reader: int) -> None:
    """Fill a reader's shelf from posts."""
    with transaction.atomic():
        if not lock_shelf(reader):
            return
        posts = list(of_followed(reader).order_by("-id").values_list("id", flat=True)[: KEPT + 1])
        put(reader, posts[:KEPT])
        missing = posts[KEPT] if len(posts) > KEPT else 0
        Shelf.objects.filter(reader=reader).update(complete_since=missing)
