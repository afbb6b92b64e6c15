"""One report in the making: the records it is made from, and the blocks made so far."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gmp_portal.typesetting.content import Block
from gmp_portal.typesetting.languages import language as spoken
from reporting.assembly.mastheads import Masthead
from reporting.models import ReportingCycle
from reporting.reading import figures


@dataclass
class Part:
    """Blocks in the making, each with the source it was made from."""

    blocks: list[Block] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)

    def add(self, block: Block, **source: Any) -> None:
        self.blocks.append(block)
        self.sources.append(source)


class Assembly:
    """One report in the making, in one language (B7-4)."""

    def __init__(self, cycle: ReportingCycle, masthead: Masthead, as_of: date) -> None:
        self.cycle = cycle
        self.masthead = masthead
        self.as_of = as_of
        self.language = masthead.language
        self.partnership = figures.partnership(cycle, as_of)
        self.areas = figures.areas(cycle, as_of)
        self.body = Part()

    def day(self, day: date) -> str:
        return spoken(self.language).written(day)

    def sentences(self, *sentences: str) -> str:
        """Sentences in a row, with a blank between them where the language has one."""
        blank = "" if self.language == "zh-hans" else " "
        return blank.join(sentence for sentence in sentences if sentence)
