"""The body of a Word file: runs become pieces, revisions are kept apart, nothing is skipped."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gmp_portal.exchange.word.elements import Element
from gmp_portal.exchange.word.opening import UnreadableFileError
from gmp_portal.exchange.word.paragraph_looks import Stylist
from gmp_portal.exchange.word.shapes import (
    Cell,
    Paragraph,
    Part,
    Piece,
    Revision,
    Row,
    Table,
)
from gmp_portal.exchange.word.values import child, is_on, local, value

# More tables within tables than this no reader would find their way in.
DEEPEST = 40
MOST_COLUMNS = 60
CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "",
}
# Wingdings, as programs write ticks and boxes of their own.
SYMBOLS = {
    **dict.fromkeys(("F0FE", "F078", "F054"), "☒"),
    **dict.fromkeys(("F0FC", "F050"), "✓"),
    **dict.fromkeys(("F0A8", "F06F", "F0A3", "F071"), "☐"),
    "F0FB": "✗",
    "F0B7": "•",
}
LEFT_OUT = {"pPr", "rPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "tblPr", "tcPr"}
NO_WORDS = {"drawing", "pict", "object", "oMath", "altChunk", "subDoc", "ink"}
INSERTED, DELETED = {"ins", "moveTo"}, {"del", "moveFrom"}


@dataclass
class Body:
    """Reads the parts of one file, and keeps what stands beside its text."""

    styles: Mapping[str, str] = field(default_factory=dict)
    stylist: Stylist = field(default_factory=Stylist)
    links: Mapping[str, str] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    unread: dict[str, None] = field(default_factory=dict)
    commented: dict[str, str] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    depth: int = 0

    def content(self, parent: Element) -> tuple[Part, ...]:
        """Return the paragraphs and tables of an element, whatever they are wrapped in."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableFileError("broken")
        parts = list(self._parts(parent))
        self.depth -= 1
        if self.pending and parts and isinstance(parts[-1], Paragraph):
            # Behind the last paragraph: it does not belong to the next cell.
            bookmarks = (*parts[-1].bookmarks, *self.pending)
            parts[-1], self.pending = replace(parts[-1], bookmarks=bookmarks), []
        return tuple(parts)

    def _parts(self, parent: Element) -> Iterator[Part]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield self.paragraph(element)
            elif name == "tbl":
                yield self.table(element)
            elif name == "bookmarkStart":
                # Between paragraphs: it belongs to the next of them.
                self.pending.append(value(element, "name"))
            elif name in NO_WORDS:
                self.unread[name] = None
            elif name not in LEFT_OUT and name != "sectPr":
                yield from self._parts(element)

    def table(self, element: Element) -> Table:
        """Return a table; rows may be wrapped in content controls."""
        rows = (row for row in element.iter("{*}tr") if _nearest(row, "tbl") is element)
        return Table(tuple(self._row(row) for row in rows))

    def _row(self, element: Element) -> Row:
        laid_out = child(element, "trPr")
        cells = (cell for cell in element.iter("{*}tc") if _nearest(cell, "tr") is element)
        return Row(
            tuple(self._cell(cell) for cell in cells),
            is_inserted=child(laid_out, "ins") is not None,
            is_deleted=child(laid_out, "del") is not None,
        )

    def _cell(self, element: Element) -> Cell:
        laid_out = child(element, "tcPr")
        span = value(child(laid_out, "gridSpan"))
        merged = child(laid_out, "vMerge")
        return Cell(
            self.content(element),
            span=min(max(int(span), 1), MOST_COLUMNS) if span.isdecimal() else 1,
            is_continued=merged is not None and value(merged) != "restart",
        )

    def paragraph(self, element: Element) -> Paragraph:
        """Return a paragraph with all that its text is made of."""
        laid_out = child(element, "pPr")
        mark = child(laid_out, "rPr")
        bookmarks, self.pending = self.pending, []
        bookmarks += [value(start, "name") for start in element.iter("{*}bookmarkStart")]
        pieces = tuple(_merged(self._pieces(element, Piece(""))))
        made = Paragraph(
            pieces,
            style=self.styles.get(value(child(laid_out, "pStyle")), ""),
            bookmarks=tuple(bookmarks),
            is_listed=child(laid_out, "numPr") is not None,
            ends_section=child(laid_out, "sectPr") is not None,
            is_mark_inserted=_has_any(mark, INSERTED),
            is_mark_deleted=_has_any(mark, DELETED),
            looks=self.stylist.looks(laid_out),
        )
        for reference in element.iter("{*}commentReference"):
            self.commented[value(reference, "id")] = made.after
        if child(laid_out, "pPrChange") is not None:
            self._revise("format", child(laid_out, "pPrChange"), made.after)
        return made

    def _pieces(self, parent: Element, like: Piece) -> Iterator[Piece]:
        for element in parent:
            name = local(element)
            if name in INSERTED | DELETED:
                yield from self._revised(element, name, like)
            elif name == "r":
                yield from self._run(element, like)
            elif name == "AlternateContent":
                yield from self._pieces(_first_choice(element), like)
            elif name in NO_WORDS:
                self._leave(element, name)
            elif name not in LEFT_OUT and not _is_placeholder(element):
                yield from self._pieces(element, self._leading(element, name, like))

    def _leading(self, element: Element, name: str, like: Piece) -> Piece:
        """Give the words of a link the address to which they lead."""
        address = self.links.get(value(element, "id"), "") if name == "hyperlink" else ""
        return replace(like, link=address) if address else like

    def _revised(self, element: Element, name: str, like: Piece) -> Iterator[Piece]:
        is_in = name in INSERTED
        marked = replace(
            like,
            is_inserted=like.is_inserted or is_in,
            is_deleted=like.is_deleted or not is_in,
        )
        pieces = list(self._pieces(element, marked))
        text = "".join(piece.text for piece in pieces)
        self._revise("inserted" if is_in else "deleted", element, text)
        yield from pieces

    def _revise(self, kind: str, element: Element | None, text: str) -> None:
        author, day = value(element, "author"), value(element, "date")[:10]
        self.revisions.append(Revision(kind, author, day, text))

    def _run(self, run: Element, like: Piece) -> Iterator[Piece]:
        looks = child(run, "rPr")
        style = self.styles.get(value(child(looks, "rStyle")), "")
        is_bold = is_on(looks, "b") or is_on(looks, "bCs")
        size = value(child(looks, "sz"))
        half_points = int(size) if size.isdecimal() and len(size) < 4 else 0
        made = replace(like, style=style, is_bold=is_bold, size=half_points)
        if child(looks, "rPrChange") is not None:
            self._revise("format", child(looks, "rPrChange"), "")
        yield from self._written(run, made)

    def _written(self, run: Element, made: Piece) -> Iterator[Piece]:
        for element in run:
            name = local(element)
            if name in ("t", "delText"):
                yield replace(made, text=element.text or "")
            elif name in CHARACTERS:
                yield replace(made, text=CHARACTERS[name])
            elif name == "sym":
                code = value(element, "char").upper()
                yield replace(made, text=SYMBOLS.get(code, "\ufffd"))
            elif name in ("footnoteReference", "endnoteReference"):
                yield replace(made, note=f"{name[:-9]}:{value(element, 'id')}")
            elif name == "AlternateContent":
                yield from self._written(_first_choice(element), made)
            elif name in NO_WORDS:
                self._leave(element, name)

    def _leave(self, element: Element, name: str) -> None:
        """Keep the words of a floating box, and tell what else cannot be read."""
        boxes = list(element.iter("{*}txbxContent"))
        if not boxes:
            self.unread[name] = None
        for box in boxes:
            lines = (line for line in box.iter("{*}p"))
            texts = ("".join(words.itertext("{*}t")) for words in lines)
            self.boxes += [text for text in texts if text.strip()]


def _first_choice(element: Element) -> Element:
    """Return the newest of several forms of the same thing."""
    choice = child(element, "Choice")
    return choice if choice is not None else element


def _is_placeholder(element: Element) -> bool:
    """Tell whether a content control shows only the words that ask to be replaced."""
    return local(element) == "sdt" and is_on(child(element, "sdtPr"), "showingPlcHdr")


def _nearest(element: Element, name: str) -> Element | None:
    return next(element.iterancestors(f"{{*}}{name}"), None)


def _has_any(mark: Element | None, names: set[str]) -> bool:
    return any(child(mark, name) is not None for name in names)


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join pieces that look alike: programs part words wherever they like."""
    last: Piece | None = None
    for piece in pieces:
        if last and not last.note and not piece.note and _like(last) == _like(piece):
            last = replace(last, text=last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _like(piece: Piece) -> Piece:
    return replace(piece, text="")
