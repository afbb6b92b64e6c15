"""Amendments of a plan in force: what they are about, and what becomes of collisions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from areas import not_amended
from areas.annex2 import TEXT_LIMIT
from areas.forms.comments import VoiceForm
from areas.models import PlanAmendment
from areas.reading.amendment_joining import OWN, PROPOSED, STANDING, Choice, Collision
from gmp_portal.typesetting.signs import lines
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.ui.prose_fields import write_as_prose
from gmp_portal.workflow import unmet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AREA = {"rows": 6, "dir": "auto"}
LABELS: dict[str, "StrOrPromise"] = {
    STANDING: _("What stands there"),
    PROPOSED: _("What the amendment says"),
    OWN: _("Words of your own, from below"),
}
LABELS_OF_ENTRIES: dict[str, "StrOrPromise"] = {
    STANDING: _("Leave it as it stands"),
    PROPOSED: _("Do what the amendment says"),
}


def _as_kept(collision: Collision, text: str) -> str:
    """Words for a text with signs: what stands among the others is read as such."""
    is_signed = collision.place.is_text and lines.is_signed("".join(collision.joined))
    is_lost = is_signed and not lines.is_signed(text)
    return f"{lines.SIGNED}\n{text}" if is_lost and text.strip() else text


class AmendmentForm(VoiceForm):
    """What an amendment is called, and why it is proposed."""

    field_order = ("title", "reason", "partner")
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_(
            "In a few words, what changes. It becomes public with the version that takes it in."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        max_length=5000,
        help_text=_(
            "Why the plan shall read otherwise. The area reads it, and nobody else."
        ),
        error_messages={"required": _("Say why the plan shall read otherwise.")},
    )


class AgreeForm(PortalFormMixin, forms.Form):
    """Why a lead notes an amendment as agreed without a decision of the area (R-83)."""

    reason = forms.CharField(
        label=_("Why the area needs no decision"),
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        max_length=2000,
        help_text=_("Everybody in the area reads this."),
        error_messages={"required": _("Give a reason.")},
    )


class ChoiceForm(PortalFormMixin, forms.Form):
    """Which amendments are taken in together."""

    amendment = forms.ModelMultipleChoiceField(
        PlanAmendment.objects.none(),
        to_field_name="number",
        label=_("Agreed amendments"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose the amendments that are taken in."),
            "invalid_choice": _(
                "Amendment %(value)s is not agreed, or does not wait any more. Choose from the "
                "list as it is now."
            ),
            "invalid_pk_value": _(
                "“%(pk)s” is not the number of an amendment. Choose from the list as it is now."
            ),
        },
    )

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amendment"].queryset = offered  # type: ignore[attr-defined]


class SettleForm(PortalFormMixin, forms.Form):
    """What stands where amendments collide with each other, or with the version."""

    def __init__(
        self, *args: Any, collisions: Sequence[Collision], token: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.collisions = {each.code: each for each in collisions}
        self.token = token
        for code, each in self.collisions.items():
            labels = LABELS_OF_ENTRIES if each.is_whole else LABELS
            self.fields[f"how-{code}"] = forms.ChoiceField(
                label=_("Which words stand?"),
                choices=[(how, labels[how]) for how in each.offers],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose which words stand.")},
            )
            if OWN not in each.offers:
                continue
            own = forms.CharField(
                label=_("Words of your own"),
                widget=forms.Textarea(AREA),
                max_length=TEXT_LIMIT,
                required=False,
                initial="".join(each.joined),
            )
            self.fields[f"own-{code}"] = own
            if each.place.is_text:
                write_as_prose(own)

    @property
    def choices(self) -> Mapping[str, Choice]:
        """What was chosen, by the code of the collision."""
        data = self.cleaned_data
        return {
            code: Choice(data[f"how-{code}"], _as_kept(each, data.get(f"own-{code}", "")))
            for code, each in self.collisions.items()
            if data.get(f"how-{code}")
        }

    def refuse_other(self, token: str) -> None:
        """Say that something was changed since the page was made."""
        if token != self.token:
            self.add_error(None, not_amended.why_changed_meanwhile())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for code in self.collisions:
            if data.get(f"how-{code}") == OWN and not data.get(f"own-{code}"):
                sentence = _("Write the words that stand, or choose one of the two.")
                self.add_error(f"own-{code}", unmet(sentence, not_amended.CLAUSE))
        return data
