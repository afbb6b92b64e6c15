"""What is said of the rows of a table: faults with their cells, changes, likely duplicates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal.exchange.tables import sentences
from gmp_portal.exchange.tables.rows import Fault
from gmp_portal.ledger import acts
from gmp_portal.reference.models import Country
from gmp_portal.words import in_brackets, listed
from partners.models import Import, ImportRow
from partners.models.imports import PARTNERS
from partners.reading.imports import stored, tables
from partners.reading.imports.sheets import SHEETS, Names, Words

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
    "no_partner": gettext_lazy(
        "Neither the register nor the sheet of partners has this partner: correct the name or "
        "the key, or add the partner to its sheet."
    ),
    "several_partners": gettext_lazy(
        "Several partners are called %(name)s: give the key of the one that is meant, or the "
        "last part of the address of its page."
    ),
    "partner_row": gettext_lazy(
        "Row %(row)s of the sheet of partners is wrong: correct that one first."
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
    "belongs_to": gettext_lazy(
        "Other records belong to what it entered, such as “%(record)s”."
    ),
    "person": gettext_lazy(
        "%(person)s, of %(partner)s, was written to, confirmed the details, or was changed since."
    ),
    "account": gettext_lazy("%(person)s has signed in since."),
    "letter": gettext_lazy("“%(letter)s” of %(partner)s was changed since."),
    "membership": gettext_lazy(
        "The membership of %(partner)s in %(area)s was changed since."
    ),
}
PARTNER_WORDS = Words(
    tables.TITLES,
    lambda values: str(values.get("name") or _("Row without a name")),
    tables.label_of,
    {},
    {},
)
NEAR: "dict[str, StrOrPromise]" = {
    "elsewhere": gettext_lazy("%(name)s (same name, another country)"),
    "similar": gettext_lazy("%(name)s (%(percent)s %% alike)"),
    "row": gettext_lazy("%(name)s, row %(row)s (%(percent)s %% alike)"),
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
    names = {
        sheet: words_of(sheet).names([row.values for row in rows if row.sheet == sheet])
        for sheet in {row.sheet for row in rows}
    }
    return [_told(record, row, countries, names[row.sheet]) for row in rows]


def _told(
    record: Import, row: ImportRow, countries: Mapping[str, str], names: Names
) -> ToldRow:
    words = words_of(row.sheet)

    def value(key: str, said: Any) -> str:
        if key == "country":
            return countries.get(said, "")
        label = words.label_of(key, said)
        name = names.get(key, {}).get(said)
        return in_brackets(name, label) if name else label

    changes = [
        (str(words.titles[key]), value(key, old), value(key, new))
        for key, (old, new) in row.changes.items()
    ]
    near = [(each["partner"], str(NEAR[each["why"]]) % each) for each in row.near]
    facts = [
        (str(title), value(key, row.values[key]))
        for key, title in words.titles.items()
        if row.outcome == ImportRow.Outcome.NEW and key != "name" and row.values.get(key)
    ]
    told = list(_faults(record, row, words))
    called = words.called(
        row.values | {key: value(key, row.values.get(key)) for key in names}
    )
    return ToldRow(row, called, told, changes, near, facts)


def words_of(sheet: str) -> Words:
    """What is said of the rows of this sheet."""
    return PARTNER_WORDS if sheet == PARTNERS else SHEETS[sheet].words


def _faults(record: Import, row: ImportRow, words: Words) -> Iterator[ToldFault]:
    for said in row.cell_faults:
        fault = Fault(**said)
        title = str(words.titles[fault.column])
        yield ToldFault(fault.cell, title, fault.stood, sentences.of_fault(fault))
    for said in row.faults:
        column = said["column"]
        letters = record.columns.get(stored.column_key(row.sheet, column), "")
        cell = f"{letters}{row.number}" if letters else ""
        stood = str(row.values.get(column) or "")
        code = said["code"]
        sentence = str((words.faults if code in words.faults else FAULTS)[code]) % said
        clause = words.clauses.get(code) or CLAUSES.get(code, "")
        yield ToldFault(cell, str(words.titles[column]), stood, sentence, clause)


def of_missing(sheet: str, columns: Iterable[str]) -> str:
    """Which columns the table lacks, so that none of its rows can be read."""
    titles = listed(words_of(sheet).titles[key] for key in columns)
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
