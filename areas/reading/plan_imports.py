"""What a plan in Word would change in its draft, before anybody says so: texts, rows, title."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from areas.annex2 import SECTIONS, Section
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanImport, PlanVersion
from areas.models.plans import LANGUAGES
from areas.reading import row_tables
from areas.reading.row_tables import Grade, Known, ReadRow, columns, links
from areas.reading.word_plans import assigning, front, gathering
from areas.reading.word_plans.assigning import Understanding
from areas.reading.word_plans.gathering import Block
from gmp_portal import characters
from gmp_portal.typesetting.signs import lines
from partners.models import Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Rows that others point to are read, and written, before them.
ORDER = (
    *("objectives", "actions", "efforts", "milestones", "opportunities", "indicators"),
    *("donors", "requests", "applications", "risks", "linkages"),
)
POINTED_TO = ("objectives", "actions", "efforts", "donors", "requests")
REPLACE, ADD, LEAVE = "replace", "add", "leave"
# What a form asks for and plans in Word seldom say: taken for this, and told. How likely and how
# bad a risk is stands in no list of usual values: nobody but the area can judge it.
USUAL = {
    "efforts": {"kind": "collaborative"},
    "donors": {"kind": "donor"},
    "linkages": {"side": "outside"},
    "opportunities": {"status": "idea"},
    "applications": {"state": "planned"},
}
# A form asks for one of two fields: where one was looked up, something stands in the other.
INSTEAD = {"area": "name", "donor": "other_donor"}
OUT = "out"


WAYS: "dict[str, StrOrPromise]" = {
    REPLACE: _("Replace what stands there; it can be brought back"),
    ADD: _("Add it after what stands there"),
    LEAVE: _("Leave the draft as it is"),
}
PUT_IN = _("Put it in: nothing stands there yet")
Ways = Sequence["tuple[str, StrOrPromise]"]


def _ways(stands: object, usual: str) -> Ways:
    """What can become of what stands in the draft; where nothing does, it is put in or not."""
    return list(WAYS.items()) if stands else [(usual, PUT_IN), (LEAVE, WAYS[LEAVE])]


@dataclass
class ComingRow:
    """One row of the file: what was understood, and why it cannot be put in as it stands."""

    name: str
    kind: RowKind
    read: ReadRow
    data: dict[str, Any]
    assumed: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_faulty(self) -> bool:
        return bool(self.faults)

    @property
    def title(self) -> str:
        """By which words the row is known."""
        return row_tables.tables.name_of(self.kind, self.data)

    @property
    def doubts(self) -> list[row_tables.ReadCell]:
        """Cells that somebody should look at."""
        return [cell for cell in self.read.cells if cell.grade != Grade.SURE]

    @property
    def needs_a_look(self) -> bool:
        return bool(self.doubts or self.faults or self.assumed or self.read.left)


@dataclass
class ComingList:
    """The rows of one list, beside those that stand in the draft."""

    kind: RowKind
    rows: list[ComingRow]
    left: list[str]
    standing: int
    choice: str
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """Rows that somebody left out, by name, with their words."""

    @property
    def key(self) -> str:
        return f"rows:{self.kind.key}"

    @property
    def ways(self) -> Ways:
        return _ways(self.standing, ADD)

    @property
    def faulty(self) -> list[ComingRow]:
        return [row for row in self.rows if row.is_faulty]


@dataclass
class ComingText:
    """The text of one section, beside the one that stands in the draft."""

    section: Section
    text: str
    standing: str
    choice: str

    @property
    def key(self) -> str:
        return f"text:{self.section.key}"

    @property
    def ways(self) -> Ways:
        return _ways(self.standing.strip(), REPLACE)

    @property
    def result(self) -> str:
        """What the section says then: one text, in which signs are signs or none are (ADR 57)."""
        if self.choice != ADD or not self.standing.strip():
            return self.text
        both = (self.standing, self.text)
        if any(map(lines.is_signed, both)):
            return lines.write(block for text in both for block in lines.read(text))
        return f"{self.standing.rstrip()}\n\n{self.text}"


@dataclass(frozen=True)
class ComingFrame:
    """Title, period and language, where the file says others than the draft."""

    title: str
    period: tuple[date, date] | None
    language: str
    choice: str
    key: ClassVar[str] = "frame"
    ways: ClassVar[Ways] = ((REPLACE, WAYS[REPLACE]), (LEAVE, WAYS[LEAVE]))

    @property
    def language_name(self) -> "StrOrPromise":
        return dict(LANGUAGES).get(self.language, "")

    @property
    def values(self) -> dict[str, Any]:
        """What changes, by field."""
        said: dict[str, Any] = {}
        if self.title:
            said["title"] = self.title
        if self.period:
            said["period_from"], said["period_to"] = self.period
        if self.language:
            said["language"] = self.language
        return said


@dataclass
class Coming:
    """Everything that one file would do to its draft."""

    record: PlanImport
    understanding: Understanding
    frame: ComingFrame
    texts: list[ComingText]
    lists: list[ComingList]

    @property
    def targets(self) -> Iterator[ComingFrame | ComingText | ComingList]:
        """Everything about which somebody says what becomes of the draft."""
        if self.frame.values:
            yield self.frame
        yield from self.texts
        yield from self.lists

    @property
    def undecided(self) -> "list[StrOrPromise]":
        """Sections and lists of which nobody said yet what becomes of what stands there."""
        return [_named(target) for target in self.targets if not target.choice]

    @cached_property
    def faulty(self) -> int:
        """How many rows cannot be put in as they stand."""
        taken = (each for each in self.lists if each.choice != LEAVE)
        return sum(len(each.faulty) for each in taken)

    @property
    def is_ready(self) -> bool:
        return not (self.understanding.unsure or self.undecided or self.faulty)

    @property
    def taken(self) -> bool:
        """Whether anything would be put in at all."""
        return any(target.choice not in ("", LEAVE) for target in self.targets)


def _named(target: ComingFrame | ComingText | ComingList) -> "StrOrPromise":
    if isinstance(target, ComingText):
        return str(target.section)
    if isinstance(target, ComingList):
        return target.kind.title
    return _("Title, language and period")


def read(record: PlanImport) -> Coming:
    """Read what the file says against the plan as it stands now; nothing is written."""
    plan, chosen = record.plan, record.chosen
    understanding = assigning.understand(record.lines, record.settled)
    pieces = understanding.pieces
    said = gathering.texts(pieces)
    return Coming(
        record,
        understanding,
        frame=_frame(plan, understanding, chosen),
        texts=[
            _text(plan, section, said[section.key], chosen)
            for section in SECTIONS
            if section.key in said
        ],
        lists=list(_lists(record, gathering.blocks(pieces))),
    )


def _text(
    plan: PlanVersion, section: Section, text: str, chosen: Mapping[str, str]
) -> ComingText:
    standing = plan.text_of(section.key)
    is_same = standing.strip() == text.strip()
    usual = LEAVE if is_same else "" if standing.strip() else REPLACE
    choice = chosen.get(f"text:{section.key}") or usual
    return ComingText(section, text, standing, choice)


def _frame(
    plan: PlanVersion, understanding: Understanding, chosen: Mapping[str, str]
) -> ComingFrame:
    """What the file says otherwise; a title of the portal is not longer than its field."""
    title = front.title(understanding.pieces)[
        : PlanVersion._meta.get_field("title").max_length
    ]
    period = front.period(understanding.pieces)
    language = understanding.language
    return ComingFrame(
        title if title != plan.title else "",
        period if period != (plan.period_from, plan.period_to) else None,
        language if language != plan.language else "",
        chosen.get(ComingFrame.key) or LEAVE,
    )


def _lists(record: PlanImport, blocks: Sequence[Block]) -> Iterator[ComingList]:
    """Read the lists in an order in which rows are known before others point to them."""
    plan = record.plan
    by_kind = {key: [block for block in blocks if block.kind == key] for key in ORDER}
    standing = {key: _standing(plan, key) for key in ORDER if by_kind[key]}
    choices = {
        key: record.chosen.get(f"rows:{key}") or ("" if number else ADD)
        for key, number in standing.items()
    }
    # “Objective 1” in a file is its own first one, whatever stands in the draft.
    own = [key for key, choice in choices.items() if choice != LEAVE]
    coming: dict[str, list[str]] = {key: [] for key in POINTED_TO}
    known = _KnownAtOnce(plan, coming, own, blocks)
    for key in standing:
        kind = KINDS[key]
        rows = [row for block in by_kind[key] for row in _rows(record, kind, block, known)]
        if key in POINTED_TO and key in own:
            coming[key] = [row_tables.tables.name_of(kind, row.data) for row in rows]
        left = [line for block in by_kind[key] for line in block.left]
        left_out = [
            (name, gathering.joined(cells))
            for block in by_kind[key]
            for name, cells in block.rows
            if record.settled.get(name) == OUT
        ]
        yield ComingList(kind, rows, left, standing[key], choices[key], left_out)


def _standing(plan: PlanVersion, key: str) -> int:
    """How many rows stand in the draft; those that were read with the plan are counted."""
    if key == "milestones":
        return sum(len(effort.milestones.all()) for effort in plan.efforts.all())
    return len(getattr(plan, key).all())


class _KnownAtOnce(Known):
    """What cells name, with the partners outside the area asked for at once for the whole file."""

    def __init__(
        self,
        plan: PlanVersion,
        coming: Mapping[str, Sequence[str]],
        own: Sequence[str],
        blocks: Sequence[Block],
    ) -> None:
        super().__init__(plan, coming, own)
        rows = (row for block in blocks if block.kind == "efforts" for row in block.rows)
        self.cells = [cell for _name, cells in rows for cell in cells]

    @cached_property
    def elsewhere(self) -> set[str]:
        """The forms of names in the file that confirmed partners have."""
        forms = {form for cell in self.cells for form in _forms(cell)}
        named = Partner.objects.confirmed().filter(skeleton__in=forms)
        return set(named.values_list("skeleton", flat=True))

    def why_other(self, words: str) -> "StrOrPromise":
        is_partner = any(form in self.elsewhere for form in _forms(words))
        return links.NOT_OF_AREA if is_partner else links.OTHER


def _forms(words: str) -> list[str]:
    """The forms of a name with and without what stands in brackets."""
    whole = (words, links.BRACKETS.sub(" ", words))
    return [form for each in whole if (form := characters.skeleton(each.strip()))]


def _rows(
    record: PlanImport, kind: RowKind, block: Block, known: Known
) -> Iterator[ComingRow]:
    """Read the rows of a table, with what somebody mended in them."""
    header = tuple(block.header or columns.in_order(kind).places)
    places = columns.match(kind, header).places
    for name, cells in block.rows:
        if record.settled.get(name) == OUT:
            continue
        titles, said = list(header), [*cells, *([""] * (len(header) - len(cells)))]
        for key, words in record.mended.get(name, {}).items():
            if key in places:
                said[places[key]] = words
            else:
                titles.append(key)
                said.insert(len(titles) - 1, words)
        read_table = row_tables.read(record.plan, kind, titles, [said], known=known)
        for read_row in read_table.rows:
            yield _checked(
                record.plan, ComingRow(name, kind, read_row, dict(read_row.data))
            )


def _checked(plan: PlanVersion, row: ComingRow) -> ComingRow:
    """Find out what its form would refuse; what was looked up is not looked up once more."""
    for name, value in USUAL.get(row.kind.key, {}).items():
        if not row.data.get(name):
            row.data[name] = value
            row.assumed.append(name)
    # Their values were looked up already, so that no form looks each of them up once more.
    linked = {key for key in row.data if columns.is_link(row.kind, key)}
    values = {key: value for key, value in row.data.items() if key not in linked}
    values |= {other: "-" for name, other in INSTEAD.items() if row.data.get(name)}
    form: Any = row.kind.form(as_query(values), plan=plan)
    # The database is asked when the row is written, not for each row of a page.
    form.instance.validate_constraints = lambda **_exclude: None
    form.is_valid()
    row.faults = {
        name: [str(error) for error in errors]
        for name, errors in form.errors.items()
        if not (name in linked and row.data.get(name))
    }
    return row


def as_query(values: Mapping[str, Any]) -> QueryDict:
    """Data of a form as if it had been sent."""
    sent = QueryDict(mutable=True)
    for name, value in values.items():
        sent.setlist(name, list(value) if isinstance(value, list) else [value])
    return sent
