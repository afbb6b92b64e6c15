"""The parts of a letter of intent; a draft may be saved with any of them unfinished."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gmp_portal.documents.forms import CheckedFileField
from gmp_portal.reference.models import Country
from gmp_portal.ui import drafts
from gmp_portal.ui.forms import PortalFormMixin
from gmp_portal.words import labelled
from partners.models import Kind, LetterOfIntent
from partners.reading import completeness, duplicates, interests
from partners.reading.completeness import NEEDS_NO_COUNTRY

PUBLIC = _("This will be public.")
SEAT = _("The country of the seat. Public.")
SEAT_IF_ANY = _("The country of the seat, or nothing. Public.")
NOT_PUBLIC = _("This is never public.")
FILE_NOT_PUBLIC = _("The file itself is never public.")
SIGNED_FILE_NOT_PUBLIC = _(
    "The file itself is never public. Once UNEP has confirmed the participation, everybody sees "
    "pictures of its pages, with black boxes over the signature and what is personal."
)
OF_INDIVIDUAL = {"contact_name", "contact_email", "contact_phone"}
YES_NO = [("True", _("Yes")), ("False", _("No, somebody else signs"))]


class PartForm(PortalFormMixin, forms.ModelForm):
    """One part of a letter: everything may be left out until the letter is sent."""

    optional: ClassVar[Collection[str]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = False
            field.mark_optional = name in self.optional  # type: ignore[attr-defined]
            if isinstance(field.widget, forms.Textarea):
                drafts.allow_excess(field, getattr(self.instance, name))

    def answers(self) -> dict[str, Any]:
        """What is kept of this part."""
        return {
            name: self.cleaned_data[name]
            for name in self._meta.fields or ()
            if name in self.cleaned_data
        }


class OrganizationForm(PartForm):
    """Who wants to take part: any kind of organization, or a person (A1-2a)."""

    optional = ("short_name", "country_note", "website", "duplicate_explanation")

    class Meta:
        model = LetterOfIntent
        fields = (
            "kind",
            "organisation",
            "short_name",
            "country",
            "country_note",
            "website",
            "language",
            "duplicate_explanation",
        )
        labels = {
            "kind": _("What are you?"),
            "organisation": _("Official name"),
            "short_name": _("Short name"),
            "country": _("Country"),
            "country_note": _("If no country of the list fits: which one, in your words"),
            "website": _("Website"),
            "language": _("Language of the letter"),
            "duplicate_explanation": _("Why this is another organization"),
        }
        help_texts = {
            "kind": _("If you choose another one, save: the questions may change."),
            "organisation": PUBLIC,
            "short_name": _("For example an abbreviation. Public."),
            "country": _(
                "The seat, or for an individual the country of residence. International "
                "organizations may leave this empty. Public."
            ),
            "country_note": _(
                "Leave the list empty then: UNEP settles with you what the register says. Not "
                "public."
            ),
            "website": PUBLIC,
            "language": _(
                "The letter, its receipt and the confirmation are in this language; the mails of "
                "the portal, too, where it has all its texts in it, and else in English."
            ),
            "duplicate_explanation": _(
                "Only if somebody with the same name is a partner already. Not public."
            ),
        }
        widgets = {
            "duplicate_explanation": forms.Textarea({"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Kind.choices  # type: ignore[attr-defined]
        self.fields["country"].queryset = Country.objects.by_name()  # type: ignore[attr-defined]
        self.fields["organisation"].widget.attrs["autocomplete"] = "organization"
        self._ask_what_fits(self.instance.kind)

    def _ask_what_fits(self, kind: str) -> None:
        """Ask only what this kind of applicant can answer (A1-2a)."""
        name, country = self.fields["organisation"], self.fields["country"]
        if kind == Kind.INDIVIDUAL:
            name.label, name.help_text = _("First name and family name"), PUBLIC
            name.widget.attrs["autocomplete"] = "name"
            country.label = _("Country of residence")
            country.help_text = PUBLIC
            del self.fields["short_name"], self.fields["website"]
        elif kind == Kind.GOVERNMENT:
            name.label = _("Official name of the ministry or agency")
        if kind in NEEDS_NO_COUNTRY:
            country.mark_optional = True  # type: ignore[attr-defined]
            country.help_text = SEAT_IF_ANY
        elif kind:
            country.help_text = country.help_text if kind == Kind.INDIVIDUAL else SEAT
        if not self._has_namesake():
            del self.fields["duplicate_explanation"]

    def _has_namesake(self) -> bool:
        """Whether the register has the name already, or the sender has said why not."""
        letter = self.instance
        if letter.duplicate_explanation or (
            self.is_bound and "duplicate_explanation" in self.data
        ):
            return True
        return bool(letter.organisation and duplicates.same_name(letter))

    def clean_language(self) -> str:
        """A letter has a language from the beginning: who sends none keeps it."""
        language: str = self.cleaned_data["language"] or self.initial["language"]
        return language


class AreasForm(PartForm):
    """Where somebody wants to work (A1-1b)."""

    area_slugs = forms.MultipleChoiceField(
        label=_("Areas"), widget=forms.CheckboxSelectMultiple, help_text=PUBLIC
    )
    is_for_all_areas = forms.BooleanField(
        label=_("We want to work for the whole Partnership, across the areas.")
    )

    class Meta:
        model = LetterOfIntent
        fields = ("area_slugs", "is_for_all_areas")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = interests.choices()
        field = self.fields["area_slugs"]
        field.choices = [(area.slug, _named(area)) for area in areas]  # type: ignore[attr-defined]
        if not areas:
            del self.fields["area_slugs"]


def _named(area: interests.Area) -> str:
    return labelled(area.name, area.description) if area.description else str(area.name)


class CommitmentForm(PartForm):
    """Support, commitment and contribution, each on its own (A1-2b, A1-2c-2 to A1-2c-4)."""

    optional = ("support_statement",)

    class Meta:
        model = LetterOfIntent
        fields = (
            "supports",
            "commits_to_goal",
            "support_statement",
            "contribution",
        )
        labels = {
            "supports": _("We support the Global Mercury Partnership."),
            "commits_to_goal": _(
                "We commit ourselves to its overall goal, and to work towards it steadily and "
                "of our own free will."
            ),
            "support_statement": _("Statement of support in your own words"),
            "contribution": _("What will you contribute?"),
        }
        help_texts = {
            "support_statement": PUBLIC,
            "contribution": _(
                "Name what you will do or give, for whom, and how much. Leave out names, "
                "addresses and telephone numbers of people. This will be public."
            ),
        }
        widgets = {
            "support_statement": forms.Textarea({"rows": 5}),
            "contribution": forms.Textarea(
                {"rows": 8, "data-max-words": completeness.MOST_WORDS}
            ),
        }


class ContactForm(PartForm):
    """Whom UNEP writes to, and who signs; personal data are never public (R-14)."""

    optional = ("contact_phone", "contact_title", "contact_is_public")
    contact_signs = forms.TypedChoiceField(
        label=_("Does the contact point sign the letter?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        coerce=lambda value: value == "True",
        empty_value=None,
    )

    class Meta:
        model = LetterOfIntent
        fields = (
            "contact_name",
            "contact_title",
            "contact_email",
            "contact_phone",
            "contact_is_public",
            "contact_signs",
            "signatory_name",
            "signatory_title",
            "signatory_email",
        )
        labels = {
            "contact_name": _("Name of the contact point"),
            "contact_title": _("Function"),
            "contact_email": _("E-mail address"),
            "contact_phone": _("Telephone"),
            "contact_is_public": _("The name of the contact point may be public."),
            "signatory_name": _("Name of the signatory"),
            "signatory_title": _("Function of the signatory"),
            "signatory_email": _("E-mail address of the signatory"),
        }
        help_texts = {
            "contact_name": _("Public only if you agree below."),
            "contact_title": _("Public for organizations."),
            "contact_email": NOT_PUBLIC,
            "contact_phone": NOT_PUBLIC,
            "signatory_name": _("Only if somebody else signs. Never public."),
            "signatory_title": _("Only if somebody else signs. Public for organizations."),
            "signatory_email": _("Only if somebody else signs. Never public."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.contact_signs is not None:
            self.initial["contact_signs"] = str(self.instance.contact_signs)
        if self.instance.is_individual:
            # An individual is the contact point, and signs: what is left is the way to write.
            for name in set(self.fields) - OF_INDIVIDUAL:
                del self.fields[name]
            self.fields["contact_name"].label = pgettext_lazy("form", "Your name")
            self.fields["contact_name"].help_text = ""


class SignatureForm(PartForm):
    """Sign by typing the name, or upload the signed letter: what is given says which (A1-2c-1)."""

    upload = CheckedFileField(
        "partners.SignatureForm.upload",
        SIGNED_FILE_NOT_PUBLIC,
        label=_("Or upload the letter signed on paper"),
    )
    is_without_file = forms.BooleanField(
        label=_("Take the uploaded letter away again: the typed name is the signature."),
    )
    field_order = ("signed_name", "upload", "is_without_file", "is_authorized")

    class Meta:
        model = LetterOfIntent
        fields = ("signed_name", "is_authorized")
        labels = {
            "signed_name": _("Name of the person who signs"),
            "is_authorized": _("I am authorized to sign this letter."),
        }
        help_texts = {"signed_name": _("Typing the name signs the letter. Never public.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.signed_file_id:
            del self.fields["is_without_file"]
        if self.instance.is_individual:
            self.fields["is_authorized"].label = _("I sign this letter for myself.")
        if self.instance.is_typed_for_another:
            self.fields["is_authorized"].label = _("The signatory is authorized to sign.")
            self.fields["signed_name"].help_text = _(
                "You enter it for somebody else: the signatory gets a mail and confirms it. "
                "Never public."
            )

    def answers(self) -> dict[str, Any]:
        """What is kept, with the way of signing that follows from it."""
        kept = super().answers()
        has_file = bool(self.cleaned_data.get("upload") or self.instance.signed_file_id)
        if self.cleaned_data.get("is_without_file"):
            kept["signed_file"] = None
            has_file = bool(self.cleaned_data.get("upload"))
        signing = LetterOfIntent.Signing
        if has_file:
            kept["signing"] = signing.UPLOAD
        else:
            kept["signing"] = signing.TYPED if kept.get("signed_name") else ""
        return kept


class DocumentForm(PortalFormMixin, forms.Form):
    """One supporting document."""

    upload = CheckedFileField(
        "partners.DocumentForm.upload",
        FILE_NOT_PUBLIC,
        label=_("Supporting document"),
        error_messages={"required": _("Choose a file.")},
    )


class WordForm(PortalFormMixin, forms.Form):
    """The letter as a form that was filled in with Word."""

    upload = CheckedFileField(
        "partners.WordForm.upload",
        FILE_NOT_PUBLIC,
        label=_("Filled-in form"),
        error_messages={"required": _("Choose a file.")},
    )
