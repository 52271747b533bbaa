"""Players of a few other sites: known by their addresses alone, and framed from these hosts only."""

from urllib.parse import parse_qs, urlsplit

import pytest

from kith.posts import cards
from kith.posts.links.players import HOSTS, player_of, seconds
from kith.posts.models import Link, PostLink

TUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"
KNOWN = [
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", TUBE),
    ("https://m.youtube.com/watch?app=m&v=dQw4w9WgXcQ&t=1m30s", f"{TUBE}&start=90"),
    ("https://music.youtube.com/watch?v=dQw4w9WgXcQ", TUBE),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc&t=42", f"{TUBE}&start=42"),
    ("https://www.youtube.com/shorts/dQw4w9WgXcQ", TUBE),
    ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", TUBE),
    ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
    ("https://vimeo.com/76979871/0123abcdef", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=0123abcdef"),
    (
        "https://soundcloud.com/ana/river?utm_source=x",
        "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fana%2Friver&auto_play=true",
    ),
    ("https://www.dailymotion.com/video/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"),
    ("https://dai.ly/x8abcde", "https://geo.dailymotion.com/player.html?video=x8abcde"),
    (
        "https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC?si=1",
        "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC",
    ),
    (
        "https://framatube.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://framatube.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?autoplay=1",
    ),
]
UNKNOWN = [
    "https://www.youtube.com/",
    "https://www.youtube.com/@ana",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22%3E%3Cscript%3E",
    "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/?https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ/../../evil",
    "https://vimeo.com/about",
    "https://soundcloud.com/ana",
    "https://open.spotify.com/user/ana",
    "https://open.spotify.com/track/short",
    "https://framatube.org/a/ana",
    "https://peertube.evil.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
    "https://www.youtube.com/watch?" + "&".join(f"a{number}=1" for number in range(2000)),
]


@pytest.mark.parametrize(("address", "framed"), KNOWN)
def test_known_addresses_have_a_player_on_an_allowed_host(address, framed):
    player = player_of(address)
    assert player.address == framed
    assert player.host in HOSTS
    asked = parse_qs(urlsplit(player.oembed).query)["url"][0]
    assert player_of(asked).address.partition("&start")[0] == framed.partition("&start")[0]


@pytest.mark.parametrize("address", UNKNOWN)
def test_nothing_else_has_one(address):
    assert player_of(address) is None


@pytest.mark.parametrize(
    ("text", "moment"), [("90", 90), ("90s", 90), ("1m30s", 90), ("1h", 3600), ("", 0), ("x", 0), ("-5", 0)]
)
def test_moments(text, moment):
    assert seconds(text) == moment


def test_browsers_may_frame_exactly_these_hosts(cast, as_member):
    policy = as_member(cast.ana).get("/")["Content-Security-Policy"]
    frames = next(part for part in policy.split("; ") if part.startswith("frame-src"))
    assert frames.split()[1:] == [f"https://{host}" for host in HOSTS]


def test_the_card_links_to_the_page_and_says_whom_playing_contacts(cast, posted):
    post = posted(text="https://youtu.be/dQw4w9WgXcQ")
    link = Link.objects.get()
    Link.objects.update(title='A "film" <b>')
    assert PostLink.objects.get().link == link
    card = cards.one(post.pk, cast.ben)
    assert 'href="https://youtu.be/dQw4w9WgXcQ"' in card
    assert f'data-player="{TUBE.replace("&", "&amp;")}"' in card
    assert 'data-title="A &quot;film&quot; &lt;b&gt;"' in card
    assert 'data-referrer="strict-origin"' in card
    assert 'This contacts <bdi dir="ltr">www.youtube-nocookie.com</bdi>.' in card
    assert "<iframe" not in card
