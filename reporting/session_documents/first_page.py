"""What the first page of the document says, from its pieces and from what somebody typed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from gmp_portal.typesetting.content import Note, Run, Text, words
from gmp_portal.typesetting.languages import ENGLISH, ENGLISH_NAMES
from gmp_portal.typesetting.session import MeetingBlock, SessionDocument
from reporting.session_documents import labels, notes
from reporting.session_documents.front import DISTRIBUTION, ISSUED, ORIGINAL, SESSION, STARS
from reporting.session_documents.lines import Line, unescaped
from reporting.session_documents.pieces import FRONT, Pieces

LETTERS = ((re.compile(r"^UNEP/MC\b"), "MC"), (re.compile(r"^UNEP/EA\b"), "EA"))
STARRED = ("body", "session", "place_and_dates", "agenda_item", "agenda_title")


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
        distribution=said["distribution"] or "General",
        issued_on=date.fromisoformat(said["issued_on"]) if said["issued_on"] else None,
        original_language=said["original_language"] or "en",
        meeting=meeting,
    )


def read(pieces: Pieces, lines: Sequence[Line]) -> dict[str, str]:
    """Return every line of the first page as the text says it; nothing is invented."""
    said = dict.fromkeys(FRONT, "")
    for kind in FRONT:
        texts = [labels.text_of(piece, lines) for piece in pieces if piece.kind == kind]
        said[kind] = " ".join(texts)
    if not said["session"] and (match := SESSION.search(said["body"])):
        said["body"], said["session"] = said["body"][: match.start()].strip(), match[1]
    said["symbol"] = unescaped(said["symbol"].split(" ")[0])
    said["issued_on"] = _day(said["issued_on"])
    said["distribution"] = _after(DISTRIBUTION, said["distribution"]).capitalize()
    codes = {name: code for code, name in ENGLISH_NAMES.items()}
    original = _after(ORIGINAL, said["original_language"])
    said["original_language"] = codes.get(original, "")
    said["body_code"] = letters_of(said["symbol"])
    del said["masthead"]
    return said


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
        if piece.kind in FRONT
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


def _after(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _day(text: str) -> str:
    months = ENGLISH.months.split()
    match = ISSUED.search(text)
    if not match or match[2] not in months:
        return ""
    try:
        day = date(int(match[3]), months.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return ""
    return day.isoformat()
