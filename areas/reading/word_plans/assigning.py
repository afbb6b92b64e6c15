"""Each line of a file gets its place: its section, its list and entry, or none with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from areas.annex2 import BY_KEY
from areas.reading.word_plans import finding, front, marks, numbering, own, pieces, wordings
from areas.reading.word_plans.pieces import Piece
from areas.reading.word_plans.tables import kind_of_table
from gmp_portal.exchange.word.file_lines import (
    BOX,
    COMMENT,
    DELETED,
    MARGIN,
    NOTE,
    PARAGRAPH,
    TABLE,
    UNREAD,
    Line,
    WordLines,
)

# Longer than this a line before the first section is more than a title.
LONG = 90
BESIDE = (NOTE, COMMENT, BOX, MARGIN, DELETED, UNREAD)


@dataclass(frozen=True)
class Understanding:
    """All pieces of a file in its order, and what is to be known of the whole."""

    pieces: tuple[Piece, ...]
    language: str = ""
    missing: tuple[str, ...] = ()
    is_out_of_order: bool = False

    @property
    def unsure(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if not piece.is_sure)


def understand(read: WordLines, settled: Mapping[str, str]) -> Understanding:
    """Give every line its place; what somebody settled holds, whatever the line looks like."""
    body = [line for line in read.lines if line.kind in (PARAGRAPH, TABLE)]
    heads = finding.find(body, settled)
    made = list(_body(body, heads, settled))
    beside = [line for line in read.lines if line.kind in BESIDE]
    first = len(body) + 1
    made += [_beside(str(first + place), line, made) for place, line in enumerate(beside)]
    order = [finding.ORDER.index(heading.section) for heading in heads.values()]
    return Understanding(
        tuple(_settled(piece, settled) for piece in made),
        language=_language(heads),
        missing=tuple(key for key in BY_KEY if finding.ORDER.index(key) not in order),
        is_out_of_order=order != sorted(order),
    )


def _language(heads: finding.Heads) -> str:
    """The language in which most headings are written."""
    said = [heading.language for heading in heads.values() if heading.language]
    return max(set(said), key=said.count) if said else ""


def _settled(piece: Piece, settled: Mapping[str, str]) -> Piece:
    if piece.id not in settled:
        return piece
    return replace(piece, to=settled[piece.id], why="", is_sure=True, is_settled=True)


def _body(
    body: Sequence[Line], heads: finding.Heads, settled: Mapping[str, str]
) -> Iterator[Piece]:
    """The headings, and below each what stands in its section."""
    starts = list(heads)
    is_own = own.made(body)
    usual = finding.usual_size(body)
    ends = [*starts[1:], len(body)]
    yield from front.pieces_of(body[: starts[0] if starts else len(body)])
    for start, end in zip(starts, ends, strict=True):
        heading, number = heads[start], str(start + 1)
        section = heading.section
        yield Piece(
            number,
            body[start],
            f"{pieces.HEADING}:{section}",
            section,
            heading.why,
            is_sure=not heading.why,
            named=heading.named,
        )
        below = [(str(place + 1), body[place]) for place in range(start + 1, end)]
        if heading.rest:
            rest = Line(PARAGRAPH, heading.rest)
            below.insert(0, (pieces.rest_of(number), rest))
        for piece in _Section(section, settled, is_own=is_own).pieces(below):
            place = int(piece.id.rstrip("+")) - 1
            is_own_line = piece.id.isdecimal() and piece.place != pieces.LIST
            is_lost = is_own_line and finding.is_unknown(body, place, heads, usual)
            doubt = replace(piece, why="unknown_heading", is_sure=False)
            yield doubt if is_lost else piece


@dataclass
class _Section:
    """Gives the lines of one section their places."""

    section: str
    settled: Mapping[str, str]
    is_own: bool
    """Whether the portal made the file."""
    kind: str = ""
    """The list whose entries are being read."""
    begun: bool = False
    has_table: bool = False
    labelled: str = ""
    """The list to which the entry above said that it belongs, in a section with a text."""

    def pieces(self, below: Sequence[tuple[str, Line]]) -> Iterator[Piece]:
        """The lines of the section, each with its place."""
        if BY_KEY[self.section].is_generated:
            for number, line in below:
                yield Piece(number, line, section=self.section, why="from_register")
            return
        for kind, lines in self._stretches(below):
            self.kind, self.begun = kind, False
            self.has_table = any(line.kind == TABLE for _number, line in lines)
            by = marks.chosen([line for _number, line in lines], kind) if kind else ""
            for number, line in lines:
                yield self._piece(number, line, by)

    def _stretches(
        self, below: Sequence[tuple[str, Line]]
    ) -> Iterator[tuple[str, list[tuple[str, Line]]]]:
        """The lines up to the name of the next list, with the list that they belong to."""
        annex = BY_KEY[self.section]
        kind = "" if annex.has_text else annex.rows[0]
        stretch: list[tuple[str, Line]] = []
        for number, line in below:
            named = self._named_list(number, line)
            ends = named or (annex.has_text and kind and self._is_subheading(line))
            if ends:
                yield kind, stretch
                kind, stretch = named, []
            stretch.append((number, line))
        yield kind, stretch

    def _named_list(self, number: str, line: Line) -> str:
        settled = self.settled.get(number, "")
        if settled:
            return settled.partition(":")[2] if settled.startswith(pieces.LIST) else ""
        kinds = finding.NAMED_LISTS.get(self.section, ())
        if line.kind != PARAGRAPH or not kinds:
            return ""
        title = numbering.parted(numbering.flat(line.text)).title
        return wordings.named_list(title, kinds)

    @staticmethod
    def _is_subheading(line: Line) -> bool:
        is_short = len(line.text) <= wordings.LONGEST_TITLE and not line.listed
        return bool(is_short and (line.outline > 1 or line.is_bold))

    def _piece(self, number: str, line: Line, by: str) -> Piece:
        settled = self.settled.get(number, "")
        if settled:
            self.begun = self.begun or settled.startswith(pieces.ROW)
            return Piece(number, line, settled, self.section)
        if self.is_own and own.says(line, self.section):
            return Piece(number, line, section=self.section, why=own.WHY)
        if line.kind == TABLE:
            return self._table(number, line)
        named = self._named_list(number, line)
        if named:
            return Piece(number, line, f"{pieces.LIST}:{named}", self.section)
        if self.kind:
            return self._entry(number, line, by)
        kind = self._labelled(line)
        if kind:
            self.labelled = kind
            return Piece(number, line, f"{pieces.ROW}:{kind}", self.section)
        if self.labelled and (line.depth or marks.is_field(line, self.labelled)):
            return Piece(number, line, pieces.MORE, self.section)
        self.labelled = ""
        return Piece(number, line, f"{pieces.TEXT}:{self.section}", self.section)

    def _labelled(self, line: Line) -> str:
        """The list to which a line belongs that says so itself: “Indicator 1: …”."""
        rows = BY_KEY[self.section].rows
        kinds = (kind for kind in rows if marks.mark(line, kind).kind == marks.LABELLED)
        return next(kinds, "")

    def _entry(self, number: str, line: Line, by: str) -> Piece:
        has_text = BY_KEY[self.section].has_text
        mark = marks.mark(line, self.kind)
        to = f"{pieces.ROW}:{self.kind}"
        if by and mark.kind == by:
            self.begun = True
            return Piece(number, line, to, self.section)
        if not by and not self.has_table and not marks.is_field(line, self.kind):
            if has_text and not self.begun:
                # Sentences below the name of a list, which is none.
                return Piece(
                    number,
                    line,
                    f"{pieces.TEXT}:{self.section}",
                    self.section,
                    "no_list",
                    is_sure=False,
                )
            self.begun = True
            return Piece(number, line, to, self.section, "plain_row", is_sure=False)
        if self.begun:
            is_sure = bool(line.depth or mark.kind or marks.is_field(line, self.kind))
            is_sure = is_sure or by not in (marks.BULLETED, marks.NONE)
            why = "" if is_sure else "goes_on"
            return Piece(number, line, pieces.MORE, self.section, why, is_sure=is_sure)
        if has_text:
            return Piece(number, line, f"{pieces.TEXT}:{self.section}", self.section)
        return Piece(number, line, section=self.section, why="no_text_here", is_sure=False)

    def _table(self, number: str, line: Line) -> Piece:
        annex = BY_KEY[self.section]
        kind, is_sure = kind_of_table(line, annex.rows, self.kind)
        if kind:
            why = "" if is_sure else "which_list"
            to = f"{pieces.ROWS}:{kind}"
        else:
            why, to = "table_as_text", f"{pieces.TEXT}:{self.section}"
        return Piece(number, line, to, self.section, why, is_sure=not why)


def _beside(number: str, line: Line, made: Sequence[Piece]) -> Piece:
    """What stands beside the text: notes go where they are called."""
    if line.kind == NOTE:
        mark = f"[{line.about}]"
        called = next((piece for piece in made if _calls(piece, mark)), None)
        if called is not None and called.place == pieces.TEXT:
            return Piece(number, line, called.to, called.section)
        section = called.section if called else ""
        return Piece(number, line, section=section, why="note_of_row", is_sure=False)
    if line.kind == BOX:
        return Piece(number, line, why="in_box", is_sure=False)
    return Piece(number, line, why=line.kind)


def _calls(piece: Piece, mark: str) -> bool:
    cells = (cell for row in piece.line.rows for cell in row)
    return mark in piece.text or any(mark in cell for cell in cells)
