"""The lists of a draft as tables: a line for each row, with what it lacks and what it costs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from areas.forms.row_kinds import RowKind
from areas.models import EffortCall, PlanVersion
from areas.reading import spans
from areas.reading.comment_counts import CommentCounts
from areas.reading.completeness import Problem
from areas.reading.spans import Span
from gmp_portal.ui import amounts
from gmp_portal.words import listed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROBLEMS = "problems"
OBJECTIVE = "objective-"


@dataclass(frozen=True)
class Column:
    """A column beside the names; ``is_amount`` ends at the end of its column."""

    title: "StrOrPromise"
    is_amount: bool = False


@dataclass(frozen=True)
class Said:
    """What a row says in the table: its name, a line below it, and one text for each column."""

    name: str
    below: str = ""
    cells: tuple[str, ...] = ()
    objectives: frozenset[int] = frozenset()
    """The keys of the objectives it serves, by which the table can be filtered."""
    amount: tuple[str, Decimal] | None = None
    in_kind: str = ""


@dataclass(frozen=True)
class Line:
    """One row of the table, with its number in the plan, filtered or not."""

    row: Any
    number: int
    said: Said
    problems: tuple[Problem, ...]
    span: Span | None
    url: str
    comments: int
    """How many threads about it wait."""

    @property
    def is_blocked(self) -> bool:
        """Whether the plan cannot be sent for what this row lacks (B4-1)."""
        return any(problem.blocks for problem in self.problems)


@dataclass(frozen=True)
class Filter:
    """One way to see a part of the lines."""

    key: str
    label: "StrOrPromise"
    is_on: bool
    count: int | None = None


@dataclass(frozen=True)
class Grid:
    """A list of a section, as its writers see it."""

    kind: RowKind
    columns: tuple[Column, ...]
    lines: list[Line]
    total: int
    filters: list[Filter]
    years: list[int]
    """The years of the timeline; none where the rows take no time."""
    talk_url: str = "#comments"
    """Where stands what was said about the rows."""

    @property
    def quarters(self) -> int:
        return 4 * len(self.years)

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return len(self.columns) + 3 + bool(self.years)

    @cached_property
    def totals(self) -> list[tuple[str, Decimal]]:
        """What the lines sum up to, each currency for itself: they are never added up (C5)."""
        sums: defaultdict[str, Decimal] = defaultdict(Decimal)
        for line in self.lines:
            if line.said.amount:
                currency, amount = line.said.amount
                sums[currency] += amount
        return sorted(sums.items())

    @property
    def in_kind(self) -> str:
        """What is given or sought in kind, in the words of the rows."""
        return listed(line.said.in_kind for line in self.lines if line.said.in_kind)

    @property
    def before_the_amount(self) -> int:
        """How many columns stand before that of the amounts, the number among them."""
        place = next((n for n, each in enumerate(self.columns) if each.is_amount), 0)
        return place + 2

    @property
    def after_the_amount(self) -> int:
        return self.width - self.before_the_amount - 1


def of(
    plan: PlanVersion,
    kind: RowKind,
    problems: Iterable[Problem],
    wanted: str,
    counts: CommentCounts,
    call: EffortCall | None = None,
) -> Grid:
    """The table of one list of a plan that has all its rows with it; ``wanted`` is a filter.

    With ``call``, it has the efforts of the partner that was asked for them, and no others.
    """
    rows = list(getattr(plan, kind.key).all())
    numbers = Numbers(_places(plan.objectives.all()), _places(plan.actions.all()))
    spec = SPECS.get(kind.key, Spec((), lambda row, _numbers: Said(str(row))))
    own: defaultdict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.kind == kind.key:
            own[problem.number].append(problem)
    years = spans.years_of(plan) if spec.takes_time else []
    lines = [
        Line(
            row,
            number,
            spec.say(row, numbers),
            tuple(own[number]),
            spans.of(row, years) if years else None,
            _url(plan, kind, row, call),
            counts.of_row(kind.key, row.pk),
        )
        for number, row in enumerate(rows, start=1)
        if call is None or row.partner_id == call.partner_id
    ]
    filters = _filters(lines, numbers.objectives, wanted)
    shown = _shown(lines, numbers.objectives, filters)
    talk = "" if call is None else f"{plan.get_absolute_url()}?talk=open&about=IV"
    talk_url = f"{talk}#comments"
    return Grid(kind, spec.columns, shown, len(lines), filters, years, talk_url)


def _url(plan: PlanVersion, kind: RowKind, row: Any, call: EffortCall | None) -> str:
    """Where the row is changed: by the leads, or by the partner that was asked for it."""
    place = [plan.area.slug, plan.number]
    if call is not None:
        return reverse("areas:own_effort_change", args=[*place, call.pk, row.pk])
    return reverse("areas:row_change", args=[*place, kind.key, row.pk])


def _places(rows: Iterable[Any]) -> dict[int, int]:
    return {row.pk: place for place, row in enumerate(rows, start=1)}


def count_in_words(grid: Grid) -> str:
    """How many rows there are, or how many of them are shown."""
    if len(grid.lines) == grid.total:
        count = ngettext("%(count)d entry", "%(count)d entries", grid.total)
        return count % {"count": grid.total}
    shown = {"shown": len(grid.lines), "total": grid.total}
    return _("%(shown)d of %(total)d entries") % shown


def _filters(
    lines: Sequence[Line], numbers: Mapping[int, int], wanted: str
) -> list[Filter]:
    """The ways to see a part; none where there is nothing to choose."""
    served = {pk for line in lines for pk in line.said.objectives}
    keys: dict[str, int | None] = {}
    if lacking := sum(bool(line.problems) for line in lines):
        keys[PROBLEMS] = lacking
    if len(served) > 1:
        chosen = sorted(numbers[pk] for pk in served if pk in numbers)
        keys |= {f"{OBJECTIVE}{number}": None for number in chosen}
    if not keys:
        return []
    everything = Filter("", _("All"), wanted not in keys)
    return [everything, *(Filter(k, _label(k), k == wanted, n) for k, n in keys.items())]


def _label(key: str) -> str:
    if key == PROBLEMS:
        return _("With problems")
    return _("Objective %(number)s") % {"number": key.removeprefix(OBJECTIVE)}


def _shown(
    lines: list[Line], numbers: Mapping[int, int], filters: Iterable[Filter]
) -> list[Line]:
    on = next((each.key for each in filters if each.is_on), "")
    if on == PROBLEMS:
        return [line for line in lines if line.problems]
    if on:
        number = int(on.removeprefix(OBJECTIVE))
        return [line for line in lines if number in _served(line, numbers)]
    return lines


def _served(line: Line, numbers: Mapping[int, int]) -> set[int]:
    return {numbers[pk] for pk in line.said.objectives if pk in numbers}


# What each list says -------------------------------------------------------------------


@dataclass(frozen=True)
class Numbers:
    """The places of the objectives and actions of the plan, by their keys."""

    objectives: Mapping[int, int]
    actions: Mapping[int, int]


@dataclass(frozen=True)
class Spec:
    """The columns of a list, and what a row says in them."""

    columns: tuple[Column, ...]
    say: Callable[[Any, Numbers], Said]
    takes_time: bool = False


def _objective(row: Any, _numbers: Numbers) -> Said:
    by = spans.written(row.target_on)
    target = _("%(what)s, by %(day)s") % {"what": row.target, "day": by}
    return Said(
        row.statement,
        row.measure,
        (target if row.target and by else row.target or by, listed(row.goal_links)),
        frozenset({row.pk}),
    )


def _action(row: Any, numbers: Numbers) -> Said:
    served = frozenset(each.pk for each in row.objectives.all())
    return Said(row.title, row.description, (_objectives_named(served, numbers),), served)


def _effort(row: Any, numbers: Numbers) -> Said:
    action = row.action
    served = action.objectives.all() if action else ()
    return Said(
        row.description,
        row.who,
        (
            _action_number(numbers.actions.get(row.action_id)),
            amounts.with_currency(row.cost, row.currency),
        ),
        frozenset(each.pk for each in served),
        (row.currency, row.cost) if row.cost is not None else None,
    )


def _opportunity(row: Any, numbers: Numbers) -> Said:
    served = _only(row.objective_id)
    cells = (_objectives_named(served, numbers), str(row.get_status_display()))
    return Said(row.title, row.description, cells, served)


def _indicator(row: Any, numbers: Numbers) -> Said:
    served = _only(row.objective_id)
    values = (row.unit, row.baseline, row.target)
    return Said(row.name, row.source, (_objectives_named(served, numbers), *values), served)


def _donor(row: Any, _numbers: Numbers) -> Said:
    return Said(row.name, row.note, (str(row.get_kind_display()),))


def _request(row: Any, _numbers: Numbers) -> Said:
    partner = row.partner.full_name if row.partner else ""
    amount = (row.currency, row.amount) if row.amount is not None else None
    return Said(
        row.title,
        row.purpose,
        (partner, amounts.with_currency(row.amount, row.currency), row.in_kind),
        amount=amount,
        in_kind=row.in_kind,
    )


def _application(row: Any, _numbers: Numbers) -> Said:
    amount = (row.currency, row.amount) if row.amount is not None else None
    return Said(
        row.title,
        row.note,
        (
            row.asked,
            str(row.get_state_display()),
            amounts.with_currency(row.amount, row.currency),
        ),
        amount=amount,
    )


def _risk(row: Any, numbers: Numbers) -> Said:
    served = _only(row.objective_id)
    grades = (str(row.get_likelihood_display()), str(row.get_effect_display()))
    return Said(
        row.title, row.measures, (_objectives_named(served, numbers), *grades), served
    )


def _linkage(row: Any, _numbers: Numbers) -> Said:
    return Said(str(row), row.note, (str(row.get_side_display()),))


def _only(pk: int | None) -> frozenset[int]:
    return frozenset() if pk is None else frozenset({pk})


def _objectives_named(keys: Iterable[int], numbers: Numbers) -> str:
    places = sorted(numbers.objectives[pk] for pk in keys if pk in numbers.objectives)
    short = pgettext("objective in a narrow column", "O%(number)d")
    return listed(short % {"number": place} for place in places)


def _action_number(place: int | None) -> str:
    short = pgettext("priority action in a narrow column", "A%(number)d")
    return short % {"number": place} if place else ""


COST = Column(gettext_lazy("Cost"), is_amount=True)
AMOUNT = Column(gettext_lazy("Amount"), is_amount=True)
OBJECTIVE_SERVED = Column(gettext_lazy("Objective"))
SPECS: dict[str, Spec] = {
    "objectives": Spec(
        (Column(gettext_lazy("Target")), Column(gettext_lazy("Serves"))), _objective
    ),
    "actions": Spec((Column(gettext_lazy("Objectives")),), _action),
    "efforts": Spec((Column(gettext_lazy("Action")), COST), _effort, takes_time=True),
    "opportunities": Spec(
        (OBJECTIVE_SERVED, Column(gettext_lazy("Where it stands"))), _opportunity
    ),
    "indicators": Spec(
        (
            OBJECTIVE_SERVED,
            Column(gettext_lazy("Unit")),
            Column(gettext_lazy("Baseline")),
            Column(gettext_lazy("Target")),
        ),
        _indicator,
    ),
    "donors": Spec((Column(gettext_lazy("Kind")),), _donor),
    "requests": Spec(
        (Column(gettext_lazy("Partner")), AMOUNT, Column(gettext_lazy("In kind"))), _request
    ),
    "applications": Spec(
        (Column(gettext_lazy("Donor")), Column(gettext_lazy("Where it stands")), AMOUNT),
        _application,
    ),
    "risks": Spec(
        (
            OBJECTIVE_SERVED,
            Column(gettext_lazy("Likelihood")),
            Column(gettext_lazy("Effect")),
        ),
        _risk,
    ),
    "linkages": Spec((Column(gettext_lazy("Where")),), _linkage),
}
