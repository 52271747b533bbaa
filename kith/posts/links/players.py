"""The few players of other sites that may run on a page, after a click that names the site.

What a player is shown from is made here from the address in the post; nothing that another site sends becomes HTML.
The policy for content (`SECURE_CSP`) allows frames of exactly these hosts. No Django here: the settings read it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

YOUTUBE, VIMEO, SOUNDCLOUD = "www.youtube-nocookie.com", "player.vimeo.com", "w.soundcloud.com"
DAILYMOTION, SPOTIFY = "geo.dailymotion.com", "open.spotify.com"
# Sites that run PeerTube: where a video stands, and plays, is the same on all of them.
PEERTUBES = ("framatube.org", "tilvids.com", "peertube.tv", "video.blender.org", "makertube.net")
HOSTS = (YOUTUBE, VIMEO, SOUNDCLOUD, DAILYMOTION, SPOTIFY, *PEERTUBES)

SECONDS = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?")


@dataclass(frozen=True)
class Player:
    """A player: the `address` of its frame, whom it contacts, the oEmbed endpoint of its page, and its form.

    `referrer` is what the frame tells of where it stands: YouTube plays only for who says it, so it learns the host.
    """

    address: str
    oembed: str
    form: str = "video"
    referrer: str = "no-referrer"

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


def player_of(address: str) -> Player | None:
    """The player of what stands at an address; None where there is none, or it is none of these."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in PEERTUBES:
        return _peertube(address, parts.hostname or "", parts.path)
    make = MAKERS.get(host)
    return make(address, parts.path, dict(parse_qsl(parts.query))) if make else None


def _oembed(endpoint: str, address: str) -> str:
    return f"{endpoint}?{urlencode({'format': 'json', 'url': address})}"


def _youtube(address: str, path: str, query: Mapping[str, str]) -> Player | None:
    given = query.get("v", "") if path == "/watch" else ""
    found = re.fullmatch(r"/(?:shorts/|live/|embed/|v/)([\w-]{11})/?", path, re.ASCII)
    return _youtube_video(found[1] if found else given, query)


def _youtube_short(address: str, path: str, query: Mapping[str, str]) -> Player | None:
    return _youtube_video(path.strip("/"), query)


def _youtube_video(video: str, query: Mapping[str, str]) -> Player | None:
    if not re.fullmatch(r"[\w-]{11}", video, re.ASCII):
        return None
    start = seconds(query.get("t") or query.get("start", ""))
    page = f"https://www.youtube.com/watch?v={video}"
    return Player(
        f"https://{YOUTUBE}/embed/{video}?autoplay=1&rel=0{f'&start={start}' if start else ''}",
        _oembed("https://www.youtube.com/oembed", page),
        referrer="strict-origin",
    )


def _vimeo(address: str, path: str, query: Mapping[str, str]) -> Player | None:
    found = re.fullmatch(r"/(?:channels/\w+/|video/)?(\d{5,12})(?:/([0-9a-f]{6,20}))?/?", path, re.ASCII)
    if not found:
        return None
    unlisted = f"&h={found[2]}" if found[2] else ""
    return Player(
        f"https://{VIMEO}/video/{found[1]}?autoplay=1&dnt=1{unlisted}",
        _oembed("https://vimeo.com/api/oembed.json", address),
    )


def _soundcloud(address: str, path: str, query: Mapping[str, str]) -> Player | None:
    if not re.fullmatch(r"/[\w-]{1,80}/(?:sets/)?[\w-]{1,200}/?", path, re.ASCII):
        return None
    page = f"https://soundcloud.com{path}"
    return Player(
        f"https://{SOUNDCLOUD}/player/?url={quote(page, safe='')}&auto_play=true",
        _oembed("https://soundcloud.com/oembed", page),
        form="sound",
    )


def _dailymotion(address: str, path: str, query: Mapping[str, str]) -> Player | None:
    found = re.fullmatch(r"/(?:video/)?([a-z0-9]{5,12})(?:_[^/]*)?", path, re.ASCII)
    if not found:
        return None
    page = f"https://www.dailymotion.com/video/{found[1]}"
    return Player(
        f"https://{DAILYMOTION}/player.html?video={found[1]}",
        _oembed("https://www.dailymotion.com/services/oembed", page),
    )


def _spotify(address: str, path: str, query: Mapping[str, str]) -> Player | None:
    found = re.fullmatch(
        r"(?:/intl-\w{2})?/(track|album|playlist|episode|show|artist)/([A-Za-z0-9]{22})/?", path, re.ASCII
    )
    if not found:
        return None
    page = f"https://{SPOTIFY}/{found[1]}/{found[2]}"
    return Player(
        f"https://{SPOTIFY}/embed/{found[1]}/{found[2]}", _oembed("https://open.spotify.com/oembed", page), form="sound"
    )


def _peertube(address: str, host: str, path: str) -> Player | None:
    found = re.fullmatch(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{20,40})/?", path, re.ASCII)
    if not found:
        return None
    page = f"https://{host}/w/{found[1]}"
    return Player(
        f"https://{host}/videos/embed/{found[1]}?autoplay=1", _oembed(f"https://{host}/services/oembed", page)
    )


MAKERS = {
    "youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube_short,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "soundcloud.com": _soundcloud,
    "dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion,
    "open.spotify.com": _spotify,
}


def seconds(text: str) -> int:
    """The seconds of a moment written as 90, 90s or 1m30s; 0 for what is none."""
    found = SECONDS.fullmatch(text)
    hours, minutes, rest = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + rest
