"""The sheet of contacts: its columns, and what is said of its rows (R-60)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from gmp_portal.exchange.tables.columns import Choice, Column, Kind, Table
from gmp_portal.search.register import in_all_languages
from partners.models.choices import Role
from partners.models.imports import CONTACTS
from partners.reading.imports import sheets
from partners.reading.imports.tables import choice

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY = CONTACTS
TITLE = gettext_lazy("Contacts")
PARTNER_HINT = gettext_lazy(
    "Its key on the sheet of partners, its name, or the last part of the address of its page."
)
TITLES: "dict[str, StrOrPromise]" = {
    "source_key": gettext_lazy("Key in your source"),
    "partner": gettext_lazy("Partner"),
    "name": gettext_lazy("Name of the person"),
    "email": gettext_lazy("E-mail address"),
    "role": gettext_lazy("Role"),
    "since": gettext_lazy("Since"),
    "until": gettext_lazy("Until"),
    "language": gettext_lazy("Language"),
    "consent": gettext_lazy("Agreed to be named in public"),
    "consent_source": gettext_lazy("How the consent is known"),
}
HINTS: "dict[str, StrOrPromise]" = {
    "partner": PARTNER_HINT,
    "name": gettext_lazy(
        "Who has an account already keeps the name and the language of it."
    ),
    "since": gettext_lazy(
        "A day such as 2025-01-31. Left empty, the work begins on the day of the import."
    ),
    "until": gettext_lazy("The last day, if somebody else does this work now."),
    "language": gettext_lazy("In which the portal writes to the person; English if empty."),
    "consent": gettext_lazy("Yes only where the person said so, with where it is written."),
}
ALSO = {
    "source_key": ("key", "id", "source key", "reference"),
    "partner": ("organisation", "organization", "name of the partner", "partner name"),
    "name": ("person", "contact", "full name", "contact person"),
    "email": ("e-mail", "mail", "email address"),
    "since": ("from", "start"),
    "until": ("to", "end", "left"),
    "consent": ("consent", "public"),
    "consent_source": ("consent source",),
}
KINDS = {
    "email": Kind.MAIL,
    "role": Kind.CHOICE,
    "since": Kind.DAY,
    "until": Kind.DAY,
    "language": Kind.CHOICE,
    "consent": Kind.YES_NO,
}
MOST = {"source_key": 120, "partner": 250, "name": 150, "email": 254, "consent_source": 300}
NEEDED = ("partner", "email", "role")
FAULTS: "dict[str, StrOrPromise]" = {
    "no_person": gettext_lazy(
        "Nobody with this address has an account yet: give the name."
    ),
    "address": gettext_lazy("Nobody can be written to at this address: correct it."),
    "other_person": gettext_lazy(
        "The account with this address is called %(name)s: correct the row, or leave the name "
        "empty."
    ),
    "row_of_other": gettext_lazy(
        "Row %(row)s has the same address and another name: one address belongs to one person."
    ),
    "closed": gettext_lazy(
        "The account with this address is closed: leave the row out, or give another address."
    ),
    "oneself": gettext_lazy(
        "Nobody brings oneself in: leave the row out, and let a colleague name you."
    ),
    "first_day": gettext_lazy("Give the first day as well, where there is a last one."),
    "overlaps": gettext_lazy(
        "This person belongs to this partner on some of these days already: give the same first "
        "day, other days, or leave the row out."
    ),
    "of_person": gettext_lazy(
        "%(name)s and the partner keep this right themselves: change it on the page of the "
        "partner, and leave the row out."
    ),
    "key_of_other": gettext_lazy(
        "This key belongs to another contact (%(name)s): give this row a key of its own, or none."
    ),
    "no_consent_source": gettext_lazy(
        "Say where it is written down that the person agreed: consent is never assumed."
    ),
}
CLAUSES = {
    "oneself": "A1-6a-ii",
    "overlaps": "A1-6a-ii",
    "of_person": "R-43",
    "no_consent_source": "A1-6d-iii",
}


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
        choices=_choices(key),
        is_required=key in NEEDED,
        most=MOST.get(key, 4000),
        hint=str(HINTS.get(key, "")),
    )


def _choices(key: str) -> tuple[Choice, ...]:
    if key == "role":
        return tuple(choice(each) for each in Role)
    return languages() if key == "language" else ()


def languages() -> tuple[Choice, ...]:
    """The six languages by their own names, by those in English, and by their codes."""
    return tuple(
        Choice(code, (str(name), code.partition("-")[0], _in_english(code)))
        for code, name in settings.OFFICIAL_LANGUAGES
    )


def _in_english(code: str) -> str:
    """Chinese is called Chinese, in whatever signs it is written."""
    return str(get_language_info(code)["name"]).rpartition(" ")[2]


def label_of(key: str, value: Any) -> str:
    """A value of the sheet in words for people."""
    if value in (None, ""):
        return ""
    if key == "consent":
        return _("Yes") if value else _("No")
    words: dict[str, dict[str, str]] = {
        "role": {each.value: str(each.label) for each in Role},
        "language": {code: str(name) for code, name in settings.OFFICIAL_LANGUAGES},
    }
    return words.get(key, {}).get(str(value), str(value))


def called(values: Mapping[str, Any]) -> str:
    """What a row is called: the person, or at least the address."""
    return str(values.get("name") or values.get("email") or _("Row without a name"))


WORDS = sheets.Words(TITLES, called, label_of, FAULTS, CLAUSES)
