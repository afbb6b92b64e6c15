"""A table in CSV: its encoding is found out, or asked for, and never guessed in silence."""

import csv
import io
import re

from gmp_portal.exchange.tables.grids import Cell, Grid, Holds
from gmp_portal.exchange.tables.opening import LONGEST_CELL
from gmp_portal.exchange.tables.rows import Note
from gmp_portal.exchange.word.opening import UnreadableFileError

MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "windows-1252")
SEPARATORS = (",", ";", "\t")
LOOKED_AT = 64 * 1024
BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
# Of what is not ASCII, so much stands in pairs of bytes where it is Chinese.
IN_PAIRS = 0.8
# Every second byte of Latin text in UTF-16 is nothing.
NOTHINGS = 0.2
# How programs, pictures and other documents begin.
NO_TEXTS = (b"%PDF", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def grid(data: bytes, encoding: str = "") -> tuple[Grid, list[Note]]:
    """Return the cells, and which encoding was understood; one that is given is kept to."""
    if data.startswith(NO_TEXTS):
        raise UnreadableFileError("not_table")
    text, notes = decoded(data, encoding)
    if CONTROLS.search(text):
        raise UnreadableFileError("not_table")
    csv.field_size_limit(LONGEST_CELL)
    made = Grid("")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        for number, line in enumerate(lines, start=1):
            for column, value in enumerate(line, start=1):
                if value.strip():
                    holds = Holds.FORMULA if value.startswith("=") else Holds.TEXT
                    made.put(number, column, Cell(holds, value))
    except csv.Error:
        raise UnreadableFileError("broken") from None
    return made, notes


def decoded(data: bytes, encoding: str = "") -> tuple[str, list[Note]]:
    """Return the text; where it is a guess, that is said."""
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    name = encoding or MARKS.get(mark, "") or _encoding_of(data)
    try:
        text = data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnreadableFileError("encoding") from None
    is_guess = name == "windows-1252" and not encoding
    return text, [Note("encoding_guessed" if is_guess else "encoding", name)]


def _encoding_of(data: bytes) -> str:
    """Which encoding it is: without a mark, the strictest that fits."""
    begin = data[:LOOKED_AT]
    pairs = max(1, len(begin) // 2)
    if begin[1::2].count(0) > NOTHINGS * pairs:
        return "utf-16-le"
    if begin[::2].count(0) > NOTHINGS * pairs:
        return "utf-16-be"
    if _fits(data, "utf-8"):
        return "utf-8"
    runs = BEYOND_ASCII.findall(data)
    paired = sum(len(run) for run in runs if len(run) > 1)
    if paired >= IN_PAIRS * sum(map(len, runs)) and _fits(data, "gb18030"):
        return "gb18030"
    return "windows-1252"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def separator_of(text: str) -> str:
    """The sign that parts the first line most often, outside quotation marks."""
    first = re.sub(r'"[^"]*"', "", text[:LOOKED_AT].lstrip("\r\n")).partition("\n")[0]
    return max(SEPARATORS, key=first.count)
