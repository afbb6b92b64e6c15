"""The sheet of letters of the past: its columns, and what is said of its rows (R-44)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.exchange.tables.columns import Column, Kind, Table
from gmp_portal.search.register import in_all_languages
from partners.reading.imports import sheets
from partners.reading.imports.contact_table import PARTNER_HINT, languages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY = "letters"
TITLE = gettext_lazy("Letters of the past")
TITLES: "dict[str, StrOrPromise]" = {
    "source_key": gettext_lazy("Key in your source"),
    "partner": gettext_lazy("Partner"),
    "signed_on": gettext_lazy("Day of the letter"),
    "year": gettext_lazy("Year of the letter"),
    "language": gettext_lazy("Language of the letter"),
    "signed_by": gettext_lazy("Who signed"),
    "received_on": gettext_lazy("Day of receipt"),
    "source": gettext_lazy("Where the letter is kept"),
    "note": gettext_lazy("Note"),
}
HINTS: "dict[str, StrOrPromise]" = {
    "partner": PARTNER_HINT,
    "signed_on": gettext_lazy("A day such as 2012-05-31, or only the year beside it."),
    "year": gettext_lazy("Only if the day is not known."),
    "signed_by": gettext_lazy("Not public: for the secretariat and the partner."),
    "received_on": gettext_lazy("Not public: for the secretariat and the partner."),
    "source": gettext_lazy("Everybody reads this: name no person."),
    "note": gettext_lazy("Everybody reads this: name no person."),
}
ALSO = {
    "source_key": ("key", "id", "source key", "reference"),
    "partner": ("organisation", "organization", "name of the partner", "partner name"),
    "signed_on": ("date", "date of the letter", "letter date", "signed on"),
    "signed_by": ("signatory", "signed by"),
    "received_on": ("received", "date received"),
    "source": ("source", "kept at", "file"),
}
KINDS = {
    "signed_on": Kind.DAY,
    "year": Kind.WHOLE,
    "language": Kind.CHOICE,
    "received_on": Kind.DAY,
}
MOST = {"source_key": 120, "partner": 250, "signed_by": 150, "source": 300, "note": 300}
NEEDED = ("partner", "language", "source")
FAULTS: "dict[str, StrOrPromise]" = {
    "day_or_year": gettext_lazy("Enter the day of the letter, or only the year."),
    "letter_year": gettext_lazy("A year from %(first)s to %(last)s is expected."),
    "letter_early": gettext_lazy("A letter of the past is of %(first)s or later."),
    "received_before": gettext_lazy("It was received before it was signed."),
    "has_letter": gettext_lazy(
        "A letter of intent of this partner is in the portal: letters of the past are added "
        "only where there is none."
    ),
    "letter_twice": gettext_lazy(
        "Row %(row)s has a letter of the same partner, day and language: leave one of them out."
    ),
    "letter_stays": gettext_lazy(
        "A letter of the past stays as it was added: withdraw it on the page of the partner, or "
        "leave the row out."
    ),
    "letter_withdrawn": gettext_lazy(
        "This letter was withdrawn on the page of the partner, and does not come back with the "
        "table: leave the row out, or add the letter on that page."
    ),
    "key_of_letter": gettext_lazy(
        "This key belongs to a letter of another partner: give this row a key of its own, or "
        "none."
    ),
}
CLAUSES = dict.fromkeys(
    ("day_or_year", "has_letter", "letter_stays", "letter_withdrawn"), "R-44"
)


def table() -> Table:
    """The sheet in the reader's language; titles of the other ones are understood as well."""
    columns = tuple(_column(key) for key in TITLES)
    return Table(KEY, str(TITLE), columns)


def _column(key: str) -> Column:
    return Column(
        key=key,
        title=str(TITLES[key]),
        kind=KINDS.get(key, Kind.TEXT),
        also=(*in_all_languages(TITLES[key]), *ALSO.get(key, ())),
        choices=languages() if key == "language" else (),
        is_required=key in NEEDED,
        most=MOST.get(key, 4000),
        hint=str(HINTS.get(key, "")),
    )


def label_of(key: str, value: Any) -> str:
    """A value of the sheet in words for people."""
    if value in (None, ""):
        return ""
    words = {code: str(name) for code, name in settings.OFFICIAL_LANGUAGES}
    return words.get(value, str(value)) if key == "language" else str(value)


def called(values: Mapping[str, Any]) -> str:
    """What a row is called: the letter of a partner, with its day or year."""
    when = values.get("signed_on") or values.get("year") or ""
    partner = values.get("partner") or _("Row without a name")
    return _("%(partner)s, letter of %(when)s") % {"partner": partner, "when": when}


WORDS = sheets.Words(TITLES, called, label_of, FAULTS, CLAUSES)
