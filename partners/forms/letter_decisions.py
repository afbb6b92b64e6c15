"""What officers enter about a letter."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.accounts.models.terms import today
from gmp_portal.reference.models import Country
from gmp_portal.ui.forms import DateInput, PortalFormMixin
from gmp_portal.workflow import unmet
from partners import not_now
from partners.forms.public_words import PublicWordsForm
from partners.models import Checklist, LetterOfIntent, Partner, Question
from partners.reading import personal_data

ANSWERS = [("", _("Not answered yet")), ("True", _("Yes")), ("False", _("No"))]
READ = {"": None, "True": True, "False": False}
MOST_QUESTIONS = 5
ABOUT = [("", _("The letter as a whole")), *Question.About.choices]


class ChecklistForm(PortalFormMixin, forms.Form):
    """Questions about a letter; the verdict is computed, never chosen (A1-2e)."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        letter: LetterOfIntent,
        checklist: Checklist | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = Checklist.questions_about(letter)
        for name, text in self.questions.items():
            self.fields[name] = forms.ChoiceField(
                label=text, choices=ANSWERS, widget=forms.RadioSelect, required=False
            )
            given = getattr(checklist, name) if checklist else None
            self.initial.setdefault(name, "" if given is None else str(given))
        self.fields["diligence_note"] = forms.CharField(
            label=_("What was looked up, where and when"),
            help_text=_(
                "For the question on rules and policies of UNEP, such as lists of sanctions. "
                "Only the secretariat reads this."
            ),
            required=False,
            max_length=5000,
            widget=forms.Textarea({"rows": 2}),
        )
        self.fields["note"] = forms.CharField(
            label=_("Private note"),
            help_text=_("Only the secretariat reads this."),
            required=False,
            max_length=5000,
            widget=forms.Textarea({"rows": 3}),
        )
        for name in ("note", "diligence_note"):
            self.initial.setdefault(name, getattr(checklist, name) if checklist else "")

    def answers(self) -> dict[str, bool | None]:
        return {name: READ[self.cleaned_data[name]] for name in self.questions}


class InformationRequestForm(PortalFormMixin, forms.Form):
    """Up to five questions to the sender, and the day by which the answer is due (A1-2d)."""

    due_on = forms.DateField(label=_("Answer by"), widget=DateInput)
    # Any of the rows may stay empty, and the day may not: no word of it is needed at each.
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("due_on", today() + timedelta(days=14))
        rows: dict[str, forms.Field] = {}
        for number in range(1, MOST_QUESTIONS + 1):
            about = forms.ChoiceField(label=_("About"), choices=ABOUT, required=False)
            rows[f"about_{number}"] = about
            rows[f"question_{number}"] = forms.CharField(
                label=_("Question %(number)d") % {"number": number},
                required=False,
                max_length=2000,
                widget=forms.Textarea({"rows": 3}),
            )
        for field in rows.values():
            self._prepare(field)
        self.fields = rows | self.fields

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on <= today():
            raise unmet(_("Choose a day that is still to come."), "A1-2d")
        return due_on

    def clean(self) -> dict[str, Any]:
        """Any of the rows may hold the question."""
        data = super().clean() or self.cleaned_data
        if not any(self.questions()):
            self.add_error("question_1", unmet(_("Ask at least one question."), "A1-2d"))
        return data

    def questions(self) -> list[str]:
        return [
            self.cleaned_data.get(f"question_{number}", "")
            for number in range(1, MOST_QUESTIONS + 1)
        ]

    def about(self) -> list[str]:
        """For each question which answer of the letter it is about, or ""."""
        return [
            self.cleaned_data[f"about_{number}"] for number in range(1, MOST_QUESTIONS + 1)
        ]


