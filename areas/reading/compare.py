"""What changed between two versions of a plan, section by section, word by word (B4-4)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from areas.annex2 import Section
from areas.reading import narrative, tongue
from areas.reading.entries import Row
from areas.reading.plan_display import ReadSection, sections
from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue
from gmp_portal.words import labelled
from gmp_portal.writing import compare
from gmp_portal.writing.compare import Line, Piece


@dataclass(frozen=True)
class SectionChange:
    """One section in both versions."""

    section: Section
    lines: tuple[Line, ...]

    @property
    def is_changed(self) -> bool:
        return any(line.is_changed for line in self.lines)

    @property
    def has_whole_lines(self) -> bool:
        return any(line.is_whole for line in self.lines)


@dataclass(frozen=True)
class Passage:
    """Changed lines that stand together, each run with the line before and after it."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Excerpt:
    """The changes of a section, with little of what stayed around them."""

    passages: tuple[Passage, ...]
    # How many changed lines are left out.
    more: int


def excerpt(change: SectionChange, *, most: int = 8, around: int = 1) -> Excerpt:
    """The first changed lines of a section, so that they can be read beside something else."""
    lines = change.lines
    changed = [place for place, line in enumerate(lines) if line.is_changed]
    shown: list[list[int]] = []
    for place in changed[:most]:
        first, last = max(place - around, 0), min(place + around, len(lines) - 1)
        # What follows closely belongs to the same passage.
        if shown and first <= shown[-1][1] + 1:
            shown[-1][1] = last
        else:
            shown.append([first, last])
    passages = tuple(Passage(lines[first : last + 1]) for first, last in shown)
    return Excerpt(passages, more=len(changed[most:]))


def versions(old: Content, new: Content) -> list[SectionChange]:
    """Compare two versions by section; what both say alike is never marked."""
    # Labels of another language would count as changes: both speak that of the newer one.
    to = tongue.of(new)
    pairs = zip(sections(old, to), sections(new, to), strict=True)
    return [
        SectionChange(after.section, tuple(_of_section(before, after, to)))
        for before, after in pairs
    ]


def _of_section(old: ReadSection, new: ReadSection, to: Tongue) -> Iterator[Line]:
    texts = (narrative.lines(section.blocks, to) for section in (old, new))
    yield from compare.lines(*texts)
    before = {group.title: group.rows for group in old.groups}
    after = {group.title: group.rows for group in new.groups}
    for title in [*before, *(title for title in after if title not in before)]:
        yield from _of_rows(before.get(title, ()), after.get(title, ()))


def _of_rows(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Line]:
    """Line up rows by the key that lasts, or by what they are called where one has no such key.

    One that stands elsewhere was moved; one that came never stands for another one that went.
    """
    lasting = {row.key for row in old if row.key} & {row.key for row in new}
    names = [[_known_as(row, lasting) for row in rows] for rows in (old, new)]
    for pair in compare.pairs(*names):
        was = None if pair.old is None else old[pair.old]
        now = None if pair.new is None else new[pair.new]
        if was is None or now is None or _are_others(was, now):
            yield from compare.lines([] if was is None else _as_lines(was), [])
            yield from compare.lines([], [] if now is None else _as_lines(now))
            continue
        before, after = _as_lines(was), _as_lines(now)
        if was.called == now.called:
            # Its number may be another one now: that is no change of its words.
            yield Line((Piece("moved" if pair.is_moved else "same", after[0]),))
        else:
            yield compare.changed_line(before[0], after[0])
        yield from compare.lines(before[1:], after[1:])


def _known_as(row: Row, lasting: Collection[str]) -> str:
    return f"key {row.key}" if row.key in lasting else f"name {row.called}"


def _are_others(was: Row, now: Row) -> bool:
    """Whether they are two entries that only stand in the same place of their lists."""
    return bool(was.key and now.key) and was.key != now.key and was.called != now.called


def _as_lines(row: Row) -> list[str]:
    return [row.title, *(labelled(entry.label, entry.value) for entry in row.entries)]
