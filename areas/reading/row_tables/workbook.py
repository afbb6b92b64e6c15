"""All lists of a plan as one workbook, to be taken along, and to be brought back (C5)."""

from django.utils import translation
from django.utils.translation import gettext as _

from areas.forms.efforts import contacts
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from areas.reading.row_tables import columns, held
from areas.reading.row_tables.held import HeldRow
from areas.reading.tongue import Tongue
from gmp_portal.exchange.tables import filled
from gmp_portal.exchange.tables.columns import Column
from gmp_portal.exchange.tables.filled import FilledSheet
from gmp_portal.exchange.tables.templates import Told
from gmp_portal.reference.currencies import CURRENCIES
from gmp_portal.words import labelled

# A change of keys is another version.
FORMAT = "2"
PLAN, FORMAT_NAME = "gmp.plan", "gmp.format"
LAST = "gmp.last."
WIDE = frozenset(("description", "statement", "purpose", "note", "realism", "title"))


def name_of(plan: PlanVersion) -> str:
    """The version for which a file was made."""
    return f"{plan.area.slug}/{plan.number}"


def make(plan: PlanVersion, *, writes: bool) -> bytes:
    """Return the workbook in the language of the plan; whoever writes it can bring it back."""
    rows = held.lists(plan, named=writes)
    language = plan.language
    names = _names(plan) if writes else {}
    sheets = [_sheet(kind, rows, language, names) for kind in KINDS.values()]
    properties = {PLAN: name_of(plan), FORMAT_NAME: FORMAT} | {
        f"{LAST}{key}": str(max((each.row.pk for each in some), default=0))
        for key, some in rows.items()
    }
    with translation.override(Tongue(language).spoken.code):
        return filled.workbook(sheets, _told(plan, writes=writes), properties)


def _names(plan: PlanVersion) -> dict[str, list[str]]:
    """Whom a cell may name: partners of the area, people, and currencies."""
    members = plan.area.current_partners().select_related("country").order_by("name")
    partners = [partner.full_name for partner in members]
    people = [person.name for person in contacts(plan.area).order_by("name")]
    codes = [code for code, _label in CURRENCIES]
    return {"who": partners, "partner": partners, "contact": people, "currency": codes}


def _sheet(
    kind: RowKind,
    rows: dict[str, list[HeldRow]],
    language: str,
    names: dict[str, list[str]],
) -> FilledSheet:
    with translation.override(Tongue(language).spoken.code):
        title = str(kind.title)
    keys = [*columns.keys_of(kind, offered=True)]
    return FilledSheet(
        kind.key,
        title,
        [_column(kind, key, language) for key in keys],
        [held.key_of(kind, each) for each in rows[kind.key]],
        [each.cells for each in rows[kind.key]],
        frozenset(key for key in keys if columns.is_amount(kind, key)),
        WIDE,
        _offered(rows, keys, names) if names else {},
    )


def _column(kind: RowKind, key: str, language: str) -> Column:
    field = columns.field_of(kind, key)
    return Column(
        key,
        columns.title_of(kind, key, language),
        columns.kind_of(kind, key),
        choices=columns.choices_of(kind, key, language) if key != "currency" else (),
        is_required=bool(field and field.required),
    )


def _offered(
    rows: dict[str, list[HeldRow]], keys: list[str], names: dict[str, list[str]]
) -> dict[str, list[str]]:
    """What can be chosen in each column: entries of the plan, and names."""
    offered = {
        key: held.labels(rows, held.LINKED[key]) if key in held.LINKED else names.get(key)
        for key in keys
    }
    return {key: labels for key, labels in offered.items() if labels}


def _told(plan: PlanVersion, *, writes: bool) -> Told:
    lines = (
        _(
            "Each list of the plan has a sheet of its own; a row of it is a row of the plan."
        ),
        *(_how_to_write() if writes else ()),
    )
    return Told(
        title=labelled(plan.title, _("Version %(number)d") % {"number": plan.number}),
        about_title=_("Instructions"),
        lines=lines,
        refusal_title=_("Not in the list"),
        refusal=_(
            "Other words are understood only if they mean one of the values of the list."
        ),
        language=plan.language,
    )


def _how_to_write() -> tuple[str, ...]:
    return (
        _(
            "Change cells, and write new rows below the others; then bring the file back on the "
            "page of the plan. Nothing is written before you have seen what each row would do."
        ),
        _("Titles with a * are needed."),
        _(
            "Write days as year, month and day, such as 2027-09-30. An amount is a number; its "
            "currency stands in the column beside it."
        ),
        _(
            "Name actions, objectives and efforts by number and title as the list offers them, "
            "or by one of both. Several objectives stand in one cell with “;” between them."
        ),
        _(
            "A row that you delete stays in the plan, unless you say on the page that it is to "
            "be removed. A row that you copy is a new one."
        ),
        _(
            "Type texts as they are: formulas, joined cells and pictures are not read. What "
            "somebody else changed meanwhile is shown beside yours."
        ),
    )
