"""All bulk writing of the demo: rows as the verbs would have left them, without their cost.

Nothing is announced and no task is queued; what tasks would have made (entries) is written too. A test compares a
small community written here with one made by the verbs.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import batched, count
from typing import Any

from django.db import connection, models, transaction

from kith.demo.album import Album
from kith.demo.graph import Following
from kith.demo.people import Person
from kith.demo.story import CommentDraft, PostDraft
from kith.feed.fanout import KEPT
from kith.feed.models import Entry, Merged, Shelf
from kith.feed.shelves import AWAY
from kith.graph.audiences import Audience
from kith.graph.models import Follow
from kith.kernel.ids import SPACE
from kith.kernel.statistics import gather
from kith.kernel.text import fold
from kith.media.models import MediaItem, MediaState, new_key
from kith.people.models import Account, PictureKind, Profile, ProfilePicture, Role
from kith.posts.models import Mention, Post, PostMedia, PostTag, Reaction, Tag
from kith.posts.words import named

type Row = tuple[Any, ...]

AT_ONCE = 5_000
ROUNDS = 64
FILLING_CACHE = -512 * 1024  # KiB; SQLite counts those below zero
WELCOMED = 3  # has passed the steps that newcomers are led through


@contextmanager
def quickly() -> Iterator[None]:
    """Write without waiting for the disk: a demo that is cut off by a power failure is made again.

    What is read and written most stays in memory: ids and pairs of members fall all over an index.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            usual = cursor.execute("PRAGMA cache_size").fetchone()[0]
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute(f"PRAGMA cache_size={FILLING_CACHE}")
        yield
        gather()
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute(f"PRAGMA cache_size={usual}")


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given by the columns named; the other columns have the defaults of their fields."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = [field for name, field in fields.items() if name not in names and not isinstance(field, models.AutoField)]
    given = [fields[name] for name in names]
    fixed = tuple(field.get_db_prep_save(field.get_default(), connection) for field in rest)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in [*given, *rest])
    adapted = [place for place, field in enumerate(given) if isinstance(field, models.DateField | models.JSONField)]

    def ready(row: Sequence[Any]) -> tuple[Any, ...]:
        values = list(row)
        for place in adapted:
            values[place] = given[place].get_db_prep_save(values[place], connection)
        return (*values, *fixed)

    unchanged = not (adapted or fixed)  # as entries are: there are very many
    _write(model._meta.db_table, columns, len(given) + len(rest), rows if unchanged else map(ready, rows))


def _write(table: str, columns: str, width: int, rows: Iterable[Sequence[Any]]) -> None:
    table = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * width)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - our own names, quoted
        for some in batched(rows, AT_ONCE, strict=False):
            cursor.executemany(statement, some)


