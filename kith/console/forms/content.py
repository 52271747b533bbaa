"""What staff say about posts, newcomers' list and the community."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kith.community.models import Community, Inviting, PictureRule
from kith.console.forms.members import ReasonForm
from kith.kernel.text import clean, clean_name
from kith.people.forms.set_up import JOINING, READING
from kith.posts.models import PostState
from kith.posts.words import TAG_LENGTH, tag_name

ADDRESS = re.compile(r"/@[A-Za-z0-9_.]{1,30}/([0-9]{1,19})(?:$|[/?#])")
INVITING = [(Inviting.STAFF, _("Staff")), (Inviting.MEMBERS, _("Every member"))]
PICTURES = [
    (PictureRule.ALLOWED, _("Shown: each member chooses their own")),
    (PictureRule.APPROVAL, _("Shown after approval: staff look at each first")),
    (PictureRule.NONE, _("Not shown: everyone has a generated picture")),
]
WITHHOLDING = [(PostState.HIDDEN, _("Hide it, for now")), (PostState.REMOVED, _("Remove it, for good"))]


class WithholdForm(ReasonForm):
    """How to withhold a post, and why."""

    state = forms.TypedChoiceField(label=_("What to do"), choices=WITHHOLDING, coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("The author reads it.")
    )
    field_order = ("state", "reason")


class AddressForm(forms.Form):
    """Which post, by its address."""

    address = forms.CharField(label=_("Address of a post or comment"), max_length=500)

    def clean_address(self) -> int:
        """The post's id."""
        found = ADDRESS.search(self.cleaned_data["address"])
        if not found:
            raise ValidationError(_("This is not the address of a post."), code="address")
        return int(found[1])


class StarterForm(forms.Form):
    """Whom to put on the list."""

    handle = forms.CharField(label=_("Handle"), max_length=31)

    def clean_handle(self) -> str:
        given: str = self.cleaned_data["handle"]
        return given.removeprefix("@")


class HashtagForm(forms.Form):
    """Which hashtag to keep out of what is trending."""

    hashtag = forms.CharField(label=_("Hashtag"), max_length=TAG_LENGTH + 1)

    def clean_hashtag(self) -> str:
        """The folded name; only what a post could have as one hashtag."""
        name = tag_name(self.cleaned_data["hashtag"])
        if name is None:
            raise ValidationError(_("This can't be a hashtag: it is letters and digits, without spaces."), code="tag")
        return name


class PictureRuleForm(forms.Form):
    """Whether members' own pictures are shown."""

    rule = forms.ChoiceField(
        label=_("Photos on profiles"),
        choices=PICTURES,
        widget=forms.RadioSelect,
        help_text=_("With approval, the pictures that members have now wait too."),
    )


class CommunityForm(forms.Form):
    """What the community is called, and its policies."""

    name = forms.CharField(label=_("Name of the community"), max_length=80)
    tagline = forms.CharField(label=_("What it is, in one line"), max_length=200, required=False)
    operator = forms.CharField(
        label=_("Who runs it"),
        required=False,
        max_length=120,
        help_text=_("A person or an association, as About, Terms and Privacy name them."),
    )
    contact = forms.CharField(
        label=_("How else to reach them"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example a postal address. It stands on the page Contact."),
    )
    language = forms.ChoiceField(label=_("Its language"), choices=settings.LANGUAGES)
    languages = forms.MultipleChoiceField(
        label=_("Languages to choose from"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    joining = forms.ChoiceField(label=_("Who may join?"), choices=JOINING, widget=forms.RadioSelect)
    reading = forms.ChoiceField(label=_("Who may read?"), choices=READING, widget=forms.RadioSelect)
    inviting = forms.ChoiceField(label=_("Who may invite?"), choices=INVITING, widget=forms.RadioSelect)

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"], 80)
        if not name:
            raise ValidationError(_("Please give it a name."), code="required")
        return name

    def clean_tagline(self) -> str:
        return clean_name(self.cleaned_data["tagline"], 200)

    def clean_operator(self) -> str:
        return clean_name(self.cleaned_data["operator"], 120)

    def clean_contact(self) -> str:
        return clean(self.cleaned_data["contact"], 300)

    def clean_languages(self) -> list[str]:
        """Those chosen; none for all, so that one that Kith learns later is offered too."""
        chosen: list[str] = self.cleaned_data["languages"]
        return [] if len(chosen) == len(settings.LANGUAGES) else chosen


def shown(community: Community) -> dict[str, Any]:
    """What the form shows at first."""
    offered = community.languages or [code for code, _name in settings.LANGUAGES]
    return {name: getattr(community, name) for name in CommunityForm.base_fields} | {"languages": offered}
