"""Other words for a text of a draft: suggested by partners, weighed by leads (B4-2)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas.annex2 import TEXT_LIMIT
from areas.forms.comments import VoiceForm
from areas.reading.wordings import Wording
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.prose_fields import write_as_prose
from gmp_portal.ui.typed import VERSION
from gmp_portal.workflow import unmet

AREA = {"rows": 8, "dir": "auto"}


class SuggestionForm(VoiceForm):
    """The present words to change, and why; the token says which words were seen."""

    field_order = ("proposed", "reason", "partner")
    proposed = forms.CharField(
        label=_("Your wording"),
        widget=forms.Textarea(AREA),
        max_length=TEXT_LIMIT,
        help_text=_("Change the words that stand here now."),
        error_messages={"required": _("Write the words that you suggest.")},
    )
    reason = forms.CharField(
        label=_("Why it is better so"),
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, initial={"proposed": wording.text}, **kwargs)
        self.wording = wording
        self.token = wording.token
        if wording.is_prose:
            write_as_prose(self.fields["proposed"])

    def clean_proposed(self) -> str:
        return self.wording.as_kept(self.cleaned_data["proposed"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.data.get(VERSION, "") != self.token:
            said = _(
                "The text was changed meanwhile: compare yours with it, and send it again."
            )
            self.add_error(None, unmet(said, "B4-2"))
        if self.wording.is_said_by(data.get("proposed", "")):
            said = _("These are the words that stand there already: change something.")
            self.add_error("proposed", unmet(said, "B4-2"))
        return data


class AcceptForm(PortalFormMixin, forms.Form):
    """The words that are taken in, as they were suggested or changed."""

    text = forms.CharField(
        label=_("Words that are taken in"),
        widget=forms.Textarea(AREA),
        max_length=TEXT_LIMIT,
    )

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording
        self.token = wording.token
        if wording.is_prose:
            write_as_prose(self.fields["text"])

    def clean_text(self) -> str:
        return self.wording.as_kept(self.cleaned_data["text"])
