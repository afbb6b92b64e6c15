"""The framework and the working rules in their parts, as whole or as far as words occur (P-5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gmp_portal import dates, rulebook
from gmp_portal.rulebook.definitions import Clause
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.rulebook.parts import PARTS, Part, part_of
from gmp_portal.rulebook.working_rule import WorkingRule
from gmp_portal.ui.contents import Entry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Line:
    """A clause with what the portal does about it, or a working rule with its clauses."""

    id: str
    number: str
    section: str
    title: "StrOrPromise"
    text: "StrOrPromise"
    clause: Clause | None = None
    rule: WorkingRule | None = None

    @property
    def address(self) -> str:
        return f"{part_of(self.id).url}#{self.id}"

    def says(self, words: Iterable[str]) -> bool:
        """Whether all of these words occur in it, whatever their case."""
        parts = [self.id, self.number, self.section, self.title, self.text]
        if self.clause:
            parts += [self.clause.number_label, self.clause.how, self.clause.status_label]
        said = " ".join(map(str, parts)).casefold()
        return all(word in said for word in words)


@dataclass(frozen=True)
class Section:
    """The lines under one heading; its anchor is the same on every page."""

    anchor: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ReadPart:
    """A part of the framework with its sections."""

    part: Part
    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        return sum(len(section.lines) for section in self.sections)


def parts(question: str = "") -> list[ReadPart]:
    """Every part; with a question only the lines in which all its words occur."""
    words = question.casefold().split()
    sections = list(_sections())
    return [_part(part, sections, words) for part in PARTS]


def _part(part: Part, sections: Iterable[Section], words: list[str]) -> ReadPart:
    held = []
    for section in sections:
        if section.lines[0].id.startswith(part.beginning):
            lines = tuple(line for line in section.lines if line.says(words))
            # “Annex 1, 2. Participation” stands under “Annex 1”.
            title = section.title.removeprefix(f"{part.title}, ")
            held.append(Section(section.anchor, title, lines))
    return ReadPart(part, tuple(section for section in held if section.lines))


def _sections() -> Iterable[Section]:
    by_section: Callable[[Line], str] = lambda line: line.section  # noqa: E731 named for groupby
    for number, (title, lines) in enumerate(groupby(_clauses(), key=by_section), start=1):
        yield Section(f"section-{number}", title, tuple(lines))
    rules = tuple(_rules())
    yield Section("working-rules", rules[0].section, rules)


def _clauses() -> Iterable[Line]:
    for clause in rulebook.clauses():
        section = str(clause.section)
        yield Line(clause.id, clause.number, section, clause.title, clause.text, clause)


def _rules() -> Iterable[Line]:
    """Every working rule as it reads today; one query for all of them."""
    decided = ParameterValue.objects.filter(effective_from__lte=dates.today())
    changed: dict[str, Any] = dict(
        decided.order_by("effective_from").values_list("parameter", "value")
    )
    for rule in rulebook.parameters():
        said = rule.describe(changed.get(rule.id, rule.value))
        section = str(part_of(rule.id).title)
        yield Line(rule.id, rule.id, section, rule.question, said, rule=rule)


def contents(read: list[ReadPart], here: Part) -> list[Entry]:
    """All parts, the one that is read with its sections."""
    entries = []
    for row in read:
        sections = tuple(
            Entry(section.title, f"#{section.anchor}") for section in row.sections
        )
        is_here = row.part == here
        below = sections if is_here and len(sections) > 1 else ()
        entries.append(Entry(row.part.title, row.part.url, below, is_here=is_here))
    return entries


def found_in(read: list[ReadPart]) -> list[Entry]:
    """The parts in which something was found, on the page that shows all of it."""
    return [Entry(row.part.title, f"#{row.part.slug}") for row in read if row.sections]
