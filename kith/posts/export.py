"""What a member has posted, to take away; and to be erased, when they have left for good."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from kith.graph.audiences import Audience
from kith.kernel.export import Section
from kith.kernel.ids import time_of
from kith.people.models import Profile
from kith.posts.actions.deleting import erase_in_pieces
from kith.posts.actions.voting import take_votes_back
from kith.posts.models import (
    Album,
    Ballot,
    Choice,
    Consent,
    PhotoTag,
    Pin,
    Post,
    PostMedia,
    Reaction,
    ReactionKind,
    Save,
    Version,
)
from kith.posts.models.poll import picked

WRITTEN = {"text": _("Text"), "audience": _("Audience"), "created_at": _("Time"), "edited_at": _("Edited")}
POLL = {"choices": _("Choices"), "ends_at": _("Ends")}
OF_POST = {"post": _("Post"), "created_at": _("Time")}


def export(member: Profile) -> Iterator[Section]:
    """Posts, comments, earlier versions, photos in posts, albums, tags, reactions and saved posts."""
    own = Post.objects.filter(author=member).order_by("id")
    yield Section("posts", _("Posts"), WRITTEN | POLL, map(written, own.filter(root=None).select_related("poll")))
    answers = {"text": _("Text"), "post": _("Post"), "created_at": _("Time")}
    yield Section("comments", _("Comments"), answers, map(written, own.filter(root__isnull=False)))
    versions = Version.objects.filter(post__author=member).order_by("id")
    yield Section("versions", _("Earlier versions"), WRITTEN | OF_POST, map(version, versions))
    yield photos(member)
    yield albums(member)
    yield from tags(member)
    reactions = Reaction.objects.filter(member=member).order_by("id")
    yield Section("reactions", _("Reactions"), {"kind": _("Reaction")} | OF_POST, map(reaction, reactions))
    votes = Ballot.objects.filter(member=member).order_by("id")
    yield Section("votes", _("Votes"), {"choices": _("Choices")} | OF_POST, map(vote, votes))
    yield Section("saved", _("Saved posts"), OF_POST, map(mark, Save.objects.filter(member=member).order_by("id")))
    pins = Pin.objects.filter(member=member)
    yield Section("pinned", _("Pinned post"), {"post": _("Post")}, ({"post": str(pin.post_id)} for pin in pins))


def photos(member: Profile) -> Section:
    """The photos in posts: where each hangs, and its words. The pictures themselves come with `media`."""
    hanging = PostMedia.objects.filter(post__author=member).select_related("item").order_by("post_id", "position")
    rows = ({"photo": each.item.key, "post": str(each.post_id), "alt": each.alt} for each in hanging)
    labels = {"photo": _("Photo"), "alt": _("Description"), "post": _("Post")}
    return Section("post_photos", _("Photos in posts"), labels, rows)


def albums(member: Profile) -> Section:
    """The albums, each with the names of its photos in their order; the pictures themselves come with `media`."""
    labels = {"title": _("Title"), "description": _("Description"), "audience": _("Audience"), "created_at": _("Time")}
    own = Album.objects.filter(owner=member).prefetch_related("photos__item").order_by("id")
    rows = (
        {
            "title": album.title,
            "description": album.description,
            "audience": Audience(album.audience).label,
            "created_at": time_of(album.pk),
            "photos": [row.item.key for row in album.photos.all()],
        }
        for album in own
    )
    return Section("albums", _("Albums"), labels, rows)


def tags(member: Profile) -> Iterator[Section]:
    """In whose photos the member is tagged, and who is tagged in theirs."""
    of = PhotoTag.objects.filter(member=member).select_related("item").order_by("id")
    owners = Profile.objects.filter(pk__in=of.values("item__owner_id")).in_bulk()
    labels = {"handle": _("Handle"), "agreed": _("Agreed"), "created_at": _("Time")}
    mine = ({"handle": owners[tag.item.owner_id].handle} | tagged(tag) for tag in of if tag.item.owner_id in owners)
    yield Section("photos_of", _("Photos of you"), labels, mine)
    on = PhotoTag.objects.filter(item__owner_id=member.pk).select_related("member", "item").order_by("id")
    others = ({"photo": tag.item.key, "handle": tag.member.handle} | tagged(tag) for tag in on)
    yield Section("tagged", _("People in your photos"), {"photo": _("Photo")} | labels, others)


def tagged(tag: PhotoTag) -> dict[str, Any]:
    agreed = _("Approved") if tag.consent == Consent.GIVEN else _("Not approved")
    return {"agreed": agreed, "created_at": time_of(tag.pk)}


def written(post: Post) -> dict[str, Any]:
    """A post or comment; ids as text, since programs read long numbers wrongly."""
    row = {"id": str(post.pk), "text": post.text, "created_at": time_of(post.pk), "edited_at": post.edited_at}
    if post.root_id is not None:
        return row | {"post": str(post.root_id), "answers": str(post.parent_id)}
    shared = {"shared": post.shared_id and str(post.shared_id)} if post.is_share else {}
    return row | {"audience": Audience(post.audience).label} | shared | asked(post)


def asked(post: Post) -> dict[str, Any]:
    """The poll of a post, if it has one."""
    if not hasattr(post, "poll"):
        return {}
    return {"choices": [choice.text for choice in post.poll.choices.all()], "ends_at": post.poll.ends_at}


def version(row: Version) -> dict[str, Any]:
    return mark(row) | {"text": row.text, "audience": Audience(row.audience).label}


def reaction(row: Reaction) -> dict[str, Any]:
    return mark(row) | {"kind": ReactionKind(row.kind).label}


def vote(row: Ballot) -> dict[str, Any]:
    """The words of the choices, since their positions say nothing by themselves."""
    places = Choice.objects.filter(poll=row.poll_id, position__in=picked(row.picks))
    chosen = list(places.values_list("text", flat=True))
    return {"post": str(row.poll_id), "created_at": time_of(row.pk), "choices": chosen}


def mark(row: Save | Reaction | Version) -> dict[str, Any]:
    """Something about a post, and when it was made."""
    return {"post": str(row.post_id), "created_at": time_of(row.pk)}


def erase(member: Profile) -> None:
    """Take away what a member wrote and how they reacted, little by little, so that no page waits long for its turn."""
    for album in Album.objects.filter(owner=member):
        album.delete()
    PhotoTag.objects.filter(Q(member=member) | Q(item__owner_id=member.pk)).delete()
    # Newest first: a comment goes before the post it stands under, and each is counted down once.
    while post := Post.objects.filter(author=member).order_by("-id").first():
        erase_in_pieces(post)
    take_votes_back(member)
    for row in Reaction.objects.filter(member=member):
        with transaction.atomic():
            row.delete()
            fewer = Greatest(F("reaction_count") - 1, 0)
            Post.objects.filter(pk=row.post_id).update(reaction_count=fewer)
