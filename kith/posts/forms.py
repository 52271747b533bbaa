"""The shape of what members send. Texts pass as they were typed: the verbs check them, lengths first."""

import hashlib
import secrets
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kith.graph.audiences import Audience
from kith.kernel.gates import Refused
from kith.kernel.text import clean
from kith.media.models import Kind, MediaItem
from kith.people.models import Profile
from kith.posts.actions.attaching import IN_A_COMMENT, IN_A_POST, items_of, most_in
from kith.posts.actions.once import submitted
from kith.posts.actions.wording import TEXT_LENGTH
from kith.posts.gates import AskedAgain
from kith.posts.models import Post
from kith.posts.polls import DAY, FEWEST, LENGTH, MOST, durations, read_poll


class Words(forms.Field):
    """Text as it was typed, of any length."""

    widget = forms.Textarea

    def to_python(self, value: str | None) -> str:
        return value or ""


class GatedForm[Made](forms.Form):
    """What is sent to a verb that may refuse it, or ask whether it is meant."""

    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    data: MultiValueDict[str, Any]

    def attempt(self, make: Callable[..., Made]) -> Made | None:
        """Call a verb with what was sent. What it refuses becomes an error of the form, and None is returned."""
        if not self.is_valid():
            return None
        try:
            return self.made_by(make)
        except AskedAgain as again:
            self.ask_again(str(again))
        except Refused as refused:
            self.add_error(None, str(refused))
        except ValidationError as wrong:
            self.add_error("audience" if getattr(wrong, "code", None) == "audience" else None, wrong)
        return None

    def made_by(self, make: Callable[..., Made]) -> Made | None:
        """What the verb makes of what was sent."""
        return make(**self.said())

    def said(self) -> dict[str, Any]:
        """What was sent, as the verb takes it."""
        return self.cleaned_data

    def ask_again(self, reason: str) -> None:
        """Have the form say what is asked, as one of its errors, and confirm it when it is sent again."""
        self.data = self.data.copy()
        self.data["confirmed"] = "yes"
        self.add_error(None, [reason, gettext("Send it again if you are sure.")])


class FilesForm[Made](GatedForm[Made]):
    """A form with which up to `most_items` files come: `items` are those kept already, in order, with their words.

    Sent twice, it acts once (`key`). `taken` is what it made or changed already, where that was found on the way.
    """

    key = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    most_items = 0
    photos_only = False

    def __init__(self, *args: Any, member: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.submit_key = str(self.data.get("key") or "")[:40] or new_key(self.member)
        self.items: list[MediaItem] = []
        self.taken: Made | None = None

    @cached_property
    def in_place(self) -> list[MediaItem]:
        """What hangs already on what the form changes."""
        return []

    def earlier(self) -> Made | None:
        """What this form made or changed already, if it did."""
        return None

    def made_by(self, make: Callable[..., Made]) -> Made | None:
        # The verb would find it too, but may first miss photos that are no longer among `items`.
        return self.taken or super().made_by(make)

    @property
    def photo_keys(self) -> list[str]:
        """The keys of files that were kept by an earlier try."""
        keys = self.data.getlist("photo") if self.is_bound else []
        return list(dict.fromkeys(keys))

    @property
    def uploads(self) -> list[UploadedFile]:
        """The files that came with this try."""
        return self.files.getlist("photos") if self.is_bound and self.files else []

    @property
    def new_uploads(self) -> list[UploadedFile]:
        """Those of them that are to be kept."""
        return self.uploads

    def key_of(self, said: object = None) -> str:
        """A key for this form with its files and what it says: with others it is another. Without a key, none."""
        files = [(upload.name, upload.size) for upload in self.uploads]
        sent = repr((self.submit_key, files, said))
        return hashlib.sha256(sent.encode()).hexdigest()[:32] if self.data.get("key") else ""

    @property
    def has_files(self) -> bool:
        """Whether files were sent, now or by an earlier try."""
        return bool(self.photo_keys or self.uploads)


class WordsForm(FilesForm[Post]):
    """A text that makes a post or comment once, however often it is sent; with files, where `most_items` is set."""

    text = Words(required=False, label=_("Text"))

    limit = TEXT_LENGTH
    asked_again = ""

    def made_by(self, make: Callable[..., Post]) -> Post | None:
        post = super().made_by(make)
        if post and not post.edited_at and post.text != clean(self.cleaned_data["text"], TEXT_LENGTH):
            # Back to a form that was sent, and other words written into it: they must not be taken for the old ones.
            self.submit_key = new_key(self.member)
            self.add_error(None, _("This form was sent before, with other words. Send it again to send these too."))
            return None
        return post

    def ask_again(self, reason: str) -> None:
        # These forms are drawn by hand: `posts/_refusal.html` says it.
        self.asked_again = reason

    def earlier(self) -> Post | None:
        return submitted(Post, self.member, self.cleaned_data["key"]) if self.is_valid() else None

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "media": self.items} if self.most_items else self.cleaned_data