class PartnerField(forms.ModelChoiceField):
    """A partner, each with its country: many ministries have the same name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name_and_country)


class ConfirmLetterForm(PortalFormMixin, forms.Form):
    """Confirm the participation; an organization of the register is not entered twice."""

    partner = PartnerField(
        label=_("Enter as"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=_("A new partner"),
        help_text=_("Choose a partner if the organization stands in the register already."),
    )
    country = forms.ModelChoiceField(
        label=_("Country in the register"),
        queryset=Country.objects.none(),
        required=False,
        empty_label=_("No country"),
    )
    told_apart = forms.CharField(
        label=_("What tells it apart"),
        help_text=_(
            "Only if another partner of the same country has the same name: a few words that "
            "everybody reads beside the name. Public."
        ),
        max_length=120,
        required=False,
    )
    confirmed = forms.BooleanField(
        label=_("UNEP confirms the participation."),
        error_messages={"required": _("Tick the box to confirm.")},
    )

    def __init__(
        self,
        *args: Any,
        letter: LetterOfIntent,
        similar: Collection[Partner],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        known = Partner.objects.filter(pk__in=[partner.pk for partner in similar])
        partner: Any = self.fields["partner"]
        partner.queryset = known.select_related("country")
        partner.mark_optional = False
        if same := _same(letter, similar):
            self.initial.setdefault("partner", same.pk)
        self._ask_for_country()
        if not Partner.objects.named(letter.organisation).exists():
            del self.fields["told_apart"]

    def _ask_for_country(self) -> None:
        """Settle the country where the sender found none that fits, or leave it open."""
        if self.letter.country or not self.letter.country_note:
            del self.fields["country"]
            return
        field: Any = self.fields["country"]
        field.queryset = Country.objects.by_name()
        said = _("The sender found no country that fits and wrote: %(note)s")
        field.help_text = said % {"note": self.letter.country_note}

    def clean(self) -> dict[str, Any]:
        """A new entry of a name that the register has says what tells it apart (A1-2e)."""
        data = super().clean() or self.cleaned_data
        country = self.letter.country or data.get("country")
        taken = Partner.objects.that_may_be(self.letter.organisation, country)
        is_new = not data.get("partner") and "partner" not in self.errors
        if is_new and not data.get("told_apart") and taken.exists():
            sentence = _(
                "The register has a partner of this name: choose it, or say what tells the new "
                "one apart."
            )
            self.add_error("told_apart", unmet(sentence, "A1-2e"))
        return data


def _same(letter: LetterOfIntent, similar: Collection[Partner]) -> Partner | None:
    """The partner that the sender is, where nothing speaks against it.

    Nothing is chosen beforehand across countries, nor against an explanation.
    """
    if letter.duplicate_explanation:
        return None
    own = (letter.skeleton, letter.country_id)
    same = (each for each in similar if (each.skeleton, each.country_id) == own)
    return next(same, None)


class ClearanceForm(PublicWordsForm):
    """What the public will see of a letter (A1-2c-6, R-14)."""

    class Meta:
        model = LetterOfIntent
        fields = (
            "public_statement",
            "public_contribution",
            "has_personal_data",
            "clearance_note",
        )
        labels = {
            "public_statement": _("Statement of support, as the public will read it"),
            "public_contribution": _("Contribution, as the public will read it"),
            "clearance_note": _("What was found and taken out"),
        }
        help_texts = {"clearance_note": _("Only the secretariat reads this.")}
        widgets = {
            "public_statement": forms.Textarea({"rows": 5}),
            "public_contribution": forms.Textarea({"rows": 8}),
            "clearance_note": forms.Textarea({"rows": 3}),
        }

    has_personal_data = forms.BooleanField(
        label=_("Personal data were found: a second person has to clear the letter."),
        required=False,
    )

    def __init__(self, *args: Any, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        letter = self.instance
        kept = (
            letter.public_statement,
            letter.public_contribution,
            letter.clearance_note,
        )
        if not any(kept):
            statement = personal_data.redacted(letter, letter.support_statement)
            self.initial["public_statement"] = statement
            self.initial["public_contribution"] = personal_data.redacted(
                letter, letter.contribution
            )
        self.initial["overrule_reason"] = letter.overruled.get("reason", "")
        if letter.has_personal_data is None:
            self.initial["has_personal_data"] = personal_data.is_needed(letter)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        letter = self.instance
        if not self.is_draft and letter.signed_file_id and letter.shows_paper is None:
            self.add_error(None, not_now.why_paper_is_open())
        if not self.is_draft:
            self.refuse_personal_data(letter, cleaned)
        return cleaned
