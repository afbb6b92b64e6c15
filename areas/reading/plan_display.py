"""A plan as people read it: ten sections of prose and rows with labels in its language."""

from dataclasses import dataclass

from areas.annex2 import SECTIONS, Section
from areas.reading import groups, tongue
from areas.reading.entries import Group
from areas.reading.prose import Block, blocks
from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue


@dataclass(frozen=True)
class ReadSection:
    """One of the ten sections, ready for a page, a comparison or a PDF."""

    section: Section
    text: str
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    title: str
    """The heading in the language of the plan, which is not always that of its reader."""
    nothing: str
    """What is said where the section is empty, in the same language."""

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def is_empty(self) -> bool:
        return not self.blocks and not any(group.rows for group in self.groups)


def sections(content: Content, to: Tongue | None = None) -> list[ReadSection]:
    """The ten sections of Annex 2 in the plan's language, or in the one that is asked for."""
    return [section_of(section, content, to) for section in SECTIONS]


def section_of(section: Section, content: Content, to: Tongue | None = None) -> ReadSection:
    to = to or tongue.of(content)
    text = content["texts"].get(section.key, "")
    held = groups.of(section.key, content, to)
    return ReadSection(
        section,
        text,
        tuple(blocks(text)),
        held,
        title=to.said(section.title),
        nothing=to.say("Nothing is recorded in this section."),
    )
