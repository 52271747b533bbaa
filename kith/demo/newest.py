"""The newest happenings: albums in each language, polls, a song and a film, by the verbs that members use.

The song and the film are prepared by the task worker, as every upload is: they appear soon after the first `kith up`.
"""

from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from kith.demo.album import FOLDER, NAMES
from kith.demo.bulk import Bulk
from kith.demo.graph import followers_of
from kith.demo.people import Person
from kith.demo.recordings import film, song
from kith.graph.audiences import Audience
from kith.media.actions import keep_upload
from kith.media.models import MediaItem
from kith.people.models import Profile
from kith.posts.actions import add_photos, create_album, publish_post, vote
from kith.posts.polls import WEEK, PollDraft

VOTERS, IN_AN_ALBUM, FILMED = 40, 5, "horses"


def publish_newest(bulk: Bulk, rng: Random) -> None:
    """Let the best known of each language make an album, the two best known of all ask something, one sing and film."""
    followers = followers_of(bulk.following)
    known = sorted(
        (one for one, person in enumerate(bulk.people) if not person.is_private), key=lambda one: len(followers[one])
    )
    for one in {bulk.people[one].voice.code: one for one in known}.values():
        _collect(bulk, one, rng)
    for one in known[-2:]:
        voters = rng.sample(followers[one], min(VOTERS, len(followers[one])))
        _ask(bulk.people[one], _member(bulk, one), [_member(bulk, voter) for voter in voters], rng)
    for one in known[-1:]:
        _perform(bulk.people[one], _member(bulk, one), rng)


def _member(bulk: Bulk, one: int) -> Profile:
    return Profile.objects.get(pk=bulk.members[one])


def _collect(bulk: Bulk, one: int, rng: Random) -> None:
    owner, voice = _member(bulk, one), bulk.people[one].voice
    album = create_album(owner=owner, title=voice.album, description="", audience=Audience.MEMBERS)
    names = rng.sample(NAMES, IN_AN_ALBUM)
    items = list(MediaItem.objects.filter(pk__in=[bulk.keep(one, name, 0)[0] for name in names]).order_by("pk"))
    for item, name in zip(items, names, strict=True):
        item.alt = voice.photos[name].alt
    MediaItem.objects.bulk_update(items, ["alt"])
    add_photos(actor=owner, album=album, items=items)


def _ask(person: Person, author: Profile, voters: list[Profile], rng: Random) -> None:
    question, *choices = person.voice.poll
    poll = PollDraft(tuple(choices), hours=WEEK)
    post = publish_post(author=author, text=question, audience=Audience.MEMBERS, poll=poll)
    for voter in voters:
        vote(member=voter, post=post, places=[rng.choices(range(len(choices)), [5, 3, 2, 6])[0]])


def _perform(person: Person, author: Profile, rng: Random) -> None:
    voice = person.voice
    for text, name, content in (
        (voice.song, "bells.flac", song("Carillon", person.name, rng)),
        (voice.film, "river.mp4", film(FOLDER / f"{FILMED}.jpg")),
    ):
        item = keep_upload(owner_id=author.pk, upload=SimpleUploadedFile(name, content))
        publish_post(author=author, text=text, audience=Audience.MEMBERS, media=[item])
