"""The table of partners: its columns, as the template offers them and as a file may have them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.exchange.tables.columns import Choice, Column, Kind, Table
from gmp_portal.reference.models import LANGUAGES, Country
from gmp_portal.reference.models import active_language as language_of_countries
from gmp_portal.search.register import in_all_languages
from partners.models import Kind as PartnerKind
from partners.models import Partner, Region
from partners.models.choices import Evidence

KEY = "partners"
# A change of columns is another version; files of an older one are read all the same.
VERSION = 1
TITLES = {
    "source_key": gettext_lazy("Key in your source"),
    "name": gettext_lazy("Name"),
    "short_name": gettext_lazy("Short name"),
    "told_apart": gettext_lazy("What tells it apart"),
    "kind": gettext_lazy("Kind"),
    "country": gettext_lazy("Country"),
    "unep_region": gettext_lazy("Region"),
    "website": gettext_lazy("Website"),
    "since": gettext_lazy("Partner since"),
    "until": gettext_lazy("Partner until"),
    "on_record_by": gettext_lazy("On record by (year)"),
    "evidence": gettext_lazy("Evidence"),
    "source": gettext_lazy("Source"),
}
HINTS = {
    "source_key": gettext_lazy(
        "The number or code that this partner has in your list. With it, the same row is known "
        "again when its name changes."
    ),
    "told_apart": gettext_lazy(
        "Only if another partner of the same country has the same name. Public."
    ),
    "kind": gettext_lazy("Choose from the list."),
    "country": gettext_lazy("A name from the list, or the ISO code of two letters."),
    "since": gettext_lazy(
        "A day such as 2025-01-31. Leave it empty where it is not known, and give the source."
    ),
    "until": gettext_lazy("The last day, such as 2025-01-31, if it takes part no more."),
    "on_record_by": gettext_lazy("The first year for which a source shows the partner."),
    "evidence": gettext_lazy("What kind of source it is, where no day is known."),
    "source": gettext_lazy("Where it is written that this is a partner."),
}
KINDS = {
    "source_key": Kind.TEXT,
    "kind": Kind.CHOICE,
    "country": Kind.CHOICE,
    "unep_region": Kind.CHOICE,
    "website": Kind.URL,
    "since": Kind.DAY,
    "until": Kind.DAY,
    "on_record_by": Kind.WHOLE,
    "evidence": Kind.CHOICE,
}
MOST = {"source_key": 120, "name": 250, "short_name": 60, "told_apart": 120, "website": 200}
# Titles of lists that are known, such as the public record with which every register begins.
ALSO = {
    "source_key": ("key", "id", "source key", "reference"),
    "name": ("organisation", "organization", "partner", "name of the partner"),
    "short_name": ("acronym", "abbreviation"),
    "kind": ("type", "category"),
    "country": ("country_iso2", "iso2", "country code"),
    "unep_region": ("region",),
    "website": ("url", "homepage", "web site"),
    "since": ("joined", "date of joining"),
    "until": ("left",),
}
KIND_ALSO = {PartnerKind.REIO: ("regional_economic_integration_organization",)}
NEEDED = ("name", "kind")


def partners() -> Table:
    """The table in the reader's language; titles of the other ones are understood as well."""
    columns = tuple(_column(key) for key in TITLES)
    return Table(KEY, _("Partners"), columns, VERSION)


def _column(key: str) -> Column:
    return Column(
        key=key,
        title=str(TITLES[key]),
        kind=KINDS.get(key, Kind.TEXT),
        also=(*in_all_languages(TITLES[key]), *ALSO.get(key, ())),
        choices=_choices(key),
        is_required=key in NEEDED,
        most=MOST.get(key, 4000),
        hint=str(HINTS.get(key, "")),
        has_lines=key == "source",
    )


def _choices(key: str) -> tuple[Choice, ...]:
    if key == "country":
        return tuple(_countries())
    if key == "kind":
        kinds = ((each, KIND_ALSO.get(each, ())) for each in PartnerKind)
        return tuple(choice(each, also) for each, also in kinds)
    if key == "unep_region":
        return tuple(choice(each) for each in Region)
    if key == "evidence":
        # A letter in this portal makes a partner by itself: nobody brings it in.
        return tuple(choice(each) for each in Evidence if each != Evidence.LETTER)
    return ()


def choice(value: Any, also: Iterable[str] = ()) -> Choice:
    """One of the values of a kind, by its names in all languages."""
    words = (str(value.label), *in_all_languages(value.label), *also)
    return Choice(value.value, tuple(dict.fromkeys(words)))


def _countries() -> Iterable[Choice]:
    own = language_of_countries()
    for country in Country.objects.by_name():
        names = [getattr(country, f"name_{language}") for language in (own, *LANGUAGES)]
        words = (*names, country.iso3, country.name_en.partition(" (")[0])
        yield Choice(country.iso2, tuple(dict.fromkeys(words)))


def label_of(key: str, value: object) -> str:
    """A value of the table in words for people."""
    if value in (None, ""):
        return ""
    words: dict[str, dict[str, str]] = {
        "kind": {each.value: str(each.label) for each in PartnerKind},
        "unep_region": {each.value: str(each.label) for each in Region},
        "evidence": {each.value: str(each.label) for each in Evidence},
        "status": {each.value: str(each.label) for each in Partner.Status},
    }
    return words.get(key, {}).get(str(value), str(value))
