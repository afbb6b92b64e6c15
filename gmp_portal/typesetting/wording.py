"""The text of a finished PDF is the text of its source, or it is no file of ours.

The source is what was sent to the layout engine. Blanks count, only the ends of lines are free;
a line of Arabic also has to be printed in the order in which it is read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate, pairwise

from gmp_portal.typesetting import bidi
from gmp_portal.typesetting.errors import TextDiffersError
from gmp_portal.typesetting.extraction import File, Piece

BLOCKS = frozenset(
    [
        "address",
        "body",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "html",
        "li",
        "ol",
        "p",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
UNSEEN = frozenset(("head", "title", "style", "script"))
# Around what is read from the left inside Arabic: nothing is printed for them.
OPENS, CLOSES = "\u2066", "\u2069"
VOID = frozenset(("meta", "br", "img", "link", "hr", "wbr"))
# Notes are compared apart; the words in place of a picture are no words of the text.
APART = frozenset(("Note", "Figure"))
# Where the engine prints the number of a page that only it can know.
PAGE_NUMBER = "\ue000"
PRINTED_PAGE_NUMBER = re.compile(r"\.*(\d*)")
SHOWN = 40


@dataclass
class Source:
    """The text of a sheet as it is to be read, and its notes apart."""

    body: str = ""
    notes: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads the text out of a sheet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.streams: list[list[str]] = [[]]
        self.notes: list[list[str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        styles = (given.get("class") or "").split()
        if tag in VOID:
            return
        kind = "note" if "note" in styles else "unseen" if tag in UNSEEN else ""
        if tag in BLOCKS:
            self.streams[-1].append("\n")
        if kind == "note":
            mark = given.get("data-mark") or ""
            self.streams[-1].append(mark)
            self.notes.append([mark, " "])
            self.streams.append(self.notes[-1])
        if "page-number" in styles:
            self.streams[-1].append(PAGE_NUMBER)
        if tag == "bdi" or given.get("dir") == "ltr":
            kind = kind or "isolate"
            self.streams[-1].append(OPENS)
        self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            opened, kind = self.open.pop()
            if kind == "note":
                self.streams.pop()
            if kind == "isolate":
                self.streams[-1].append(CLOSES)
            if opened in BLOCKS:
                self.streams[-1].append("\n")
            if opened == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(kind == "unseen" for _tag, kind in self.open):
            self.streams[-1].append(data)


def source_of(html: str) -> Source:
    """Return the text of a sheet in the order of reading."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Source("".join(reader.streams[0]), ["".join(note) for note in reader.notes])


def compare(file: File, html: str, *, from_the_right: bool) -> None:
    """Refuse a file whose text is not the text of its source, naming where they part."""
    source = source_of(html)
    pieces = file.pieces()
    body = [piece for piece in pieces if not APART.intersection(piece.tags)]
    notes = [piece for piece in pieces if "Note" in piece.tags]
    for text, printed in (
        (source.body, list(_once(body))),
        ("\n".join(source.notes), notes),
    ):
        matched = list(_matched(text, printed))
        _check_order(matched, from_the_right)


