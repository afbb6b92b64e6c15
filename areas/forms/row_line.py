"""The lines of a table that comes into a plan, each with the form that would take it in.

A line is filled from what was read of it, or, once it was opened on the page, from what was sent
with its fields. What is wrong in a cell stays wrong until its field is filled, or somebody says
that it stays empty.
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.forms.efforts import MilestoneForm
from areas.forms.row_kinds import RowKind
from areas.models import PlanVersion
from areas.reading.row_tables import columns
from areas.reading.row_tables.comparing import Clash
from areas.reading.row_tables.tables import Data, ReadCell, ReadRow, name_of
from gmp_portal.characters import opening
from gmp_portal.words import beside

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CURRENCY = "currency"
BESIDE = {"who": ("partner", "participant"), "end": ("area", "name")}
BESIDE |= {"period": ("starts_on", "ends_on"), "donor": ("donor", "other_donor")}
OUTSIDE = gettext_lazy("This day is outside the duration of the effort.")
NOW, FILE = "now", "file"
BOTH = gettext_lazy("Your file and the portal changed this cell: choose which one goes.")
LEFT_OUT = gettext_lazy("The entry that this one belongs to is left out.")


@dataclass(frozen=True)
class Problem:
    """Something that keeps a line from being taken in."""

    title: str
    words: str
    why: "StrOrPromise"


@dataclass
class Line:
    """One line of a table, and what was sent about it."""

    plan: PlanVersion
    kind: RowKind
    read: ReadRow
    sent: QueryDict
    filled: Mapping[str, str] = field(default_factory=dict)
    row: Any = None
    # What the row holds now, for lines that change one.
    stored: Data = field(default_factory=dict)
    # The place among the new rows of its kind, by which others name it.
    place: int = 0
    # Cells that were changed in a file and in the portal: somebody decides.
    clashes: Sequence[Clash] = ()
    # What is to be known about a row of a file, such as that it was copied.
    note: "StrOrPromise" = ""
    sheet: str = ""
    is_shown_open: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind.key}{self.read.number}"

    @property
    def name(self) -> str:
        name = name_of(self.kind, self.values) or next(
            (cell.words for cell in self.read.cells if cell.words), ""
        )
        return opening(name)

    @property
    def words(self) -> str:
        """Which line of the table it is."""
        said = _("Row %(number)d") % {"number": self.read.number}
        return beside(self.sheet, said)

    @property
    def decision(self) -> str:
        """Which of two changes of a cell goes: that of the portal, or that of the file."""
        sent = self.sent.get(f"{self.key}-both", "")
        return sent if sent in (NOW, FILE) else ""

    @property
    def data(self) -> Data:
        """What was read, with the cells of the file that go where both changed them."""
        chosen = self.clashes if self.decision == FILE else ()
        more = {name: said for each in chosen for name, said in each.cell.fields.items()}
        return {**self.read.data, **more}

    @property
    def wrong_cells(self) -> list[ReadCell]:
        chosen = self.clashes if self.decision == FILE else ()
        return [*self.read.wrong, *(each.cell for each in chosen if each.cell.is_wrong)]

    @property
    def is_left_out(self) -> bool:
        return f"{self.key}-out" in self.sent

    @property
    def is_opened(self) -> bool:
        """Whether its fields were on the page that was sent."""
        return f"{self.key}-open" in self.sent

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody pressed the button that opens it."""
        return self.sent.get("mend") == self.key

    @property
    def is_open(self) -> bool:
        return self.is_opened or self.is_asked_for or self.is_shown_open

    @property
    def leaves_empty(self) -> bool:
        """Whether what was not understood stays empty, as somebody said."""
        return f"{self.key}-without" in self.sent

    @property
    def values(self) -> Data:
        """What goes to the form: as sent, else as read, with what stands for all rows."""
        if not self.is_opened:
            read = {**self.stored, **self.data}
            filled = {} if self.row else self.filled
            return {
                name: value
                for name, value in filled.items()
                if name != CURRENCY or _has_amount(read)
            } | read
        values: Data = {}
        for name in self.kind.form.base_fields:
            got = self.sent.getlist(f"{self.key}-{name}")
            values[name] = got if columns.is_several(self.kind, name) else "".join(got[:1])
            amount = self.sent.get(f"{self.key}-{name}-reading")
            if amount:
                values[f"{name}-reading"] = amount
        for name, value in self.filled.items():
            if not values[name] and (name != CURRENCY or _has_amount(values)):
                values[name] = value
        for name in self.kind.form.base_fields:
            coming = self.sent.get(f"{self.key}-{name}-coming", "")
            if coming.startswith("new:") and not values[name]:
                values[name] = coming
        return values

    @property
    def coming(self) -> dict[str, str | list[str]]:
        """The fields that name rows which come along and have no key yet."""
        return {
            name: value
            for name, value in self.values.items()
            if any(each.startswith("new:") for each in each_of(value))
        }

    def bound(self, values: Mapping[str, str | list[str]]) -> Any:
        """The form with these values, its fields named for the line."""
        data = QueryDict(mutable=True)
        for name, value in values.items():
            data.setlist(f"{self.key}-{name}", each_of(value))
        # A form writes into what it is given, also where it is refused.
        row = copy(self.row)
        return self.kind.form(data, plan=self.plan, instance=row, prefix=self.key)

    def refuse(self, form: Any) -> None:
        """Say what was found wrong when the line, or a milestone of it, was saved."""
        self.problems = _errors(form)

    def checked(self) -> None:
        """Bind the form and those of its milestones, and say what is wrong."""
        coming = self.coming
        self.form = self.bound(
            {
                name: [each for each in each_of(value) if not each.startswith("new:")]
                for name, value in self.values.items()
            }
        )
        self.form.full_clean()
        for name in coming:
            # Of two fields of which one is filled, the other one is not asked for either.
            for other in columns.together(self.kind, name):
                self.form.errors.pop(other, None)
        self.steps = [
            self._step(place, step) for place, step in enumerate(self._step_values())
        ]
        undecided = [
            Problem(each.cell.title, "", BOTH) for each in self.clashes if not self.decision
        ]
        self.problems = [*undecided, *self._unread(), *self._refused()]

    def _step_values(self) -> list[dict[str, str]]:
        """The milestones of the line; one that was emptied is none."""
        if not self.is_opened:
            return [*self.read.milestones]
        number = len(self.read.milestones)
        sent = [
            {
                name: self.sent.get(f"{self.key}-m{place}-{name}", "").strip()
                for name in ("due_on", "text")
            }
            for place in range(number)
        ]
        if self.leaves_empty:
            sent = [step for step in sent if step["due_on"]]
        return [step for step in sent if any(step.values())]

    def _step(self, place: int, step: Mapping[str, str]) -> Any:
        prefix = f"{self.key}-m{place}"
        data = {f"{prefix}-{name}": value for name, value in step.items()}
        form = MilestoneForm(data, plan=self.plan, prefix=prefix)
        # Its effort comes with the same line.
        del form.fields["effort"]
        day = form.cleaned_data.get("due_on") if form.is_valid() else None
        start, end = (self.form.cleaned_data.get(name) for name in ("starts_on", "ends_on"))
        if day and ((start and day < start) or (end and day > end)):
            form.add_error("due_on", OUTSIDE)
        return form

    def _unread(self) -> list[Problem]:
        """Cells that nobody understood, and whose fields are empty still."""
        return [
            Problem(cell.title, cell.words, cell.why)
            for cell in self.wrong_cells
            if not self._is_settled(cell)
        ]

    def _is_settled(self, cell: ReadCell) -> bool:
        if self.leaves_empty:
            return True
        if not self.is_opened:
            return False
        if cell.key == "milestones":
            return all(step.is_valid() for step in self.steps)
        values = self.values
        return any(values.get(name) for name in BESIDE.get(cell.key, (cell.key,)))

    def _refused(self) -> list[Problem]:
        """What the forms say; a field that was not understood is told of already."""
        unread = {
            name
            for cell in self.wrong_cells
            if not self._is_settled(cell)
            for name in BESIDE.get(cell.key, (cell.key,))
        }
        said = [each for form in (self.form, *self.steps) for each in _errors(form, unread)]
        if "milestones" in unread:
            said = _errors(self.form, unread)
        return said

    @property
    def troubled(self) -> list[Any]:
        """The fields that are to be mended; all of them where nothing is wrong."""
        names = {
            name for cell in self.wrong_cells for name in BESIDE.get(cell.key, (cell.key,))
        } | set(self.form.errors)
        return [each for each in self.form.visible_fields() if each.name in names]

    @property
    def others(self) -> list[Any]:
        """The other fields of the row."""
        troubled = {each.name for each in self.troubled}
        return [each for each in self.form.visible_fields() if each.name not in troubled]

    @property
    def is_undecided(self) -> bool:
        return bool(self.clashes) and not self.decision

    @property
    def is_ready(self) -> bool:
        return self.is_left_out or not self.problems

    @property
    def is_taken_in(self) -> bool:
        return not self.is_left_out and not self.problems

    @property
    def coming_words(self) -> list[tuple[str, str]]:
        """Fields that name rows of the same table, for the page to send them again."""
        return [
            (f"{self.key}-{name}-coming", value)
            for name, value in self.coming.items()
            if isinstance(value, str)
        ]


def _errors(form: Any, without: Collection[str] = ()) -> list[Problem]:
    return [
        Problem(str(form.fields[name].label) if name in form.fields else "", "", error)
        for name, errors in form.errors.items()
        for error in errors
        if name not in without
    ]


def _has_amount(values: Mapping[str, Any]) -> bool:
    return bool(values.get("cost") or values.get("amount"))


def each_of(value: str | list[str]) -> list[str]:
    """The values of a field that may take several."""
    return value if isinstance(value, list) else [value]