def new_key(member: Profile) -> str:
    """A key for a new form: sent twice, it makes one post; sent after the sign-in expired, it says whose words came."""
    return f"{member.pk:x}-{secrets.token_urlsafe(16)}"


def key_is_of(key: str, member: Profile) -> bool:
    """Whether a form with this key was a member's."""
    return key.startswith(f"{member.pk:x}-")


class CommentForm(WordsForm):
    """A comment: words and photos."""

    most_items = IN_A_COMMENT


class AudienceForm(WordsForm):
    """A text with whom it is for. The audience is that of the last time, unless another is chosen."""

    audience = forms.TypedChoiceField(choices=Audience.choices, coerce=int, label=_("Who may see this"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("audience", self.member.last_audience)


class Duration(forms.TypedChoiceField):
    """For how long a poll is open: the usual time as long as none was chosen."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial


class PublishForm(AudienceForm):
    """A post: words, photos, a poll, and whom it is for.

    `choices` are those of the poll as they were typed, None without a poll.
    """

    multiple = forms.BooleanField(required=False, label=_("Several answers can be chosen"))
    hours = Duration(choices=durations, coerce=int, required=False, initial=DAY, label=_("Open for"))

    most_items = IN_A_POST
    choice_length = LENGTH

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.data.getlist("choice") if self.is_bound else []
        self.choices: list[str] | None = typed[: MOST + 1] or None
        self.new_choice = 0

    def change_poll(self, change: str) -> None:
        """Begin a poll, give it room for one more choice, or leave it out."""
        if change == "remove":
            self.choices = None
        elif self.choices is None:
            self.choices = [""] * FEWEST
            self.new_choice = 1
        elif self.may_have_more:
            self.choices.append("")
            self.new_choice = len(self.choices)

    @property
    def may_have_more(self) -> bool:
        """Whether there is room for another choice."""
        return self.choices is not None and len(self.choices) < MOST

    def said(self) -> dict[str, Any]:
        said = super().said()
        multiple, hours = said.pop("multiple"), said.pop("hours") or DAY
        if self.choices is None:
            return said
        return said | {"poll": read_poll(self.choices, multiple=multiple, hours=hours)}


class EditForm(AudienceForm):
    """A post's new words, audience and photos; of a comment, words and photos.

    What is left out is what this form `had` and does not send: nothing that was added in another window meanwhile.
    All that it says can be said again; only the files that come with it are added once.
    """

    photos_only = True

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        initial = {"text": post.text, "audience": post.audience} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        if post.is_comment:
            del self.fields["audience"]
        self.post = post
        self.most_items = most_in(post)
        self.had = self.data.getlist("had") if self.is_bound else [item.key for item in self.in_place]
        if not self.is_bound:
            self.items = self.in_place

    @cached_property
    def in_place(self) -> list[MediaItem]:
        return items_of(self.post)

    @property
    def has_recordings(self) -> bool:
        """Whether there is more to say of something than what it shows: a title, captions."""
        return any(item.kind in (Kind.VIDEO, Kind.SOUND) for item in self.in_place)

    @cached_property
    def new_uploads(self) -> list[UploadedFile]:
        """Those that did not come with this form before."""
        return [] if self.uploads and submitted(Post, self.member, self.key_of()) else self.uploads

    def said(self) -> dict[str, Any]:
        sent = self.photo_keys
        left_out = [item for item in self.in_place if item.key in self.had and item.key not in sent]
        key = self.key_of() if self.new_uploads else ""
        return {"audience": Audience.MEMBERS, **super().said(), "left_out": left_out, "key": key}
