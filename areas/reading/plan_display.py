"""A plan as people read it: ten sections of prose and rows with labels in their language."""

from dataclasses import dataclass

from areas.annex2 import SECTIONS, Section
from areas.reading import groups
from areas.reading.entries import Group
from areas.reading.prose import Block, blocks
from areas.reading.snapshot import Content


@dataclass(frozen=True)
class ReadSection:
    """One of the ten sections, ready for a page, a comparison or a PDF."""

    section: Section
    text: str
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not any(group.rows for group in self.groups)


def sections(content: Content) -> list[ReadSection]:
    """The ten sections of Annex 2 with what this version of the plan says in them."""
    return [section_of(section, content) for section in SECTIONS]


def section_of(section: Section, content: Content) -> ReadSection:
    text = content["texts"].get(section.key, "")
    return ReadSection(section, text, tuple(blocks(text)), groups.of(section.key, content))
