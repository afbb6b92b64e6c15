"""The sheet of memberships in areas: its columns, and what is said of its rows (A1-2a)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.models import PartnershipArea
from areas.models.areas import name_of
from gmp_portal.exchange.tables.columns import Choice, Column, Kind, Table
from gmp_portal.search.register import in_all_languages
from partners.reading.imports import sheets
from partners.reading.imports.contact_table import PARTNER_HINT

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KEY = "memberships"
TITLE = gettext_lazy("Memberships in areas")
TITLES: "dict[str, StrOrPromise]" = {
    "source_key": gettext_lazy("Key in your source"),
    "partner": gettext_lazy("Partner"),
    "area": gettext_lazy("Area"),
    "since": gettext_lazy("Member since"),
    "until": gettext_lazy("Left on"),
    "source": gettext_lazy("Source"),
}
HINTS: "dict[str, StrOrPromise]" = {
    "partner": PARTNER_HINT,
    "area": gettext_lazy(
        "A name from the list, or the last part of the address of its page."
    ),
    "since": gettext_lazy(
        "A day such as 2025-01-31. Leave it empty where it is not known, and give the source."
    ),
    "until": gettext_lazy("The day on which it left, if it is no member any more."),
    "source": gettext_lazy("Where the membership is on record. Everybody reads this."),
}
ALSO = {
    "source_key": ("key", "id", "source key", "reference"),
    "partner": ("organisation", "organization", "name of the partner", "partner name"),
    "area": ("partnership area", "area code", "slug"),
    "since": ("joined", "from", "since"),
    "until": ("left", "to", "until"),
}
KINDS = {"area": Kind.CHOICE, "since": Kind.DAY, "until": Kind.DAY}
MOST = {"source_key": 120, "partner": 250, "source": 2000}
NEEDED = ("partner", "area")
FAULTS: "dict[str, StrOrPromise]" = {
    "no_membership_source": gettext_lazy("Say where the membership is on record."),
    "only_confirmed": gettext_lazy(
        "Only partners that take part today are members: give the day on which it left."
    ),
    "closed_area": gettext_lazy(
        "Nobody works in this area today: give the day on which the partner left it."
    ),
    "member_twice": gettext_lazy(
        "The partner is a member of this area on some of these days already: give the same "
        "first day, other days, or leave the row out."
    ),
    "on_page": gettext_lazy(
        "This membership was not entered from a table, and a table does not change it: leave "
        "the row out."
    ),
    "key_of_membership": gettext_lazy(
        "This key belongs to another membership: give this row a key of its own, or none."
    ),
}
CLAUSES = {
    "no_membership_source": "R-36",
    "only_confirmed": "A1-2e",
    "closed_area": "P-6",
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
        choices=tuple(_areas()) if key == "area" else (),
        is_required=key in NEEDED,
        most=MOST.get(key, 4000),
        hint=str(HINTS.get(key, "")),
        has_lines=key == "source",
    )


def _areas() -> Iterable[Choice]:
    """Areas that are at work or were; nobody is a member of one that is only proposed (P-6)."""
    known = PartnershipArea.objects.exclude(status=PartnershipArea.Status.PROPOSED)
    for slug, names in known.values_list("slug", "names"):
        yield Choice(slug, (name_of(names), *names.values()))


def label_of(_key: str, value: Any) -> str:
    """What stands in the file, which names an area by the last part of its address."""
    return "" if value is None else str(value)


def called(values: Mapping[str, Any]) -> str:
    """What a row is called: the partner and the area."""
    partner = values.get("partner") or _("Row without a name")
    return _("%(partner)s in %(area)s") % {
        "partner": partner,
        "area": values.get("area") or "–",
    }


def names(rows: Sequence[Mapping[str, Any]]) -> sheets.Names:
    """What the areas of these rows are called in the reader's language."""
    slugs = {row.get("area") for row in rows} - {None}
    known = PartnershipArea.objects.filter(slug__in=slugs).values_list("slug", "names")
    return {"area": {slug: name_of(named) for slug, named in known}}


WORDS = sheets.Words(TITLES, called, label_of, FAULTS, CLAUSES, names)
