"""What is said of the rows of a table: faults with their cells, changes, likely duplicates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.exchange.tables import sentences
from gmp_portal.exchange.tables.rows import Fault
from gmp_portal.ledger import acts
from gmp_portal.reference.models import Country
from gmp_portal.words import listed
from partners.models import Import, ImportRow
from partners.reading.imports import tables

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FAULTS: "dict[str, StrOrPromise]" = {
    "no_name": gettext_lazy("A row needs a name and a kind."),
    "no_letters": gettext_lazy("Enter a name with letters or digits."),
    "year": gettext_lazy("A year from %(first)s to %(last)s is expected."),
    "future": gettext_lazy("This day is still to come."),
    "ends_before": gettext_lazy("The last day lies before the first one."),
    "several": gettext_lazy(
        "Several partners of this country are called %(name)s: say what tells this one apart."
    ),
    "twice": gettext_lazy("This says the same as row %(row)s: leave one of them out."),
    "taken": gettext_lazy(
        "%(name)s stands in the register already. Give its country, say what tells this one "
        "apart, or leave the row out."
    ),
    "applicant": gettext_lazy(
        "The letter of %(name)s is being decided on: leave the row out."
    ),
    "no_source": gettext_lazy(
        "Give the source that shows it as a partner, such as a register of the United Nations. "
        "Who joins today sends a letter of intent."
    ),
    "no_evidence": gettext_lazy(
        "Give the day since which it is a partner, or what kind of evidence its source is. Who "
        "only took part in a meeting is no partner."
    ),
    "of_letter": gettext_lazy(
        "What the register says of %(name)s comes from its letter of intent, and no table changes "
        "it: leave the row out."
    ),
    "other_key": gettext_lazy(
        "This key belongs to %(name)s, of another country: give this row a key of its own, or "
        "none."
    ),
    "letter": gettext_lazy(
        "UNEP examines a letter of %(name)s (%(reference)s): decide on it there, and leave the "
        "row out."
    ),
    "day_on_record": gettext_lazy(
        "The register has another day, or knows of none, and a table does not change that: leave "
        "the cell empty, or the row out."
    ),
}
# Where a rule keeps the row out, and not a slip.
CLAUSES = {
    "taken": "A1-2e",
    "several": "A1-2e",
    "applicant": "A1-2e",
    "letter": "A1-2e",
    "of_letter": "A1-2c-6",
    "no_source": "R-36",
    "no_evidence": "A1-2e",
}
STANDS: "dict[str, StrOrPromise]" = {
    "changed_by": gettext_lazy("%(partner)s was changed since, by %(person)s: %(act)s."),
    "changed": gettext_lazy("%(partner)s was changed since."),
    "belongs": gettext_lazy(
        "Other records belong to a partner that it entered, such as “%(record)s”."
    ),
}
NEAR: "dict[str, StrOrPromise]" = {
    "elsewhere": gettext_lazy("%(name)s (same name, another country)"),
    "similar": gettext_lazy("%(name)s (%(percent)s %% alike)"),
    "short": gettext_lazy("%(name)s (same short name)"),
}


@dataclass(frozen=True)
class ToldFault:
    """One cell with what stood in it, and what is wrong."""

    cell: str
    title: str
    stood: str
    sentence: str
    clause: str = ""


@dataclass(frozen=True)
class ToldRow:
    """A row for the page."""

    row: ImportRow
    name: str
    faults: list[ToldFault]
    changes: list[tuple[str, str, str]]
    near: list[tuple[int | None, str]]
    # What a new partner would have beside its name.
    facts: list[tuple[str, str]]


def tell(record: Import, rows: list[ImportRow]) -> list[ToldRow]:
    """The rows in words."""
    countries = {
        pk: country.name for pk, country in Country.objects.by_name().in_bulk().items()
    }
    return [_told(record, row, countries) for row in rows]


def _told(record: Import, row: ImportRow, countries: Mapping[str, str]) -> ToldRow:
    changes = [
        (str(tables.TITLES[key]), _value(key, old, countries), _value(key, new, countries))
        for key, (old, new) in row.changes.items()
    ]
    near = [(each["partner"], str(NEAR[each["why"]]) % each) for each in row.near]
    name = str(row.values.get("name") or _("Row without a name"))
    facts = [
        (str(title), _value(key, row.values[key], countries))
        for key, title in tables.TITLES.items()
        if row.outcome == ImportRow.Outcome.NEW and key != "name" and row.values.get(key)
    ]
    return ToldRow(row, name, list(_faults(record, row)), changes, near, facts)


def _value(key: str, value: Any, countries: Mapping[str, str]) -> str:
    return countries.get(value, "") if key == "country" else tables.label_of(key, value)


def _faults(record: Import, row: ImportRow) -> Iterator[ToldFault]:
    for said in row.cell_faults:
        fault = Fault(**said)
        title = str(tables.TITLES[fault.column])
        yield ToldFault(fault.cell, title, fault.stood, sentences.of_fault(fault))
    for said in row.faults:
        column = said["column"]
        letters = record.columns.get(column, "")
        cell = f"{letters}{row.number}" if letters else ""
        stood = str(row.values.get(column) or "")
        sentence = str(FAULTS[said["code"]]) % said
        clause = CLAUSES.get(said["code"], "")
        yield ToldFault(cell, str(tables.TITLES[column]), stood, sentence, clause)


def of_missing(columns: list[str]) -> str:
    """Which columns the table lacks, so that none of its rows can be read."""
    titles = listed(tables.TITLES[key] for key in columns)
    return _("The table lacks what is needed: %(columns)s.") % {"columns": titles}


def why_it_stands(record: Import) -> str:
    """Why the import was not taken back; nothing where nobody asked for it."""
    if not record.stands:
        return ""
    named = {"person": _("the portal")} | {
        name: value for name, value in record.stands.items() if value
    }
    if "act" in named:
        named["act"] = acts.label(named["act"])
    return str(STANDS[record.stands["code"]]) % named
