"""How the community looks to others, and what it says: look, pages, rules and announcements."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.community.actions.announcing import Said
from kith.community.models import Announcement, Community, Theme
from kith.kernel.text import clean, clean_name
from kith.media.forms import PictureField
from kith.ui.accent import HEX

OWN_BLUE = "#2259cc"
THEMES = [(Theme.DEVICE, _("As each device is set")), (Theme.LIGHT, _("Light")), (Theme.DARK, _("Dark"))]
AUDIENCES = [("members", _("Members")), ("everyone", _("Everyone, also without signing in"))]
LONGEST_PAGE, LONGEST_ANNOUNCEMENT = 20_000, 1000


class LookForm(forms.Form):
    """Picture, colour and theme. A picture is left as it is where no new one is chosen."""

    picture = PictureField(
        ratio=16 / 9,
        label=_("Picture of the front page"),
        required=False,
        help_text=_("Wide pictures look best. Everyone sees it, also without signing in."),
    )
    remove_picture = forms.BooleanField(label=_("Remove the picture"), required=False)
    accent = forms.CharField(
        label=_("Accent colour"),
        required=False,
        help_text=_("Of buttons and links. It is made lighter or darker where text could not be read otherwise."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    own_blue = forms.BooleanField(label=_("Use Kith's own blue"), required=False)
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        required=False,
        choices=THEMES,
        widget=forms.RadioSelect,
        help_text=_("Members can choose otherwise for themselves."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        shown = {"accent": community.accent or OWN_BLUE, "own_blue": not community.accent, "theme": community.theme}
        super().__init__(*args, **{"initial": shown, **kwargs})
        if not community.picture_key:
            del self.fields["remove_picture"]

    def clean_accent(self) -> str:
        accent: str = self.cleaned_data["accent"].lower()
        if accent and not HEX.fullmatch(accent):
            raise ValidationError(_("A colour is written as # and six digits of 0 to 9 and a to f."), code="colour")
        return accent

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("own_blue"):
            given["accent"] = ""
        return given


class PageForm(forms.Form):
    """What a page says in one language."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        help_text=_("A blank line ends a paragraph. Lines that begin with “# ” are headings, with “- ” lists."),
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
    )

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"], LONGEST_PAGE)


class RuleForm(forms.Form):
    """A rule in one language."""

    title = forms.CharField(label=_("Rule"), widget=forms.TextInput(attrs={"dir": "auto"}))
    text = forms.CharField(
        label=_("Explanation"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )

    def clean_title(self) -> str:
        title = clean_name(self.cleaned_data["title"], 120)
        if not title:
            raise ValidationError(_("Please say what the rule is."), code="required")
        return title

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"], 1000)


class MomentField(forms.DateTimeField):
    """A date and time in the time zone of who asks, as browsers let people choose it."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class AnnouncementForm(forms.Form):
    """What to say, in any of the languages offered; from and until when; to whom."""

    starts_at = MomentField(label=_("From"), required=False, help_text=_("At once, if it stays empty."))
    ends_at = MomentField(label=_("Until"), required=False, help_text=_("Until you withdraw it, if it stays empty."))
    audience = forms.ChoiceField(label=_("For whom"), choices=AUDIENCES, widget=forms.RadioSelect, initial="members")
    on_front_page = forms.BooleanField(label=_("Show it on the front page too"), required=False)
    is_dismissible = forms.BooleanField(label=_("Members can put it away"), required=False, initial=True)

    def __init__(
        self, *args: Any, languages: list[tuple[str, str]], announcement: Announcement | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": shown(announcement) if announcement else None, **kwargs})
        self.languages = languages
        for code, name in languages:
            attrs = {"rows": 3, "lang": code, "dir": "auto"}
            self.fields[f"text_{code}"] = forms.CharField(
                label=name, required=False, widget=forms.Textarea(attrs=attrs)
            )
        self.order_fields([f"text_{code}" for code, _name in languages])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for code, _name in self.languages:
            self._clean_text(f"text_{code}", given)
        if not self.errors and not self.words():
            raise ValidationError(_("Please write it in at least one language."), code="required")
        starts_at, ends_at = given.get("starts_at") or timezone.now(), given.get("ends_at")
        if ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("This is before it begins, or already over."))
        if given.get("on_front_page") and given.get("audience") != "everyone":
            self.add_error("on_front_page", _("The front page is for everyone: choose that above, too."))
        return given

    def _clean_text(self, name: str, given: dict[str, Any]) -> None:
        try:
            given[name] = clean(given.get(name, ""), LONGEST_ANNOUNCEMENT)
        except ValidationError as error:
            self.add_error(name, error)

    def words(self) -> dict[str, str]:
        """What was written, by language."""
        texts = ((code, self.cleaned_data.get(f"text_{code}", "")) for code, _name in self.languages)
        return {code: text for code, text in texts if text}

    def said(self) -> Said:
        """The announcement, as the verbs take it."""
        given = self.cleaned_data
        starts_at: datetime = given["starts_at"] or timezone.now()
        return Said(
            words=self.words(),
            starts_at=starts_at,
            ends_at=given["ends_at"],
            is_public=given["audience"] == "everyone",
            on_front_page=given["on_front_page"],
            is_dismissible=given["is_dismissible"],
        )


def shown(announcement: Announcement) -> dict[str, Any]:
    """What the form shows of an announcement that is changed."""
    texts = {f"text_{code}": text for code, text in announcement.words.items()}
    kept = ("starts_at", "ends_at", "on_front_page", "is_dismissible")
    audience = "everyone" if announcement.is_public else "members"
    return texts | {name: getattr(announcement, name) for name in kept} | {"audience": audience}
