"""What the gates "post", "edit" and "comment" are asked about; "post" also about what an album says of itself."""

from dataclasses import dataclass, replace

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from kith.kernel.gates import Answer, Refused, Verdict, ask
from kith.people.models import Profile
from kith.posts.models import Post


@dataclass(frozen=True)
class Draft:
    """What a member wants to publish. `post` is the one that an edit changes, or that a comment answers;
    `choices` are those of a poll. `words` are those of photos, videos and sounds: what they show, what they are
    called, what is said in them. A gate is asked about each of these as if it were the text."""

    author: Profile
    text: str
    audience: int
    photo_ids: tuple[int, ...] = ()
    post: Post | None = None
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class AskedAgain(Refused):
    """A gate wants the member to read the draft again, and to confirm it; the message says why."""


def pass_gate(name: str, draft: Draft, *, confirmed: bool, may_hold: bool = True) -> Answer:
    """The answer to a draft that may be written (PASS, or HOLD); raises Refused or AskedAgain for others.

    What would be held is refused where it can't be (`may_hold`), as nobody could let it through later.
    """
    answer = judge(name, draft)
    if answer.verdict is Verdict.REFUSE or (answer.verdict is Verdict.HOLD and not may_hold):
        raise Refused(answer.reason)
    if answer.verdict is Verdict.ASK and not confirmed:
        raise AskedAgain(answer.reason)
    return answer


def judge(name: str, draft: Draft) -> Answer:
    """The sternest answer to a draft and to the words of what is in it."""
    whole = replace(draft, words=())
    answers = [ask(name, whole), *(_judge_words(name, whole, words) for words in filter(None, draft.words))]
    return max(answers, key=lambda answer: answer.verdict)


def _judge_words(name: str, draft: Draft, words: str) -> Answer:
    answer = ask(name, replace(draft, text=words, choices=()))
    about = {"words": Truncator(words).chars(60), "reason": answer.reason}
    return replace(answer, reason=_("“%(words)s”: %(reason)s") % about)
