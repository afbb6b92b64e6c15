"""What the register says of a partner: entered from a source, edited and described."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gmp_portal.reference.models import Country
from gmp_portal.ui.forms import DateInput, PortalFormMixin, said_at
from partners.actions import days_on_record
from partners.forms.partners import NamesForm
from partners.models import Kind, Partner, PartnerProfile, Region
from partners.models.choices import FIRST_ON_RECORD, Evidence
from partners.models.entries import LONGEST

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMES = {
    "ar": "name_ar",
    "zh-hans": "name_zh",
    "en": "name_en",
    "fr": "name_fr",
    "ru": "name_ru",
    "es": "name_es",
}

OF_A_SOURCE = [choice for choice in Evidence.choices if choice[0] != Evidence.LETTER]


def _name(label: "StrOrPromise") -> forms.CharField:
    return forms.CharField(label=label, max_length=250, required=False)


def _text(label: "StrOrPromise", hint: "StrOrPromise") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )


def _source() -> forms.CharField:
    return forms.CharField(
        label=_("Source"),
        help_text=_("The document or the page, with its day, so that others find it."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


def _year_on_record() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("On record by (year)"),
        help_text=_("The first year for which the source shows the partner."),
        min_value=FIRST_ON_RECORD,
        required=False,
    )


class PlaceForm(PortalFormMixin, forms.Form):
    """What kind of partner it is, and where."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Country.objects.none(), required=False
    )
    unep_region = forms.ChoiceField(
        label=_("Region"),
        help_text=_("Without one, that of the country."),
        choices=[("", "---"), *Region.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.by_name()  # type: ignore[attr-defined]


class EditForm(PlaceForm):
    """The same, and on what an entry without a letter rests; with why it is said anew."""

    evidence = forms.ChoiceField(label=_("Evidence"), choices=OF_A_SOURCE)
    source = _source()
    on_record_by = _year_on_record()
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        error_messages={"required": _("Give a reason.")},
    )
    ON_RECORD = ("evidence", "source", "on_record_by")

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner
        if partner.evidence == Evidence.LETTER:
            for name in self.ON_RECORD:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        with said_at(self, "on_record_by" if "on_record_by" in self.fields else None):
            year = values.get("on_record_by")
            days_on_record.refuse_year(year)
            days_on_record.refuse_both(self.partner.since, year)
        return values


class EnterForm(PlaceForm, NamesForm):
    """A partner that a source shows: who it is, and how we know (A1-2e)."""

    seat = forms.CharField(label=_("Seat (city)"), max_length=120, required=False)
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )
    since = forms.DateField(
        label=_("Partner since"),
        help_text=_("Only a day that the source names."),
        widget=DateInput,
        required=False,
    )
    on_record_by = _year_on_record()
    evidence = forms.ChoiceField(label=_("Evidence"), choices=OF_A_SOURCE)
    source = _source()

    sections = (
        (_("Who it is"), ("name", "short_name", "told_apart", "kind")),
        (_("Where it is"), ("country", "unep_region", "seat", "website")),
        (_("How we know"), ("evidence", "source", "since", "on_record_by")),
    )

    def clean_since(self) -> date | None:
        since: date | None = self.cleaned_data["since"]
        days_on_record.refuse_day(since)
        return since

    def clean_on_record_by(self) -> int | None:
        year: int | None = self.cleaned_data["on_record_by"]
        days_on_record.refuse_year(year)
        return year

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        with said_at(self, "since"):
            days_on_record.refuse_both(values.get("since"), values.get("on_record_by"))
        return values


class DescribeForm(PortalFormMixin, forms.Form):
    """Where a partner is found, what it is called, and what it says of itself (S-35, S-47)."""

    seat = forms.CharField(label=_("Seat (city)"), max_length=120, required=False)
    website = forms.URLField(
        label=_("Website"), max_length=200, required=False, assume_scheme="https"
    )

    name_ar = _name(_("Name in Arabic"))
    name_zh = _name(_("Name in Chinese"))
    name_en = _name(_("Name in English"))
    name_fr = _name(_("Name in French"))
    name_ru = _name(_("Name in Russian"))
    name_es = _name(_("Name in Spanish"))
    purpose = _text(_("Purpose"), _("Why do you take part, and what do you work for?"))
    advantage = _text(
        _("Comparative advantage"), _("What can you do that others cannot do as well?")
    )
    expertise = _text(
        _("Expertise"), _("What do your people know, and in which languages?")
    )
    orientation = _text(
        _("Development orientation"),
        _("Which countries and people do you work for, and how does it serve development?"),
    )
    funding = _text(_("Funding"), _("Do you fund projects, or how is your work funded?"))
    convening = _text(_("Convening power"), _("Whom can you bring together?"))

    sections = (
        (_("Where you are"), ("seat", "website")),
        (_("What you are called"), tuple(NAMES.values())),
        (_("What you do"), PartnerProfile.TEXTS),
    )

    @staticmethod
    def stored(partner: Partner) -> dict[str, str]:
        """What the register says today, by the fields of the form."""
        profile = PartnerProfile.objects.filter(partner=partner).first()
        names = {NAMES[each.language]: each.name for each in partner.other_names.all()}
        texts = {name: getattr(profile, name, "") for name in PartnerProfile.TEXTS}
        return names | texts | {"seat": partner.seat, "website": partner.website}

    def statements(self) -> dict[str, Any]:
        """The same as it was typed, for the action."""
        data = self.cleaned_data
        return {
            "seat": data["seat"],
            "website": data["website"],
            "names": {code: data[name] for code, name in NAMES.items()},
            "profile": {name: data[name] for name in PartnerProfile.TEXTS},
        }
