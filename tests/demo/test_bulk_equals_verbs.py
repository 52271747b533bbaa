"""What the demo writes in bulk is what the verbs would have written, row for row but for ids and times."""

from collections import Counter
from datetime import timedelta
from itertools import count, cycle
from random import Random

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kith.demo import album
from kith.demo.bulk import Bulk
from kith.demo.graph import generate_graph
from kith.demo.people import make_people
from kith.demo.story import Story
from kith.demo.voice import voices
from kith.feed.actions import begin_shelf
from kith.feed.models import Entry, Shelf
from kith.feed.shelves import AWAY
from kith.graph.actions import approve_follow, follow, set_private
from kith.graph.audiences import Audience
from kith.graph.models import Follow
from kith.media.actions import keep_photo
from kith.media.models import MediaItem
from kith.notifications.models import Notification
from kith.people.actions.editing import edit_profile, pass_welcome
from kith.people.actions.joining import make_member
from kith.people.actions.pictures import choose_picture
from kith.people.models import Account, PictureKind, Profile, ProfilePicture, Role
from kith.posts.actions import comment, publish_post, react, share_post
from kith.posts.models import Mention, Post, PostMedia, PostTag, Reaction, Tag

PASSWORD = "correct horse battery"


@pytest.fixture
def plan():
    """Fourteen people, and all that happens among them: the first seed that brings some of everything."""
    return next(plan for plan in map(plan_of, count()) if has_everything(*plan))


def plan_of(seed):
    rng = Random(seed)
    following = generate_graph(14, rng)
    people = make_people(following, voices(), ["cat", "owl"], rng)
    for person, voice in zip(people, cycle(voices()), strict=False):
        person.voice, person.avatar, person.cover = voice, "", ""
    people[0].avatar = "cat"
    next(person for person in people if person.role == Role.MEMBER).is_private = True
    drafts = list(Story(people, following, 60, 4, rng).posts())
    for draft in drafts:
        draft.photos = draft.photos[:1]  # decoding is slow
    return people, following, drafts


def has_everything(people, following, drafts):
    comments = [each for draft in drafts for each in draft.comments]
    return (
        0 < sum(bool(draft.photos) for draft in drafts) < 6
        and any(draft.shared is not None for draft in drafts)
        and any("@" in draft.text for draft in drafts)
        and any("#" in draft.text for draft in drafts)
        and any(each.parent is not None for each in comments)
        and any(each.reactions for each in comments)
        and {draft.audience for draft in drafts} == set(Audience)
        and any(person.seen > AWAY.total_seconds() for person in people)
    )


class Verbs:
    """Makes the planned community as members would."""

    def __init__(self, people, following, drafts, run_tasks):
        self.people, self.following, self.drafts, self.run_tasks = people, following, drafts, run_tasks

    def make(self):
        self.members = [self.join(person) for person in self.people]
        for one, followed in enumerate(self.following):
            for other in followed:
                self.follow(self.members[one], self.members[other])
        self.posts = []
        for draft in self.drafts:
            self.posts.append(self.publish(draft))
            self.hang_on(draft, self.posts[-1])
        self.run_tasks(100_000)

    def join(self, person):
        member = make_member(handle=person.handle, password=PASSWORD, language=person.voice.code, role=person.role)
        about = {"bio": person.bio, "country": person.country, "birthday": person.birthday}
        member = edit_profile(member=member, display_name=person.name, on_map=bool(person.country), **about)
        if person.avatar:
            member = choose_picture(member=member, kind=PictureKind.AVATAR, key=self.upload(member, person.avatar).key)
        set_private(member=member, private=person.is_private)
        pass_welcome(member=member, step=2)
        Profile.objects.filter(pk=member.pk).update(last_seen_at=timezone.now() - timedelta(seconds=person.seen))
        if person.seen < AWAY.total_seconds():
            begin_shelf(member)
        return Profile.objects.get(pk=member.pk)

    def upload(self, member, name, alt=""):
        content = (album.FOLDER / f"{name}.jpg").read_bytes()
        item = keep_photo(owner_id=member.pk, upload=SimpleUploadedFile(f"{name}.jpg", content), alt=alt)
        self.run_tasks()
        return MediaItem.objects.get(pk=item.pk)

    def follow(self, follower, followed):
        if not isinstance(follow(follower=follower, followed=followed), Follow):
            approve_follow(followed=followed, follower=follower)

    def publish(self, draft):
        author = self.members[draft.author]
        if draft.shared is not None:
            original = Post.objects.get(pk=self.posts[draft.shared].pk)
            return share_post(author=author, original=original, text=draft.text, audience=draft.audience)
        photos = [self.upload(author, name, alt) for name, alt in draft.photos]
        return publish_post(author=author, text=draft.text, audience=draft.audience, media=photos)

    def hang_on(self, draft, post):
        made = []
        for each in draft.comments:
            parent = post if each.parent is None else made[each.parent]
            made.append(comment(author=self.members[each.author], parent=parent, text=each.text))
            for member, kind, _ in each.reactions:
                react(member=self.members[member], post=made[-1], kind=kind)
        for member, kind, _ in draft.reactions:
            react(member=self.members[member], post=post, kind=kind)


