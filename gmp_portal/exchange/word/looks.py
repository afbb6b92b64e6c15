"""The styles by name: for each kind of block one, so that a file says what its parts are."""

from dataclasses import dataclass

from gmp_portal.exchange.word import elements
from gmp_portal.exchange.word.elements import Element

OUTSIDE = 7
BLUE, GREY, RED = "00558C", "444444", "8A1C1C"
LEVELS = (1, 2, 3, 4)
HEADINGS, PARAGRAPHS, PARTS, DECISIONS, BULLETS = 1, 2, 3, 4, 5


@dataclass(frozen=True)
class Indents:
    """Where the lines of a paragraph begin, its first line, and the words behind its number."""

    left: float
    hanging: float
    tab: float

    def element(self) -> Element | None:
        """Return the indents as Word has them; none where every line begins at the edge."""
        if not self.left and not self.hanging:
            return None
        kind = "hanging" if self.hanging >= 0 else "firstLine"
        first = {kind: elements.twips(abs(self.hanging))}
        return elements.w("ind", left=elements.twips(self.left), **first)


@dataclass(frozen=True)
class Look:
    """How one kind of paragraph looks; lengths in millimetres, type and gaps in points."""

    name: str
    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = ""
    before: float = 0
    after: float = 6
    left: float = 0
    hanging: float = 0
    tab: float = 0
    align: str = "start"
    outline: int = -1
    keeps_next: bool = False
    keeps_lines: bool = False
    border: str = ""
    list_id: int = 0
    level: int = 0
    base: str = "Normal"

    @property
    def style_id(self) -> str:
        """Return the short form of the name by which paragraphs call it."""
        return "".join(word[:1].upper() + word[1:] for word in self.name.split()).replace(
            "-", ""
        )

    def indents(self, is_rtl: bool) -> Indents:
        """Return the indents; from the right, LibreOffice sets numbers outside of their place."""
        is_worded = self.name in ("heading 1", "heading 2")
        if is_rtl and is_worded:
            return Indents(0, 0, 0)
        if not (is_rtl and self.list_id and self.left == self.hanging):
            return Indents(self.left, self.hanging, self.tab)
        if self.hanging:
            return Indents(self.left + OUTSIDE, self.hanging, self.tab)
        return Indents(0, -OUTSIDE, self.tab + OUTSIDE)


def _parts(name: str, list_id: int = 0) -> tuple[Look, ...]:
    return tuple(
        Look(
            f"{name} {level}",
            left=10 * (level + 1),
            hanging=10,
            list_id=list_id,
            level=level - 1,
        )
        for level in LEVELS
    )


def _heading(name: str, level: int, *, is_counted: bool) -> Look:
    return Look(
        name,
        size=(14, 12, 10)[level - 1],
        bold=True,
        before=(14, 11, 8)[level - 1],
        left=10 if is_counted else 0,
        hanging=10 if is_counted else 0,
        outline=level - 1,
        keeps_next=True,
        keeps_lines=True,
        list_id=HEADINGS if is_counted else 0,
        level=level - 1,
    )


