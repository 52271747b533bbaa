"""Which pages are measured, in whose eyes."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count
from django.test import Client

from kith.feed.models import Entry
from kith.people.models import Account, Profile
from kith.posts.models import Post, PostTag


@dataclass(frozen=True)
class Page:
    """A page to measure: what it is called, its address, and the cookie of who asks."""

    name: str
    path: str
    cookie: str = ""


EMPTY = Page("empty view", "/bench/empty/")


def cookie_of(member: Profile) -> str:
    """A Cookie header of a browser in which this member is signed in, and has seen a form before."""
    client = Client(headers={"host": "localhost"})
    client.get("/accounts/login/")
    client.force_login(Account.objects.get(profile=member))
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return "; ".join(f"{name}={client.cookies[name].value}" for name in names)


def typical_reader() -> Profile:
    """The member with a full first page whose number of entries is the median of such members."""
    counts = Entry.objects.values("reader").annotate(entries=Count("pk")).filter(entries__gte=20).order_by("entries")
    readers = [row["reader"] for row in counts]
    return Profile.objects.select_related("account").get(pk=readers[len(readers) // 2])


def pages(reader: Profile) -> list[Page]:
    """The pages of the issue, as this reader sees them."""
    cookie = cookie_of(reader)
    readable = Post.objects.visible_to(reader).top_level()
    author = Profile.objects.order_by("-post_count").filter(pk__in=readable.values("author")).first()
    talked_about = readable.order_by("-comment_count").select_related("author").first()
    tag = PostTag.objects.values("tag__name").annotate(posts=Count("pk")).order_by("-posts").first()
    found = [
        Page("home, Following", "/?tab=following", cookie),
        Page("home, Community", "/?tab=community", cookie),
        Page("notifications", "/notifications/", cookie),
    ]
    found += searches(cookie)
    if author:
        found.append(Page("profile", f"/@{author.handle}", cookie))
    if tag:
        found.append(Page("hashtag", f"/tags/{tag['tag__name']}", cookie))
    if talked_about:
        name = f"permalink, {talked_about.comment_count} comments"
        found.append(Page(name, f"/@{talked_about.author.handle}/{talked_about.pk}", cookie))
    return found


def searches(cookie: str) -> list[Page]:
    """What nearly every post has is the dearest to look for: a word of the newest, all of it and as it is typed."""
    newest = Post.objects.top_level().order_by("-id").values_list("text", flat=True)[:1000]
    words = Counter(word for text in newest for word in text.split() if word.isalpha() and len(word) > 3)
    word = words.most_common(1)[0][0] if words else "kith"
    return [
        Page("search", f"/search/?q={quote(word)}", cookie),
        Page("search, posts", f"/search/?q={quote(word)}&tab=posts", cookie),
        Page("search, as one types", f"/search/suggestions?q={quote(word[:2])}", cookie),
    ]
