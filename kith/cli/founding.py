"""Setting the community up, inside Django: the same form as the page behind the link."""

from kith.cli.refusal import Refusal
from kith.community.actions import AlreadyFounded
from kith.community.current import current
from kith.people.actions import setting_up
from kith.people.forms.set_up import SetUpForm
from kith.people.set_up_link import use_up

DONE = "This community is set up already."


def set_up(given: dict[str, str]) -> None:
    """Found the community, or refuse with the first thing that is wrong with what was given."""
    if current() is not None:
        raise Refusal(DONE)
    form = SetUpForm(given)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refusal(f"{field}: {errors[0]}")
    try:
        setting_up.set_up(**form.cleaned_data)
    except AlreadyFounded:
        raise Refusal(DONE) from None
    use_up()
