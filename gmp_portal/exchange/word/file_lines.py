"""The lines of a Word file as pages and jobs know them: without the library for XML."""

from dataclasses import dataclass

from gmp_portal.typesetting.data import Storable

PARAGRAPH, TABLE, NOTE, COMMENT = "paragraph", "table", "note", "comment"
BOX, MARGIN, DELETED, UNREAD = "box", "margin", "deleted", "unread"


@dataclass(frozen=True)
class Line:
    """A paragraph, a table, or what stands beside the text, and how it looks."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    style: str = ""
    outline: int = 0
    is_bold: bool = False
    lead: str = ""
    """The bold words with which it begins, where others follow."""
    size: int = 0
    listed: str = ""
    depth: int = 0
    about: str = ""
    """To which words a comment belongs, or by which number a note is called."""
    by: str = ""


@dataclass(frozen=True)
class WordLines(Storable):
    """All lines of a file, and how many changes were recorded in it."""

    lines: tuple[Line, ...]
    changes: int = 0
