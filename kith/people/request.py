"""The request as views of people and above get it: what the middleware has added, by its types.

`Request` is what `MemberMiddleware` and `HtmxMiddleware` leave; `MemberRequest` is the same behind a decorator that
lets only members in. Neither is ever made: a request is one by having passed there.
"""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from kith.people.models import Profile
from kith.people.sessions import SessionStore


class Request(HttpRequest):
    """A request of anyone's: `member` is None for a stranger, and `htmx` is false unless htmx sent it."""

    member: Profile | None
    htmx: HtmxDetails
    session: SessionStore


class MemberRequest(Request):
    """A request of a member's, behind `member_required`, `permission_required` or the console's `staff`."""

    member: Profile
