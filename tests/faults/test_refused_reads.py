"""What one may not see answers byte for byte like what never was: nobody learns that there is something to hide."""

import re
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from kith.community.models import Community, Reading
from kith.graph.actions import block
from kith.graph.audiences import Audience
from kith.kernel.ids import new_id
from kith.media.models import MediaItem, MediaState
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import PostMedia

PERSONAS = ["stranger", "cyd", "blocked", "read_only", "mo", "olu"]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
BELOW_A_POST = ["/posts/{}/reactions", "/posts/{}/comments", "/posts/{}/history", "/posts/{}/edit", "/posts/{}/share"]


@pytest.fixture
def hidden(cast) -> SimpleNamespace:
    """What Ana keeps to herself, and a member who has left sight."""
    post = actions.publish_post(author=cast.ana, text="Mine alone", audience=Audience.ONLY_ME)
    photo = MediaItem.objects.create(owner_id=cast.ana.pk, width=10, height=10, state=MediaState.READY)
    PostMedia.objects.create(post=post, item=photo, position=0)
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.DEACTIVATED)
    return SimpleNamespace(post=post, item=photo)


@pytest.fixture
def persona(request, cast, as_member) -> Client:
    """A browser of each of those who must not see it."""
    if request.param == "blocked":
        block(actor=cast.ana, target=cast.cyd)
    if request.param == "read_only":
        Profile.objects.filter(pk=cast.cyd.pk).update(state=State.READ_ONLY)
    who = {"stranger": None, "blocked": cast.cyd, "read_only": cast.cyd}
    return as_member(who[request.param] if request.param in who else getattr(cast, request.param))


def fingerprint(answer: HttpResponse) -> tuple:
    """All that tells one answer from another. A form's token differs from answer to answer in any case."""
    headers = {name: value for name, value in answer.items() if name != "Content-Length"}
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, headers, TOKEN.sub(b"", body), sorted(answer.cookies)


def same(persona: Client, there: str, never: str) -> None:
    """Ask for both; where the address itself comes back, as in the way to sign in, it is taken out."""
    refused, missing = fingerprint(persona.get(there)), fingerprint(persona.get(never))
    assert forget(refused, there) == forget(missing, never)
    assert refused[0] in {302, 404}


def forget(found: tuple, path: str) -> tuple:
    status, headers, body, cookies = found
    headers = {name: value.replace(quote(path), "(this)") for name, value in headers.items()}
    return status, headers, body.replace(path.encode(), b"(this)"), cookies


@pytest.mark.parametrize("reading", [Reading.MEMBERS, Reading.ANYONE])
@pytest.mark.parametrize("persona", PERSONAS, indirect=True)
def test_what_one_may_not_see_is_as_if_it_had_never_been(hidden, persona, reading):
    Community.objects.update(reading=reading)
    same(persona, f"/@ana/{hidden.post.pk}", f"/@ana/{new_id()}")
    for address in BELOW_A_POST:
        same(persona, address.format(hidden.post.pk), address.format(new_id()))
    for rendition in ("96", "320", "2048"):
        never = "x" * len(hidden.item.key)
        same(persona, f"/media/{hidden.item.key}/{rendition}", f"/media/{never}/{rendition}")
    for page in ("", "/followers", "/following"):
        same(persona, f"/@ben{page}", f"/@ghost{page}")


def test_who_is_blocked_sees_the_blocker_as_if_they_had_never_been(cast, as_member):
    block(actor=cast.ana, target=cast.cyd)
    cyd = as_member(cast.cyd)
    for page in ("", "/followers", "/following", "/block", "/mute"):
        same(cyd, f"/@ana{page}", f"/@ghost{page}")


def test_the_author_does_see_it(hidden, cast, as_member):
    """Or nothing above has shown anything."""
    ana = as_member(cast.ana)
    assert ana.get(f"/@ana/{hidden.post.pk}").status_code == 200
    assert [ana.get(address.format(hidden.post.pk)).status_code for address in BELOW_A_POST[:3]] == [200] * 3
