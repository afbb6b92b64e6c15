"""What changed between two versions of a plan, section by section, word by word (B4-4)."""

from dataclasses import dataclass

from areas.annex2 import Section
from areas.reading.plan_display import ReadSection, sections
from areas.reading.prose import blocks
from areas.reading.snapshot import Content
from gmp_portal.writing import compare
from gmp_portal.writing.compare import Line


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


def versions(old: Content, new: Content) -> list[SectionChange]:
    """Compare two versions by section; what both say alike is never marked."""
    pairs = zip(sections(old), sections(new), strict=True)
    return [
        SectionChange(after.section, compare.lines(_as_lines(before), _as_lines(after)))
        for before, after in pairs
    ]


def _as_lines(section: ReadSection) -> list[str]:
    lines = [item for block in blocks(section.text) for item in block.items]
    for group in section.groups:
        for row in group.rows:
            lines.append(row.title)
            lines += [f"{entry.label}: {entry.value}" for entry in row.entries]
    return lines
