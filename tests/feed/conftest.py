from types import SimpleNamespace

import pytest
from django.test import Client

from kith.feed.models import Shelf
from kith.people.models import Profile
from kith.posts.actions.keeping import save_post
from kith.posts.actions.publishing import publish_post
from kith.posts.models import Post

LISTS = {
    "following": "/?tab=following",
    "community": "/?tab=community",
    "newer in following": "/feed/newer?tab=following&after=0&show=1",
    "newer in community": "/feed/newer?tab=community&after=0&show=1",
    "hashtag": "/tags/river",
    "saved": "/saved/",
}


@pytest.fixture
def shelved(cast) -> SimpleNamespace:
    """The cast; everyone has been on the Following tab before."""
    for member in vars(cast).values():
        Shelf.objects.create(reader=member, complete_since=0)
    return cast


@pytest.fixture
def river(shelved, run_tasks) -> Post:
    """Ana's post for members with a hashtag, delivered; Ben has saved it."""
    post = publish_post(author=shelved.ana, text="A swim in the #river", audience=1)
    save_post(member=shelved.ben, post=post)
    run_tasks()
    return post


def shows(client: Client, address: str, post: Post) -> bool:
    """Whether a page or fragment shows the post."""
    return f'id="post-{post.pk}"' in client.get(address).text


def roads_to(client: Client, post: Post) -> set[str]:
    """By which roads a browser comes to Ana's post."""
    roads = LISTS | {"profile": "/@ana", "permalink": f"/@ana/{post.pk}"}
    return {name for name, address in roads.items() if shows(client, address, post)}


def follow_five(member: Profile) -> None:
    """What the counter says of a member who follows five people."""
    Profile.objects.filter(pk=member.pk).update(following_count=5)
