"""One file of the corpus."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """A file with the kind it belongs to and how, or by which program, it was made.

    Some say more exactly what becomes of them: the reason, or the media type of what is kept.
    """

    kind: str
    variant: str
    data: bytes = field(repr=False)
    verdict: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}, {self.variant}"
