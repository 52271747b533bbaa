"""What happens in the community, from the oldest post to the newest: a plan, one post at a time."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from kith.demo.graph import Crowd, Following, followers_of
from kith.demo.people import DAY, Person
from kith.graph.audiences import Audience
from kith.posts.models import ReactionKind

SPAN = 90 * DAY
AUDIENCES = [*[Audience.MEMBERS] * 62, *[Audience.EVERYONE] * 14, *[Audience.FOLLOWERS] * 16, *[Audience.FRIENDS] * 6]
AUDIENCES += [Audience.ONLY_ME] * 2
KINDS = [*[ReactionKind.LIKE] * 55, *[ReactionKind.LOVE] * 20, *[ReactionKind.LAUGH] * 10, *[ReactionKind.WOW] * 6]
KINDS += [*[ReactionKind.CARE] * 6, *[ReactionKind.SAD] * 3]
SHARES, MENTIONS, SECOND_SENTENCE = 0.04, 0.06, 0.35
TALK, TALKED_ABOUT = 2 * DAY, 0.5  # of late, half of what is said in a language has one hashtag: it trends
REPLY, REACTED_COMMENT, BY_AUTHOR = 0.35, 0.25, 0.3


@dataclass(slots=True)
class CommentDraft:
    """A comment; `parent` is the place of an earlier one in the post's list, of the first level."""

    author: int
    text: str
    age: float
    parent: int | None = None
    reactions: list[tuple[int, int, float]] = field(default_factory=list)


@dataclass(slots=True)
class PostDraft:
    """A post with all that hangs on it; a reaction is (member, kind, age), `shared` the number of an earlier post."""

    author: int
    text: str
    audience: int
    age: float
    photos: list[tuple[str, str]] = field(default_factory=list)
    shared: int | None = None
    comments: list[CommentDraft] = field(default_factory=list)
    reactions: list[tuple[int, int, float]] = field(default_factory=list)


class Story:
    """Tells `count` posts with their comments and reactions, of which about `photos` have a photograph."""

    def __init__(self, people: list[Person], following: Following, count: int, photos: int, rng: Random) -> None:
        self.people, self.count, self.rng = people, count, rng
        self.followers = followers_of(following)
        self.follows = [set(followed) for followed in following]
        self.friends = [[one for one in self.followers[me] if one in self.follows[me]] for me in range(len(people))]
        by_followers = sorted(
            range(len(people)), key=lambda one: (-len(self.followers[one]) * rng.uniform(0.3, 1), one)
        )
        self.authors, self.passers_by = Crowd(by_followers, rng), Crowd(by_followers, rng, skew=0.6)
        self.photo_share = photos / count if count else 0
        self.shareable: deque[tuple[int, int]] = deque(maxlen=400)

    def posts(self) -> Iterator[PostDraft]:
        """Every post, oldest first."""
        for number in range(self.count):
            # More in the last weeks than in the first: the community grows.
            age = SPAN * (1 - (number + self.rng.random()) / self.count) ** 1.15 + 60
            post = self._post(number, age)
            self._gather(post)
            yield post

    def _post(self, number: int, age: float) -> PostDraft:
        author = self.authors.pick()
        person, rng = self.people[author], self.rng
        post = PostDraft(author, "", rng.choice(AUDIENCES), age)
        chance = rng.random()
        if chance < self.photo_share:
            self._show_photo(post, person)
        elif chance < self.photo_share + SHARES and self.shareable:
            self._share(post, person)
        else:
            post.text = self._words(author, person, age)
        if post.audience <= Audience.MEMBERS and not person.is_private and post.shared is None:
            self.shareable.append((number, author))
        return post

    def _words(self, author: int, person: Person, age: float) -> str:
        rng, voice = self.rng, person.voice
        text = voice.say(rng, voice.posts)
        if rng.random() < SECOND_SENTENCE:
            more = voice.say(rng, voice.posts)
            text = f"{text}\n\n{more}" if more != text else text
        if self.friends[author] and rng.random() < MENTIONS:
            named = self.people[rng.choice(self.friends[author])].handle
            text = f"{voice.say(rng, voice.greetings)} @{named}! {text}"
        if age < TALK and rng.random() < TALKED_ABOUT:
            text = f"{text} {voice.words['tag'][0]}"
        return text

    def _show_photo(self, post: PostDraft, person: Person) -> None:
        names = sorted(person.voice.photos)
        shown = self.rng.sample(names, self.rng.choices([1, 2, 3], [80, 14, 6])[0])
        post.text = person.voice.photos[shown[0]].text
        post.photos = [(name, person.voice.photos[name].alt) for name in shown]

    def _share(self, post: PostDraft, person: Person) -> None:
        number, author = self.rng.choice(self.shareable)
        post.shared = number
        post.audience = Audience.MEMBERS
        if author != post.author and self.rng.random() < 0.6:
            post.text = person.voice.say(self.rng, person.voice.shares)

    def _gather(self, post: PostDraft) -> None:
        """Let those who see the post comment and react; the more follow its author, the more do."""
        seeing = self._audience_of(post)
        liveliness = len(seeing) ** 0.5 / 5 * self.rng.expovariate(1.0)
        for _ in range(min(int(liveliness), 40)):
            self._comment(post, self._someone(post, seeing))
        post.comments.sort(key=lambda comment: -comment.age)
        self._thread(post)
        for comment in post.comments:
            if self.rng.random() < REACTED_COMMENT:
                comment.reactions = self._reactions(post, seeing, 2, comment.age)
        post.reactions = self._reactions(post, seeing, min(int(liveliness * 3), 200), post.age)

    def _audience_of(self, post: PostDraft) -> list[int]:
        """Those who come by: followers or friends. Others see a post for members too; see `_someone`."""
        if post.audience == Audience.ONLY_ME:
            return []
        return self.friends[post.author] if post.audience == Audience.FRIENDS else self.followers[post.author]

    def _someone(self, post: PostDraft, seeing: list[int]) -> int | None:
        """One of those who see the post."""
        wide = post.audience <= Audience.MEMBERS and not self.people[post.author].is_private
        if wide and (not seeing or self.rng.random() < 0.1):
            return self.passers_by.pick()
        return self.rng.choice(seeing) if seeing else None

    def _comment(self, post: PostDraft, who: int | None) -> None:
        if who is None:
            return
        if post.comments and self.rng.random() < BY_AUTHOR:
            who = post.author
        voice = self.people[who].voice
        post.comments.append(CommentDraft(who, voice.say(self.rng, voice.comments), self._later(post.age)))

    def _thread(self, post: PostDraft) -> None:
        """Make some comments answers to an earlier one."""
        first_level: list[int] = []
        for place, comment in enumerate(post.comments):
            if first_level and self.rng.random() < REPLY:
                comment.parent = self.rng.choice(first_level)
                voice = self.people[comment.author].voice
                comment.text = voice.say(self.rng, voice.replies)
            else:
                first_level.append(place)

    def _reactions(self, post: PostDraft, seeing: list[int], most: int, since: float) -> list[tuple[int, int, float]]:
        members = {self._someone(post, seeing) for _ in range(most)} - {None, post.author}
        ordered = sorted(member for member in members if member is not None)
        return [(member, self.rng.choice(KINDS), self._later(since)) for member in ordered]

    def _later(self, age: float) -> float:
        """Some time after a moment, mostly within hours, and never in the future."""
        return max(age - 30 - self.rng.expovariate(1 / 14_000), age * self.rng.random() * 0.5)