class Bulk:
    """Writes one community. `now` is its present: everything else is some time before that."""

    def __init__(self, people: list[Person], following: Following, album: Album, now: datetime) -> None:
        self.people, self.following, self.album, self.now = people, following, album, now
        self.milliseconds, self.serial = int(now.timestamp() * 1000), 0
        self.follows = [set(followed) for followed in following]
        self.members: list[int] = []
        self.numbers: dict[str, int] = {}
        self.post_ids: list[int] = []
        self.tags: dict[str, int] = {}
        self.post_counts: Counter[int] = Counter()
        self.last_audience: dict[int, int] = {}
        self.share_counts: Counter[int] = Counter()
        # By author, the newest posts that all followers see, those that friends see, and all.
        self.newest: dict[int, dict[int, deque[int]]] = defaultdict(self._nothing_posted)

    @staticmethod
    def _nothing_posted() -> dict[int, deque[int]]:
        return {scope: deque(maxlen=KEPT + 1) for scope in (Audience.FOLLOWERS, Audience.FRIENDS, Audience.ONLY_ME)}

    def id_at(self, age: float) -> int:
        """An id that could have been given so many seconds ago, give or take 64 milliseconds; never the same twice."""
        self.serial += 1
        rounds, within = divmod(self.serial, SPACE)
        # Millions of ids can't differ by `within` alone: the rounds stand in the last bits of the millisecond.
        millisecond = (self.milliseconds - int(age * 1000)) & -ROUNDS | rounds % ROUNDS
        return millisecond * SPACE + within

    def moment(self, age: float) -> datetime:
        return self.now - timedelta(seconds=age)

    # Members and follows

    def write_members(self, password: str) -> None:
        """Accounts and profiles; `password` is hashed, the same for all."""
        self.members = [self.id_at(person.joined) for person in self.people]
        self.numbers = {person.handle: number for number, person in enumerate(self.people)}
        follower_counts = Counter(one for followed in self.following for one in followed)
        with transaction.atomic():
            names: tuple[str, ...] = ("id", "username", "password", "language", "created_at")
            insert(Account, names, self._accounts(password))
            names = ("id", "account_id", "handle", "display_name", "bio", "country", "is_private", "role", "role_since")
            names += ("last_seen_at", "follower_count", "following_count", "avatar_key", "cover_key", "welcome_step")
            names += ("name_key", "on_map", "birthday")
            insert(Profile, names, [self._profile(one, follower_counts[one]) for one in range(len(self.people))])

            insert(ProfilePicture, ("id", "member_id", "kind", "key"), self._chosen_pictures())

    def _chosen_pictures(self) -> list[tuple[Any, ...]]:
        """What the members wear, as their own choice."""
        return [
            (self.id_at(0), member, kind, key)
            for kind in PictureKind
            for member, key in Profile.objects.exclude(**{f"{kind}_key": ""}).values_list("pk", f"{kind}_key")
        ]

    def _accounts(self, password: str) -> Iterator[tuple[Any, ...]]:
        for pk, person in zip(self.members, self.people, strict=True):
            yield pk, person.handle, password, person.voice.code, self.moment(person.joined)

    def _profile(self, one: int, followers: int) -> tuple[Any, ...]:
        person, pk = self.people[one], self.members[one]
        pictures = [self.keep(one, name, person.joined / 2) for name in (person.avatar, person.cover)]
        about = (pk, pk, person.handle, person.name, person.bio, person.country, person.is_private, person.role)
        since = self.now if person.role != Role.MEMBER else None
        counts = (followers, len(self.following[one]))
        keys = [key for _, key in pictures]
        agrees = person.country != ""  # to be counted on the map
        more = (fold(person.name), agrees, person.birthday)
        return (*about, since, self.moment(person.seen), *counts, *keys, WELCOMED, *more)

    def keep(self, owner: int, name: str, age: float) -> tuple[int, str]:
        """Put one of the photographs into the storage for a member; its id and key. Nothing for no name."""
        if not name:
            return 0, ""
        pk, key = self.id_at(age), new_key()
        names = ("id", "owner_id", "key", "state", "avif", "width", "height", "sizes", "thumbhash", "bytes")
        row = (pk, self.members[owner], key, MediaState.READY, True, *self.album.give(name, key))
        insert(MediaItem, names, [row])
        return pk, key

    def write_follows(self) -> None:
        """Every follow, made at some time since both are here."""
        for numbers in batched(range(len(self.people)), AT_ONCE, strict=False):
            with transaction.atomic():
                insert(Follow, ("id", "follower_id", "followed_id"), self._follows(numbers))

    def _follows(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        for one in numbers:
            for other in self.following[one]:
                age = min(self.people[one].joined, self.people[other].joined) * 0.9
                yield self.id_at(age), self.members[one], self.members[other]

    # Posts and what hangs on them

    def write_posts(self, drafts: Iterable[PostDraft]) -> None:
        """Posts in the order of their ages, with comments, reactions, photos, hashtags and mentions."""
        for some in batched(drafts, AT_ONCE, strict=False):
            with transaction.atomic():
                self._write_some(some)

    def _write_some(self, drafts: Sequence[PostDraft]) -> None:
        posts: list[Row] = []
        comments: list[Row] = []
        reactions: list[Row] = []
        photos: list[Row] = []
        texts: list[tuple[int, str]] = []
        for draft in drafts:
            pk = self.id_at(draft.age)
            posts.append(self._post(pk, draft))
            reactions += self._reactions(pk, draft.reactions)
            photos += [(pk, place, *shown) for place, shown in enumerate(self._photos(draft))]
            texts.append((pk, draft.text))
            for comment_pk, row, comment in self._comments(pk, draft.comments):
                comments.append(row)
                reactions += self._reactions(comment_pk, comment.reactions)
                texts.append((comment_pk, comment.text))
        names = ("id", "author_id", "text", "audience", "shared_id", "is_share", "comment_count", "reaction_count")
        insert(Post, names, posts)
        names = ("id", "author_id", "text", "audience", "root_id", "parent_id", "comment_count", "reaction_count")
        insert(Post, names, comments)
        insert(Reaction, ("id", "post_id", "member_id", "kind"), reactions)
        insert(PostMedia, ("post_id", "position", "item_id", "alt"), photos)
        self._write_names(texts)

    def _post(self, pk: int, draft: PostDraft) -> tuple[Any, ...]:
        author = draft.author
        self.post_ids.append(pk)
        self.post_counts[author] += 1
        self.last_audience[author] = draft.audience
        for scope, newest in self.newest[author].items():
            if draft.audience <= scope:
                newest.append(pk)
        shared = None
        if draft.shared is not None:
            shared = self.post_ids[draft.shared]
            self.share_counts[shared] += 1
        counts = (len(draft.comments), len(draft.reactions))
        return pk, self.members[author], draft.text, draft.audience, shared, shared is not None, *counts

    def _photos(self, draft: PostDraft) -> Iterator[tuple[int, str]]:
        for name, alt in draft.photos:
            yield self.keep(draft.author, name, draft.age)[0], alt

    def _comments(
        self, root: int, drafts: Sequence[CommentDraft]
    ) -> Iterator[tuple[int, tuple[Any, ...], CommentDraft]]:
        answers = Counter(draft.parent for draft in drafts)
        ids = [self.id_at(draft.age) for draft in drafts]
        for place, (pk, draft) in enumerate(zip(ids, drafts, strict=True)):
            parent = root if draft.parent is None else ids[draft.parent]
            about = (pk, self.members[draft.author], draft.text, Audience.MEMBERS, root, parent)
            yield pk, (*about, answers[place], len(draft.reactions)), draft

    def _reactions(self, post: int, drafts: Iterable[tuple[int, int, float]]) -> Iterator[tuple[int, int, int, int]]:
        for member, kind, age in drafts:
            yield self.id_at(age), post, self.members[member], kind

    def _write_names(self, texts: Iterable[tuple[int, str]]) -> None:
        """Hashtags and mentions, as the verbs find them in the texts."""
        tags: list[tuple[int, int]] = []
        mentions: list[tuple[int, int]] = []
        for pk, text in texts:
            if "@" not in text and "#" not in text:
                continue
            names = named(text)
            self._know_tags(names.tags)
            tags += [(pk, self.tags[name]) for name in names.tags]
            mentions += [(pk, self.members[self.numbers[one]]) for one in names.handles if one in self.numbers]
        insert(PostTag, ("post_id", "tag_id"), tags)
        insert(Mention, ("post_id", "member_id"), mentions)

    def _know_tags(self, names: dict[str, str]) -> None:
        for name, shown in names.items():
            if name not in self.tags:
                self.tags[name] = Tag.objects.create(name=name, shown=shown).pk

    # What follows from posts

    def write_counts(self) -> None:
        """How many posts each has and whom the last was for; how often each was shared."""
        counted = [(posts, self.last_audience[one], self.members[one]) for one, posts in self.post_counts.items()]
        shared = [(shares, pk) for pk, shares in self.share_counts.items()]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany("UPDATE people_profile SET post_count = %s, last_audience = %s WHERE id = %s", counted)
            cursor.executemany("UPDATE posts_post SET share_count = %s WHERE id = %s", shared)

    def write_entries(self, numbers: Iterable[int]) -> None:
        """A shelf with the newest entries for each of these members who was seen lately."""
        arrival = count(self.milliseconds * SPACE)
        merged = set(Merged.objects.values_list("author_id", flat=True))
        for some in batched(numbers, 500, strict=False):
            lately = [one for one in some if self.people[one].seen < AWAY.total_seconds()]
            shelves = [(one, *self._shelf(one, merged)) for one in lately]
            with transaction.atomic():
                insert(
                    Shelf, ("reader_id", "complete_since"), [(self.members[one], since) for one, _, since in shelves]
                )
                rows = ((self.members[one], post) for one, posts, _ in shelves for post in posts)
                insert(Entry, ("id", "reader_id", "post_id"), ((next(arrival), *row) for row in rows))

    def _shelf(self, reader: int, merged: Collection[int]) -> tuple[list[int], int]:
        """The ids of a reader's newest entries, oldest first, and the newest post that is not among them."""
        found = list(self.newest[reader][Audience.ONLY_ME]) if reader in self.newest else []
        for author in self.following[reader]:
            if self.members[author] not in merged and author in self.newest:
                scope = Audience.FRIENDS if reader in self.follows[author] else Audience.FOLLOWERS
                found += self.newest[author][scope]
        found.sort()
        return found[-KEPT:], found[-KEPT - 1] if len(found) > KEPT else 0
