"""The text of paragraphs as runs again: notes at their calls, opening verbs in italics."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gmp_portal.exchange.word.shapes import Paragraph, Piece, View, WordFile
from gmp_portal.typesetting.content import Emphasis, Note, Run, Text

MARK, ADDED, CELL_MARK, VERB = "gmp mark", "gmp added", "gmp cell mark", "gmp verb"


@dataclass(frozen=True)
class TextReader:
    """Reads texts of one view of a file."""

    file: WordFile
    view: View

    def text(self, pieces: Iterable[Piece], notes: Mapping[str, str] | None = None) -> Text:
        """Return the runs; letters of a table become the notes that they call."""
        made: list[Run] = []
        for piece in pieces:
            run = self._run(piece, notes or {})
            if isinstance(run, str) and made and isinstance(made[-1], str):
                made[-1] += run
            elif run != "":
                made.append(run)
        return tuple(run for run in made if run != "")

    def _run(self, piece: Piece, notes: Mapping[str, str]) -> Run:
        if piece.note:
            return Note(self.note(piece.note))
        if piece.style == ADDED:
            return ""
        if piece.style == CELL_MARK and piece.text in notes:
            return Note(notes[piece.text])
        return Emphasis(piece.text) if piece.style == VERB and piece.text else piece.text

    def note(self, name: str) -> str:
        """Return the words of a note, without the blank behind its mark."""
        paragraphs = self.file.notes.get(name, ())
        return "\n".join(part.text(self.view) for part in paragraphs).lstrip(" \t")

    def joined(self, paragraphs: Sequence[Paragraph], notes: Mapping[str, str]) -> Text:
        """Return the paragraphs of a cell as one text."""
        pieces: list[Piece] = []
        for paragraph in paragraphs:
            pieces += [Piece("\n")] * bool(pieces) + list(paragraph.pieces)
        return self.text(pieces, notes)


def marked(paragraph: Paragraph) -> tuple[str, tuple[Piece, ...]]:
    """Return the printed mark of a paragraph, and the pieces behind it."""
    count = 0
    while count < len(paragraph.pieces) and paragraph.pieces[count].style == MARK:
        count += 1
    mark = "".join(piece.text for piece in paragraph.pieces[:count])
    return mark, paragraph.pieces[count:]


def without_gap(pieces: Sequence[Piece], gap: str) -> tuple[Piece, ...]:
    """Return the pieces without the gap behind a mark."""
    if not pieces:
        return ()
    first = pieces[0]
    text = first.text.removeprefix(gap)
    rest = Piece(text, first.style, first.is_bold, note=first.note)
    return (rest, *pieces[1:]) if text or first.note else tuple(pieces[1:])