def _once(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces without the heads that a table repeats on each of its pages."""
    head: list[str] = []
    current: list[Piece] = []
    is_continued = False
    for piece in [*pieces, Piece(tags=())]:
        if "THead" in piece.tags:
            current.append(piece)
            continue
        if current:
            words = [each.text for each in current]
            if not (is_continued and words == head):
                yield from current
            head, current = words, []
        is_continued = "Table" in piece.tags
        if piece.tags:
            yield piece


def _matched(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[str, Piece]]:
    """Yield each piece with its part of the source; both end together."""
    at = 0
    isolates = list(accumulate(text, _isolate, initial=0))
    queue = list(pieces)
    for number in range(len(queue)):
        if queue[number].row is not None:
            _join(queue, number, text, at)
        piece = queue[number]
        rest = len(bidi.visible(piece.text))
        start = at = _over_blanks(text, at)
        piece.isolate = isolates[at]
        if text[at : at + 1] == PAGE_NUMBER:
            printed = PRINTED_PAGE_NUMBER.fullmatch(bidi.visible(piece.text))
            if printed is None:
                raise _difference(text, at, piece.text)
            at += 1 if printed[1] else 0
            continue
        while rest and at < len(text):
            rest -= len(bidi.visible(text[at]))
            at += 1
        if not _says(text[start:at], piece):
            raise _difference(text, start, piece.text)
        yield text[start:at], piece
    if text[at:].strip(f" \n{OPENS}{CLOSES}{PAGE_NUMBER}"):
        raise _difference(text, _over_blanks(text, at), "")


def _join(queue: list[Piece], start: int, text: str, at: int) -> None:
    """Put the cells of a row in order that goes on over pages: each page has a part of them."""
    if start and queue[start - 1].row == queue[start].row:
        return
    for end in reversed(_ends(queue, start)):
        joined = sorted(queue[start:end], key=lambda piece: piece.cell)
        if _follow(joined, text, at):
            for piece in joined:
                piece.row = queue[start].row
            queue[start:end] = joined
            return


def _ends(queue: Sequence[Piece], start: int) -> list[int]:
    """Tell where the first rows of the following pages end, if this row is the last of its own."""
    ends: list[int] = []
    last = queue[start]
    for number in range(start, len(queue)):
        piece = queue[number]
        if piece.row != last.row:
            if last.page > queue[start].page:
                ends.append(number)
            if piece.row is None or piece.page != last.page + 1:
                return ends
        last = piece
    return [*ends, len(queue)] if last.page > queue[start].page else ends


def _follow(pieces: Sequence[Piece], text: str, at: int) -> bool:
    """Tell whether these pieces are what the text says from here on."""
    for piece in pieces:
        start, rest = at, len(bidi.visible(piece.text))
        while rest and at < len(text):
            rest -= len(bidi.visible(text[at]))
            at += 1
        if sorted(bidi.visible(text[start:at])) != sorted(bidi.visible(piece.text)):
            return False
    return True


def _isolate(number: int, character: str) -> int:
    """Number what is read from the left with odd numbers, and what stands between with even."""
    return number + (character in (OPENS, CLOSES))


def _over_blanks(text: str, at: int) -> int:
    while at < len(text) and not bidi.visible(text[at]):
        at += 1
    return at


def _says(words: str, piece: Piece) -> bool:
    """Tell whether a piece says these words: the same letters and the same blanks."""
    if piece.said is None and not _is_latin(piece):
        return sorted(bidi.visible(words)) == sorted(bidi.visible(piece.text))
    return _plain(words) == _plain(piece.text)


def _plain(text: str) -> str:
    return " ".join("".join(c for c in text if c.isspace() or bidi.visible(c)).split())


def _check_order(matched: Sequence[tuple[str, Piece]], from_the_right: bool) -> None:
    """Refuse lines that are printed in another order than they are read."""
    for words, piece in matched:
        if not _is_in_order(words, piece, from_the_right):
            raise _difference(words, 0, piece.text)
    if not from_the_right:
        return
    seen = [(words, piece) for words, piece in matched if bidi.visible(piece.text)]
    for (words, first), (_following, second) in pairwise(seen):
        goes_on_right = first.isolate == second.isolate and first.isolate % 2 == 1
        together = (first.page, first.y, first.block) == (
            second.page,
            second.y,
            second.block,
        )
        # Figures beside figures are one number, and read from the left on either side.
        has_letters = bidi.begins_right(first.text + second.text) is not None
        if together and has_letters and (first.x < second.x) is not goes_on_right:
            raise _difference(words, 0, second.text)


def _is_latin(piece: Piece) -> bool:
    """Tell whether a piece has letters, and all of them are read from the left."""
    return bidi.begins_right(piece.text) is False and not bidi.RIGHT.search(piece.text)


def _is_in_order(words: str, piece: Piece, from_the_right: bool) -> bool:
    if piece.said is not None or _is_latin(piece):
        return True
    begins = bidi.begins_right(words)
    bases = {begins or from_the_right} if begins is not None else {True, False}
    printed = bidi.visible(_single(piece.spelt))
    return any(printed == _order(words, base) for base in bases)


def _order(words: str, from_the_right: bool) -> str:
    return bidi.visible(bidi.printed(words.strip(), from_the_right=from_the_right))


def _single(spelt: Sequence[str]) -> Iterator[str]:
    """Yield single characters from left to right; joined Arabic letters are read backwards."""
    for letters in spelt:
        yield from reversed(letters) if bidi.RIGHT.search(letters) else letters


def _difference(source: str, at: int, printed: str) -> TextDiffersError:
    """Name the first passage at which source and print part, with a little of what precedes."""
    wanted = " ".join(source[at : at + len(printed) + SHOWN].split())
    told = " ".join(printed.split())
    pairs = enumerate(zip(wanted, told, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(wanted), len(told)))
    start = max(0, same - SHOWN // 2)
    return TextDiffersError(wanted[start : same + SHOWN], told[start : same + SHOWN])
