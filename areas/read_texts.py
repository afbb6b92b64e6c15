"""What people read before they decide: plans, and ideas for a register (A1-4b-iii, R-78)."""

from collections.abc import Iterator
from typing import Any, ClassVar

from areas.models import AreaOpportunity, PlanVersion
from areas.reading import snapshot
from gmp_portal.writing.read_texts import ReadText, Written, joined, register


class OfPlan(ReadText[PlanVersion]):
    """Everything that people wrote into a version of a plan; several do, so none is named."""

    model: ClassVar[Any] = PlanVersion

    def now(self, record: PlanVersion) -> Written:
        return Written("\n".join(_words(snapshot.written(record))))

    def clause(self, record: PlanVersion) -> str:
        return "A1-4b-iii"


def _words(content: Any) -> Iterator[str]:
    """Every value of the content, in its order."""
    if isinstance(content, dict):
        content = content.values()
    elif isinstance(content, str) or not hasattr(content, "__iter__"):
        yield str(content)
        return
    for part in content:
        yield from _words(part)


class OfOpportunity(ReadText[AreaOpportunity]):
    """An idea as its partner suggests it, with what it answered the leads."""

    model: ClassVar[Any] = AreaOpportunity

    def now(self, record: AreaOpportunity) -> Written:
        words = (record.title, record.description, record.gain, record.link, record.answer)
        return Written(joined(*words))

    def clause(self, record: AreaOpportunity) -> str:
        return "R-78"


def register_all() -> None:
    """Tell ``writing`` on which texts people act."""
    register(OfPlan())
    register(OfOpportunity())
