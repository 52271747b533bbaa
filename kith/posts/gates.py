"""What the gates "post", "edit" and "comment" are asked about; "post" also about what an album says of itself."""

from dataclasses import dataclass

from kith.kernel.gates import Answer, Refused, Verdict, ask
from kith.people.models import Profile
from kith.posts.models import Post


@dataclass(frozen=True)
class Draft:
    """What a member wants to publish. `post` is the one that an edit changes, or that a comment answers;
    `choices` are those of a poll."""

    author: Profile
    text: str
    audience: int
    photo_ids: tuple[int, ...] = ()
    post: Post | None = None
    choices: tuple[str, ...] = ()


class AskedAgain(Refused):
    """A gate wants the member to read the draft again, and to confirm it; the message says why."""


def pass_gate(name: str, draft: Draft, *, confirmed: bool) -> Answer:
    """The answer to a draft that may be written (PASS, or HOLD); raises Refused or AskedAgain for others."""
    answer = ask(name, draft)
    if answer.verdict is Verdict.REFUSE:
        raise Refused(answer.reason)
    if answer.verdict is Verdict.ASK and not confirmed:
        raise AskedAgain(answer.reason)
    return answer