DOCUMENT = (
    Look("Normal", after=0, base=""),
    *(_heading(f"heading {level}", level, is_counted=True) for level in (1, 2, 3)),
    *(_heading(f"GMP Heading {level}", level, is_counted=False) for level in (1, 2, 3)),
    Look("Title", 17, bold=True, before=6, after=6, keeps_next=True, keeps_lines=True),
    Look("Subtitle", 13, bold=True, after=12, keeps_next=True, keeps_lines=True),
    Look("GMP Paragraph", tab=10, list_id=PARAGRAPHS),
    Look("GMP Without number"),
    Look("GMP Unnumbered"),
    *_parts("GMP Sub-paragraph", PARTS),
    *_parts("GMP Item"),
    Look("GMP Contents title", 12, bold=True, before=10, keeps_next=True),
    *(Look(f"GMP Contents {level}", left=7 * (level - 1), after=3) for level in LEVELS),
    Look("GMP Annex", 14, bold=True, outline=0, keeps_next=True),
    Look("GMP Annex title", 14, bold=True, keeps_next=True, keeps_lines=True),
    Look("GMP Annex subtitle", 12, bold=True, keeps_next=True, keeps_lines=True),
    Look("GMP Original language", italic=True, after=8),
    Look("GMP Table title", before=9, after=4, keeps_next=True),
    Look("GMP Figure title", before=9, after=4, keeps_next=True),
    Look("GMP Cell", 9, before=2, after=2),
    Look("GMP Cell number", 9, before=2, after=2, align="end"),
    Look("GMP Cell head", 9, italic=True, before=2, after=2, keeps_next=True),
    Look("GMP Cell head number", 9, italic=True, before=2, after=2, align="end"),
    Look("GMP Cell total", 9, bold=True, before=2, after=2),
    Look("GMP Cell total number", 9, bold=True, before=2, after=2, align="end"),
    Look("GMP Table note", 8.5, before=2, after=2, tab=4, keeps_lines=True),
    Look("GMP Figure note", 8.5, before=2, after=2, keeps_lines=True),
    Look("GMP After table", 4, after=2),
    Look("GMP Decision title", 14, bold=True, before=14, outline=0, keeps_next=True),
    Look("GMP Decision opening", left=10),
    Look("GMP Decision preamble", left=10),
    Look("GMP Decision operative", left=10, tab=20, list_id=DECISIONS),
    Look("GMP Decision item", left=30, hanging=10, list_id=DECISIONS, level=1),
    Look("GMP Not set", italic=True, color=RED),
    Look("footnote text", 8.5, after=2),
    Look("header", 9, bold=True, color=RED, after=0, align="center"),
    Look("footer", 8, color=GREY, after=0, tab=0, align="center"),
)
PUBLICATION = (
    Look("GMP Cover line", 11, after=4, keeps_next=True),
    Look("GMP Cover state", 11, bold=True, color=BLUE, after=4),
    Look("GMP Fact", after=4, left=48, hanging=48, tab=48, keeps_lines=True),
    Look("GMP Bullet", left=7, hanging=7, after=3, list_id=BULLETS),
    Look("toc 1", after=3, tab=160),
)
LETTER = (
    Look("GMP Sender", 9.5, after=0),
    Look("GMP Sender name", 9.5, bold=True, after=0),
    Look("GMP Programme", 11, bold=True, color=BLUE, after=0, align="end"),
    Look("GMP Particulars", before=20, after=20, border="top"),
    Look("GMP Addressee", after=0),
    Look("GMP Subject", 12, bold=True, color=BLUE, before=20, after=12, outline=0),
    Look("GMP Letter text", 10.5, after=9),
    Look("GMP Signature", after=0, keeps_next=True, keeps_lines=True),
    Look("GMP Signature name", bold=True, before=0, after=0, keeps_next=True),
    Look("GMP Space to sign", before=12, after=0, keeps_next=True),
    Look("GMP Line to sign", 10.5, before=20, after=0, border="bottom", keeps_next=True),
    Look("GMP Below line", 8.5, color=GREY, before=1, after=0, keeps_next=True),
    Look("GMP Summary title", 10.5, bold=True, color=BLUE, before=24, keeps_next=True),
    Look("GMP Summary label", 9.5, bold=True, before=3, after=3, keeps_next=True),
    Look("GMP Summary value", 9.5, before=3, after=3, keeps_next=True),
    Look(
        "GMP Verification",
        8,
        before=14,
        after=4,
        border="box",
        keeps_next=True,
        keeps_lines=True,
    ),
)
FORM = (
    Look("GMP Form title", 16, bold=True, color=BLUE, after=8, outline=0),
    Look("GMP Form intro", 10, after=5),
    Look(
        "GMP Form section",
        12,
        bold=True,
        color=BLUE,
        before=16,
        after=5,
        outline=1,
        keeps_next=True,
    ),
    Look("GMP Question", 10, bold=True, before=3, after=2),
    Look("GMP Hint", 9, color=GREY, after=3),
    Look("GMP Answer", 10, before=3, after=3),
    Look("GMP Choice", 10, before=2, after=2, left=6, hanging=6),
)
LOOKS = {look.name: look for look in (*DOCUMENT, *PUBLICATION, *LETTER, *FORM)}
