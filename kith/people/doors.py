"""The ways in, as the front page shows them side by side: signing in, and signing up as the joining policy says."""

from dataclasses import dataclass

from kith.community.models import Joining
from kith.people import joining
from kith.people.forms.accounts import SignInForm, SignUpForm
from kith.people.request import Request


@dataclass(frozen=True)
class Doors:
    """Two forms on one page, whose ids differ. Where nobody may just sign up there is no second one."""

    policy: Joining
    sign_in: SignInForm
    sign_up: SignUpForm | None


def doors(request: Request) -> Doors:
    policy = joining.policy()
    is_open = policy in (Joining.OPEN, Joining.APPROVAL)
    sign_up = SignUpForm(auto_id="sign_up_%s") if is_open else None
    return Doors(policy, SignInForm(request=request, auto_id="sign_in_%s"), sign_up)
