"""The texts of reports that somebody accepts, freezes, approves or publishes (A1-6c-ii, B7-4)."""

from typing import Any, ClassVar

from gmp_portal.writing.read_texts import (
    ReadForms,
    ReadText,
    Written,
    joined,
    register,
)
from reporting.assembly import checks
from reporting.models import AreaReport, ProgressReport, Report
from reporting.writings.filed import AREA_REPORT, PROGRESS


class OfProgress(ReadForms[ProgressReport]):
    """What a partner reported (A1-6a-iii)."""

    model: ClassVar[Any] = ProgressReport
    writing = PROGRESS

    def clause(self, record: ProgressReport) -> str:
        return "A1-6a-iii"


class OfAreaReport(ReadForms[AreaReport]):
    """What the leads of an area reported (A1-6b-vi)."""

    model: ClassVar[Any] = AreaReport
    writing = AREA_REPORT

    def clause(self, record: AreaReport) -> str:
        return "A1-6b-vi"


class OfReport(ReadText[Report]):
    """Every word of a report to the world, with its tables (A1-6c-ii)."""

    model: ClassVar[Any] = Report

    def now(self, record: Report) -> Written:
        words = joined(record.title, record.symbol, *checks.texts_of(record.document))
        return Written(words)

    def clause(self, record: Report) -> str:
        return "A1-6c-ii"


def register_all() -> None:
    """Tell ``writing`` on which texts people act."""
    register(OfProgress(), OfAreaReport(), OfReport())
