"""A plan as people read it: ten sections of prose and rows with labels in its language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from areas.annex2 import SECTIONS, Section
from areas.reading import figures, groups, tongue
from areas.reading.entries import Group
from areas.reading.snapshot import Content
from areas.reading.tongue import Tongue
from gmp_portal.typesetting.signs import lines, plain
from gmp_portal.typesetting.signs.blocks import Blocks


@dataclass(frozen=True)
class ReadSection:
    """One of the ten sections, ready for a page, a comparison or a PDF."""

    section: Section
    text: str
    blocks: Blocks
    groups: tuple[Group, ...]
    title: str
    """The heading in the language of the plan, which is not always that of its reader."""
    figures: Mapping[int, str]
    """Where the figures of the plan can be seen, by their keys."""
    nothing: str
    """What is said where the section is empty, in the same language."""

    @property
    def key(self) -> str:
        return self.section.key

    @property
    def plain(self) -> str:
        """The narrative without its signs."""
        return plain.text(self.text)

    @property
    def shown_figures(self) -> str:
        """Where the figures of the plan can be seen, for the editor."""
        return json.dumps(self.figures)

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
        lines.read(text),
        held,
        title=to.said(section.title),
        figures=figures.addresses(content),
        nothing=to.say("Nothing is recorded in this section."),
    )
