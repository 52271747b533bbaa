"""What a page says of itself: Open Graph, the cards of X, plain title and description; and where its oEmbed is.

A scanner of our own, since all that is wanted stands in a few tags: the parser of the standard library takes minutes
for half a megabyte of "<!--", and a C parser has no place in this process. It walks a text once and never goes back.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from kith.kernel.text import tame
from kith.posts.links.guard import web_address

TITLE_LENGTH = 200
DESCRIPTION_LENGTH = 400
SITE_LENGTH = 60
VALUE_LENGTH = 3_000
PRESCAN = 4_096

# Quantifiers with a plus never give back what they took, so that no text makes them try again.
OPENING = re.compile(r"<(!--|/?[A-Za-z][^\s/>]{0,100})")
ATTRIBUTE = re.compile(r"""[\s/]*+(=?+[^\s/>=]++|=)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?""")
TAG_END = re.compile(r"[\s/]*+>?")
RAW = ("script", "style", "textarea", "xmp", "iframe", "noembed", "noframes", "template", "title")
CLOSINGS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in RAW}
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE)
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Python's codecs for what pages call their encodings, as browsers understand these names.
CODECS = {
    "utf-8": "utf-8 utf8",
    "utf-16-le": "utf-16 utf-16le",
    "utf-16-be": "utf-16be",
    "cp1252": "iso-8859-1 iso8859-1 latin1 ascii us-ascii windows-1252 cp1252",
    "cp1254": "iso-8859-9 latin5 windows-1254",
    "cp874": "iso-8859-11 tis-620 windows-874",
    "gb18030": "gb18030 gb2312 gbk x-gbk",
    "big5hkscs": "big5 big5-hkscs x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "cp949": "euc-kr ks_c_5601-1987 windows-949",
    "mac-roman": "macintosh mac",
    "mac-cyrillic": "x-mac-cyrillic",
    "iso8859-8": "iso-8859-8 iso-8859-8-i logical",
    **{f"iso8859-{part}": f"iso-8859-{part}" for part in (2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16)},
    **{f"cp{page}": f"windows-{page}" for page in (1250, 1251, 1253, 1255, 1256, 1257, 1258)},
    **{name: name for name in ("koi8-r", "koi8-u")},
}
LABELS = {label: name for name, labels in CODECS.items() for label in labels.split()}
TITLES = ("og:title", "twitter:title", "title")
DESCRIPTIONS = ("og:description", "twitter:description", "description")
PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image_src")


@dataclass(frozen=True)
class Said:
    """What is said of a page, safe to keep: words in one line each, addresses of the web alone; "" for what isn't."""

    title: str = ""
    description: str = ""
    site: str = ""
    picture: str = ""
    oembed: str = ""


@dataclass
class Head:
    """The first of each thing that the tags of a page name; addresses as they stand."""

    named: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, value: str) -> None:
        if value.strip():
            self.named.setdefault(name, value)

    def first(self, names: tuple[str, ...]) -> str:
        return next((self.named[name] for name in names if name in self.named), "")


def read_page(body: bytes, charset: str, address: str) -> Said:
    """What a page says of itself, however broken it is. `address` is where it stood, for the links in it."""
    head = Head()
    for tag, attributes, text in tags(decode(body, charset)):
        note(head, tag, attributes, text)
    base = web_address(address, head.named.get("base", "")) or address
    return Said(
        title=tame(head.first(TITLES), TITLE_LENGTH),
        description=tame(head.first(DESCRIPTIONS), DESCRIPTION_LENGTH),
        site=tame(head.first(("og:site_name",)), SITE_LENGTH),
        picture=web_address(base, head.first(PICTURES)),
        oembed=web_address(base, head.named.get("oembed", "")),
    )


def note(head: Head, tag: str, attributes: Mapping[str, str], text: str) -> None:
    """Keep what one tag says, if it is one that says something."""
    if tag == "title":
        head.keep("title", text)
    elif tag == "base":
        head.keep("base", attributes.get("href", ""))
    elif tag == "meta":
        name = (attributes.get("property") or attributes.get("name") or "").strip().lower()
        if name in TITLES + DESCRIPTIONS + PICTURES + ("og:site_name",):
            head.keep(name, attributes.get("content", ""))
    elif tag == "link":
        kinds = attributes.get("rel", "").lower().split()
        if "image_src" in kinds:
            head.keep("image_src", attributes.get("href", ""))
        if "alternate" in kinds and attributes.get("type", "").strip().lower() == "application/json+oembed":
            head.keep("oembed", attributes.get("href", ""))


def tags(page: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Each opening tag with its attributes and, of those whose content is no markup, what stands before its end."""
    at = 0
    while found := OPENING.search(page, at):
        name = found[1].lower()
        if name == "!--":
            at = page.find("-->", found.end())
            if at < 0:  # the rest of the page is a comment
                return
            continue
        values, at = attributes_at(page, found.end())
        if name not in CLOSINGS:
            yield name, values, ""
            continue
        closing = CLOSINGS[name].search(page, at)
        end = closing.start() if closing else len(page)
        yield name, values, unescape(page[at : min(end, at + VALUE_LENGTH)])
        at = end


def attributes_at(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag from a place on, and where the tag ends."""
    values: dict[str, str] = {}
    while found := ATTRIBUTE.match(page, at):
        value = found[2] or found[3] or found[4] or ""
        values.setdefault(found[1].lower()[:100], unescape(value[:VALUE_LENGTH]))
        at = found.end()
    end = TAG_END.match(page, at)
    return values, end.end() if end else at


def decode(body: bytes, charset: str) -> str:
    """The text of a page: by its byte order mark, what the server said, what the page says, or else by looking."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    found = CHARSET.search(body[:PRESCAN])
    # A page that says in letters of ASCII that it is UTF-16 is not.
    said = found[1].decode().lower().replace("utf-16", "utf-8") if found else ""
    for label in (charset, said):
        if label in LABELS:
            return body.decode(LABELS[label], "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)  # its last letter may be cut in half
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
