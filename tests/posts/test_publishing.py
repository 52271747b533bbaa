from kith.graph.audiences import Audience
from kith.posts import actions
from kith.posts.models import Post


def test_smoke(cast):
    p = actions.publish_post(author=cast.ana, text="Hi @ben #Çağrı", audience=Audience.MEMBERS, key="a")
    assert actions.publish_post(author=cast.ana, text="Hi @ben #Çağrı", audience=Audience.MEMBERS, key="a") == p
    c = actions.comment(author=cast.ben, parent=p, text="yo")
    d = actions.comment(author=cast.ana, parent=c, text="yo2")
    e = actions.comment(author=cast.ana, parent=d, text="yo2")
    assert e.parent_id == c.pk
    actions.react(member=cast.ben, post=p, kind=1)
    actions.react(member=cast.ben, post=p, kind=2)
    actions.share_post(author=cast.cyd, original=p, text="", audience=0, key="x")
    actions.edit_post(actor=cast.ana, post=p, text="Hi", audience=0)
    actions.pin_post(actor=cast.ana, post=p)
    actions.save_post(member=cast.ben, post=p)
    p = Post.objects.get(pk=p.pk)
    assert (p.comment_count, p.reaction_count, p.share_count) == (3, 1, 1)
    actions.delete_post(actor=cast.ana, post=c)
    p = Post.objects.get(pk=p.pk)
    assert p.comment_count == 0
    actions.delete_post(actor=cast.ana, post=p)
