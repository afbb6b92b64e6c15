"""Amendments of a plan in force: what they are about, and what becomes of collisions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from areas import not_amended
from areas.annex2 import TEXT_LIMIT
from areas.forms.comments import VoiceForm
from areas.models import PlanAmendment
from areas.reading import amendment_names
from areas.reading.amendment_joining import (
    OWN,
    PROPOSED,
    STANDING,
    Choice,
    Collision,
    identity,
)
from areas.reading.entries_by_key import Entries
from gmp_portal.typesetting.signs import lines
from gmp_portal.ui import drafts
from gmp_portal.ui.forms import PortalFormMixin, never_cut
from gmp_portal.ui.prose_fields import write_as_prose
from gmp_portal.words import labelled, listed
from gmp_portal.workflow import unmet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AREA = {"rows": 6, "dir": "auto"}
LABELS_OF_ENTRIES: dict[str, "StrOrPromise"] = {
    STANDING: _("Leave it as it stands"),
    PROPOSED: _("Do what the amendment says"),
}


def said_of_standing(collision: Collision) -> str:
    """Whose words stand at the place by now: those of amendments before, or of the version."""
    numbers = [each.number for each in collision.others]
    if not numbers:
        return gettext("What stands there now")
    said = ngettext(
        "What amendment %(numbers)s made of it",
        "What amendments %(numbers)s made of it",
        len(numbers),
    )
    return said % {"numbers": listed(numbers)}


def _labels(collision: Collision) -> Mapping[str, "StrOrPromise"]:
    if collision.is_whole or collision.is_dangling:
        return LABELS_OF_ENTRIES
    proposed = gettext("What amendment %(number)d says")
    return {
        STANDING: said_of_standing(collision),
        PROPOSED: proposed % {"number": collision.amendment.number},
        OWN: gettext("Words of your own, from below"),
    }


def _not_offered(collision: Collision) -> str:
    """Why nothing else can be chosen, where it could before another choice."""
    if collision.is_stranded:
        return gettext(
            "It cannot come back without the entry that it belongs to. Leave it as it stands, or "
            "let that one come back, too."
        )
    return gettext("Choose which words stand.")


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
            "In a few words, what changes. It and the words that change become public with the "
            "decision of the area, or with the version that takes them in."
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
        self,
        *args: Any,
        collisions: Sequence[Collision],
        entries: Entries,
        token: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.collisions = {each.code: each for each in collisions}
        self.names = {
            each.code: amendment_names.name_of(each, entries) for each in collisions
        }
        self.token = token
        for code, each in self.collisions.items():
            labels, sentence = _labels(each), gettext("Choose which words stand.")
            self.fields[f"how-{code}"] = forms.ChoiceField(
                label=_("Which words stand?"),
                choices=[(how, labels[how]) for how in each.offers],
                widget=forms.RadioSelect,
                error_messages={
                    "required": labelled(self.names[code], sentence),
                    "invalid_choice": labelled(self.names[code], _not_offered(each)),
                },
            )
            if OWN in each.offers:
                self.fields[f"own-{code}"] = _own_words(each, entries)

    @property
    def choices(self) -> Mapping[str, Choice]:
        """What was chosen, by the code of the collision."""
        data = self.cleaned_data
        return {
            code: Choice(data[f"how-{code}"], _as_kept(each, data.get(f"own-{code}", "")))
            for code, each in self.collisions.items()
            if data.get(f"how-{code}")
        }

    def refuse_other(self, token: str) -> bool:
        """Say that something was changed since the page was made; answers whether it was."""
        is_other = token != self.token
        if is_other:
            self.add_error(None, not_amended.why_changed_meanwhile())
        return is_other

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for code, each in self.collisions.items():
            own = f"own-{code}"
            if data.get(f"how-{code}") != OWN or own in self.errors:
                continue
            gone = self._taken_out(each, data)
            if gone is not None:
                said = gettext(
                    "Amendment %(number)d takes this entry out, and words of your own would go "
                    "with it. Leave the entry as it stands, or choose other words here."
                )
                sentence = said % {"number": gone.number}
            elif not data.get(own):
                sentence = gettext("Write the words that stand, or choose one of the two.")
            else:
                continue
            sentence = labelled(self.names[code], sentence)
            self.add_error(own, unmet(sentence, not_amended.CLAUSE))
        return data

    def _taken_out(
        self, collision: Collision, data: dict[str, Any]
    ) -> PlanAmendment | None:
        """The amendment by which the entry of these words goes, as was chosen."""
        here = identity(collision.place)
        for code, each in self.collisions.items():
            is_removal = each.is_whole and each.place.is_removal
            is_chosen = data.get(f"how-{code}") == PROPOSED
            if is_removal and is_chosen and identity(each.place) == here:
                return each.amendment
        return None


def _own_words(collision: Collision, entries: Entries) -> forms.Field:
    """A field for words of one's own, as long as the place itself allows."""
    place, joined = collision.place, "".join(collision.joined)
    there = entries.form_of(place).fields[collision.name]
    own = forms.CharField(
        label=_("Words of your own"),
        widget=forms.Textarea(AREA),
        max_length=TEXT_LIMIT if place.is_text else there.max_length,
        required=False,
        initial=joined,
    )
    if place.is_text:
        write_as_prose(own)
        drafts.allow_excess(own, joined)
    else:
        never_cut(own)
    return own
