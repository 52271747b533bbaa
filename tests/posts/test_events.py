from kith.graph.audiences import Audience
from kith.posts import actions


def test_each_verb_says_what_happened_once(cast, posted, told):
    post = posted(text="@ben", key="k")
    posted(text="@ben", key="k")
    comment = actions.comment(author=cast.ben, parent=post, text="Hi")
    for kind in (1, 2):
        actions.react(member=cast.ben, post=post, kind=kind)
    actions.share_post(author=cast.cyd, original=post, text="", audience=Audience.MEMBERS)
    actions.delete_post(actor=cast.ben, post=comment)
    assert told() == [
        "PostPublished",
        "Mentioned",
        "Commented",
        "Reacted",
        "PostPublished",
        "Shared",
        "PostDeleted",
    ]


def test_widening_is_said_and_narrowing_is_an_edit(cast, posted, told):
    post = posted(audience=Audience.FOLLOWERS)
    actions.edit_post(actor=cast.ana, post=post, text="Hello", audience=Audience.EVERYONE)
    actions.edit_post(actor=cast.ana, post=post, text="Hello", audience=Audience.ONLY_ME)
    assert told() == ["PostPublished", "PostEdited", "AudienceWidened", "PostEdited"]
