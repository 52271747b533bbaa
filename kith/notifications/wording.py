"""How each kind of happening is said: done by one, or by one and a number of others."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kith.notifications.models import Kind

BY_ONE = {
    Kind.FOLLOW: _("%(name)s follows you."),
    Kind.REQUEST: _("%(name)s asks to follow you."),
    Kind.APPROVAL: _("%(name)s approved your request to follow."),
    Kind.COMMENT: _("%(name)s commented on your post."),
    Kind.REPLY: _("%(name)s replied to your comment."),
    Kind.MENTION: _("%(name)s mentioned you."),
    Kind.REACTION: _("%(name)s reacted to your post."),
    Kind.SHARE: _("%(name)s shared your post."),
    Kind.TAG: _("%(name)s wants to tag you in a photo."),
    Kind.POLL: _("Your poll has ended."),
    Kind.VOTED: _("The poll of %(name)s has ended."),
    Kind.PICTURE: _("Your new picture was approved: others see it now."),
    Kind.NO_PICTURE: _("Your new picture was not approved."),
}
BY_SEVERAL = {
    Kind.FOLLOW: ngettext_lazy(
        "%(name)s and %(count)d other follow you.", "%(name)s and %(count)d others follow you.", "count"
    ),
    Kind.REQUEST: ngettext_lazy(
        "%(name)s and %(count)d other ask to follow you.", "%(name)s and %(count)d others ask to follow you.", "count"
    ),
    Kind.APPROVAL: ngettext_lazy(
        "%(name)s and %(count)d other approved your requests to follow.",
        "%(name)s and %(count)d others approved your requests to follow.",
        "count",
    ),
    Kind.COMMENT: ngettext_lazy(
        "%(name)s and %(count)d other commented on your post.",
        "%(name)s and %(count)d others commented on your post.",
        "count",
    ),
    Kind.REPLY: ngettext_lazy(
        "%(name)s and %(count)d other replied to your comment.",
        "%(name)s and %(count)d others replied to your comment.",
        "count",
    ),
    Kind.REACTION: ngettext_lazy(
        "%(name)s and %(count)d other reacted to your post.",
        "%(name)s and %(count)d others reacted to your post.",
        "count",
    ),
    Kind.SHARE: ngettext_lazy(
        "%(name)s and %(count)d other shared your post.", "%(name)s and %(count)d others shared your post.", "count"
    ),
    Kind.TAG: ngettext_lazy(
        "%(name)s and %(count)d other want to tag you in photos.",
        "%(name)s and %(count)d others want to tag you in photos.",
        "count",
    ),
}
TO_COMMENT_BY_ONE = _("%(name)s reacted to your comment.")
TO_COMMENT_BY_SEVERAL = ngettext_lazy(
    "%(name)s and %(count)d other reacted to your comment.",
    "%(name)s and %(count)d others reacted to your comment.",
    "count",
)


def sentence(kind: str, name: str, others: int, *, to_comment: bool) -> SafeString:
    """What happened, as HTML with the name marked."""
    said = {"name": format_html('<bdi class="person-name">{}</bdi>', name), "count": others}
    if kind == Kind.REACTION and to_comment:
        words = TO_COMMENT_BY_SEVERAL if others else TO_COMMENT_BY_ONE
    else:
        words = (BY_SEVERAL if others else BY_ONE)[Kind(kind)]
    return mark_safe(words % said)
