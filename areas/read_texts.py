"""What a plan says when somebody puts it before the area (A1-4b-iii)."""

from collections.abc import Iterator
from typing import Any, ClassVar

from areas.models import PlanVersion
from areas.reading import snapshot
from gmp_portal.writing.read_texts import ReadText, Written, register


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


def register_all() -> None:
    """Tell ``writing`` on which texts people act."""
    register(OfPlan())
