"""What goes to the layout engine: a sheet, and the data files that travel inside its PDF."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

STYLES = Path(__file__).parent / "styles"


@dataclass(frozen=True)
class DataFile:
    """A data file that travels inside the PDF."""

    name: str
    content: bytes
    created_at: datetime
    description: str = ""


@dataclass(frozen=True)
class Sheet:
    """A document as HTML and CSS, with what its layout is checked against."""

    html: str
    styles: str
    title: str
    language: str
    headings: tuple[str, ...]
    notes: int = 0
    paragraphs: int = 0
    fragments: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
