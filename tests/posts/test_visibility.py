from kith.graph.audiences import Audience
from kith.posts.models import Post


def test_a_post_for_followers_reaches_them_and_no_stranger(cast):
    post = Post.objects.create(author=cast.ana, text="Hello", audience=Audience.FOLLOWERS)
    assert post in Post.objects.visible_to(cast.ana)
    assert post in Post.objects.visible_to(cast.ben)
    assert post not in Post.objects.visible_to(cast.cyd)
    assert post not in Post.objects.visible_to(None)
