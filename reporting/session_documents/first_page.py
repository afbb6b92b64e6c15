"""What the first page of the document says, from its pieces and from what somebody typed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gmp_portal.typesetting.content import Note, Run, Text, plain, words
from gmp_portal.typesetting.content import notes as notes_in
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument
from reporting.session_documents import labels, masthead, notes
from reporting.session_documents.front import SESSION, STARS
from reporting.session_documents.lines import Line, squeezed, unescaped
from reporting.session_documents.pieces import FRONT, Piece, Pieces

LETTERS = ((re.compile(r"^UNEP/MC\b"), "MC"), (re.compile(r"^UNEP/EA\b"), "EA"))
STARRED = ("body", "session", "place_and_dates", "agenda_item", "agenda_title")
VALUES: dict[str, Callable[[str], str]] = {
    "symbol": masthead.symbol_of,
    "distribution": masthead.distribution_of,
    "issued_on": masthead.day_of,
    "original_language": masthead.original_of,
    "job_number": masthead.job_number_of,
}
"""Lines that hold no free words: what they say, or nothing if they do not say it."""
DOUBTS = {"issued_on": "day_unknown", "original_language": "language_unknown"}


def of(
    pieces: Pieces, lines: Sequence[Line], *, language: str, typed: Mapping[str, str]
) -> SessionDocument:
    """Return a document without blocks; what is neither read nor typed stays empty."""
    said = {**read(pieces, lines), **typed}
    starred = _stars(pieces, lines)
    meeting = MeetingBlock(**{name: _starred(said[name], starred) for name in STARRED})
    return SessionDocument(
        language=language,
        title=unescaped(said["title"]),
        subtitle=unescaped(said["subtitle"]),
        symbol=said["symbol"],
        body_code=said["body_code"],
        distribution=said["distribution"],
        issued_on=date.fromisoformat(said["issued_on"]) if said["issued_on"] else None,
        original_language=said["original_language"],
        job_number=said["job_number"],
        meeting=meeting,
    )


def read(pieces: Pieces, lines: Sequence[Line]) -> dict[str, str]:
    """Return every line of the first page as the text says it; nothing is invented."""
    said = {kind: " ".join(printed(kind, pieces, lines)) for kind in FRONT}
    if not said["session"] and (match := SESSION.search(said["body"])):
        said["body"], said["session"] = said["body"][: match.start()].strip(), match[1]
    for kind, value_of in VALUES.items():
        held = "masthead" if kind == "job_number" else kind
        values = (value_of(unescaped(text)) for text in printed(held, pieces, lines))
        said[kind] = next((value for value in values if value), "")
    said["body_code"] = letters_of(said["symbol"])
    del said["masthead"]
    return said


def printed(kind: str, pieces: Pieces, lines: Sequence[Line]) -> list[str]:
    """Return the words of the pieces of a kind, as they stand in the text."""
    return [labels.text_of(piece, lines) for piece in pieces if piece.kind == kind]


def checked(pieces: Pieces, lines: Sequence[Line], *, language: str) -> Pieces:
    """Return the pieces with a doubt at each one whose words the first page would not hold."""
    document = of(pieces, lines, language=language, typed={})
    missing = set(lost(document, pieces, lines))
    return tuple(
        replace(piece, doubt=piece.doubt or DOUBTS.get(piece.kind, "front_lost"))
        if missing & set(piece.lines)
        else piece
        for piece in pieces
    )


def lost(
    document: SessionDocument, pieces: Pieces, lines: Sequence[Line]
) -> tuple[int, ...]:
    """Return the lines kept for the first page that the document does not say."""
    page = _Page(document)
    missing = [
        number
        for piece in pieces
        if piece.kind in FRONT
        for number in piece.lines
        if not page.says(piece, lines[number - 1].words)
    ]
    meeting = document.meeting
    called = {note.text for name in STARRED for note in notes_in(getattr(meeting, name))}
    stars = _stars(pieces, lines).values()
    return (*missing, *(number for number, text in stars if text not in called))


class _Page:
    """What a document says on its first page, to compare it with lines of the text."""

    def __init__(self, document: SessionDocument) -> None:
        meeting = document.meeting
        day = document.issued_on
        texts = {name: plain(getattr(meeting, name)) for name in STARRED}
        texts |= {"title": document.title, "subtitle": document.subtitle}
        # A session may stand in the line of its body, a masthead repeats the body.
        texts["body"] = texts["session"] = texts["body"] + texts["session"]
        self.texts = {kind: squeezed(text) for kind, text in texts.items()}
        self.values = {
            "symbol": document.symbol,
            "distribution": document.distribution,
            "issued_on": day.isoformat() if day else "",
            "original_language": document.original_language,
            "job_number": document.job_number,
        }

    def says(self, piece: Piece, words: str) -> bool:
        if piece.kind == "masthead":
            is_name = words.strip().casefold() in masthead.NAMES
            is_body = squeezed(words) in self.texts["body"]
            return is_name or is_body or self._holds("job_number", words)
        if piece.kind in VALUES:
            return self._holds(piece.kind, words)
        return squeezed(words) in self.texts[piece.kind]

    def _holds(self, kind: str, words: str) -> bool:
        value = VALUES[kind](words)
        return bool(value) and value == self.values[kind]


def letters_of(symbol: str) -> str:
    """Return the letters of the masthead; a symbol that does not name its organ has none."""
    for pattern, code in LETTERS:
        if pattern.search(symbol):
            return code
    return "EP" if symbol.startswith("UNEP") else ""


def star_notes(pieces: Pieces, lines: Sequence[Line]) -> frozenset[int]:
    """Return the first lines of the notes that the first page calls."""
    return frozenset(number for number, _words in _stars(pieces, lines).values())


def _stars(pieces: Pieces, lines: Sequence[Line]) -> dict[str, tuple[int, str]]:
    called = {
        mark
        for piece in pieces
        if piece.kind in STARRED
        for number in piece.lines
        for mark in STARS.findall(lines[number - 1].words)
    }
    starred: dict[str, tuple[int, str]] = {}
    for piece in pieces:
        mark = notes.mark_in(lines[piece.lines[0] - 1]) if piece.kind == "note" else ""
        if mark in called and mark not in starred:
            starred[mark] = (piece.lines[0], notes.words_of(piece, lines))
    return starred


def _starred(text: str, starred: Mapping[str, tuple[int, str]]) -> Text:
    pieces = STARS.split(unescaped(text))
    runs: list[Run] = [
        Note(starred[piece][1]) if index % 2 and piece in starred else piece
        for index, piece in enumerate(pieces)
    ]
    return words(*runs)