def everything():
    """All that the community is, told without ids and times; what is there twice counts twice."""
    handles = dict(Profile.objects.values_list("id", "handle"))
    posts = {post.pk: post for post in Post.objects.select_related("root", "parent", "shared")}

    def told(pk):
        post = posts.get(pk)
        return post and (handles[post.author_id], post.text, post.audience, post.root_id and told(post.root_id))

    def of_post(post):
        counts = (post.comment_count, post.reaction_count, post.share_count, post.revision)
        return told(post.pk), told(post.parent_id), told(post.shared_id), post.is_share, post.state, counts

    def of_profile(profile):
        skipped = {"id", "account_id", "avatar_key", "cover_key", "last_seen_at", "role_since", "stamp"}
        fields = {f.attname: repr(getattr(profile, f.attname)) for f in profile._meta.concrete_fields}
        pictures = (bool(profile.avatar_key), bool(profile.cover_key), profile.role_since is None)
        return tuple(sorted((name, value) for name, value in fields.items() if name not in skipped)), pictures

    return {
        "accounts": Counter((a.username, a.language, a.email, a.stamp, a.time_zone) for a in Account.objects.all()),
        "passwords": {check_password(PASSWORD, account.password) for account in Account.objects.all()},
        "profiles": Counter(of_profile(profile) for profile in Profile.objects.all()),
        "pictures": Counter((handles[p.member_id], p.kind, p.verdict) for p in ProfilePicture.objects.all()),
        "follows": Counter((handles[f.follower_id], handles[f.followed_id]) for f in Follow.objects.all()),
        "posts": Counter(of_post(post) for post in posts.values()),
        "reactions": Counter((told(r.post_id), handles[r.member_id], r.kind) for r in Reaction.objects.all()),
        "photos": Counter(
            (handles[p.owner_id], p.state, p.avif, p.thumbhash, *p.sizes) for p in MediaItem.objects.all()
        ),
        "in posts": Counter((told(p.post_id), p.position, p.alt, p.item.width) for p in PostMedia.objects.all()),
        "tags": Counter((told(t.post_id), t.tag.name) for t in PostTag.objects.all()),
        "tag names": Counter(Tag.objects.values_list("name", "shown")),
        "mentions": Counter((told(m.post_id), handles[m.member_id]) for m in Mention.objects.all()),
        "entries": Counter((handles[e.reader_id], told(e.post_id)) for e in Entry.objects.all()),
        "shelves": Counter((handles[s.reader_id], s.complete_since) for s in Shelf.objects.all()),
    }


def in_bulk(people, following, drafts, folder):
    shown = {name for draft in drafts for name, _ in draft.photos} | {
        person.avatar for person in people if person.avatar
    }
    bulk = Bulk(people, following, album.open_album(str(folder), shown), timezone.now())
    bulk.write_members(make_password(PASSWORD))
    bulk.write_follows()
    bulk.write_posts(drafts)
    bulk.write_counts()
    bulk.write_entries(range(len(people)))


def test_a_community_written_in_bulk_equals_one_made_by_the_verbs(community, plan, run_tasks, tmp_path):
    in_bulk(*plan, tmp_path)
    written = everything()
    for model in (Notification, Entry, Shelf, Mention, PostTag, Tag, PostMedia, Reaction, Follow):
        model.objects.all().delete()
    Post.objects.all().delete()
    MediaItem.objects.all().delete()
    Account.objects.all().delete()
    Verbs(*plan, run_tasks).make()
    made = everything()
    assert all(made.values())
    for what in made:
        assert written[what] == made[what], what
