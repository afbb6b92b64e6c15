"""The signs inside a line: emphasis, links with words, notes, line breaks.

``**bold**``, ``__italic__``, ``[words](https://…)``, ``^[a note]``; a backslash before a sign makes
it a letter, and a backslash before a blank is a line break. A sign without its other half is text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, NamedTuple
from urllib.parse import quote

from gmp_portal.typesetting.signs.blocks import Note, Run, Runs, Words

BLANKS = " \t\n"
# What no address holds: blanks, brackets, and what would end a link or a cell.
_OUTSIDE = (
    "\u0000- \u007f-\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
    '()<>"\\\\|\\[\\]'
)
_SCHEME = "(?:[Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)"
LONGEST_ADDRESS = 2000
ADDRESS = re.compile(f"{_SCHEME}[^{_OUTSIDE}]+")
_UNSAFE = re.compile(f"[{_OUTSIDE}]")
_TOKEN = re.compile(
    r"\\(?P<letter>[!-/:-@\[-`{-~])"
    r"|(?P<break>\\ )"
    r"|(?P<note>\^\[)"
    r"|(?P<link>\[)"
    rf"|\]\((?P<address>{_SCHEME}[^{_OUTSIDE}]+)\)"
    r"|(?P<close>\])"
    r"|(?P<mark>\*+|_+)"
    r"|[^\\^\[\]*_]+|."
)
MARKS = {"**": "strong", "__": "emphasis"}
_END = {sign: sign for sign in MARKS}
# Backslash and brackets always; marks where they would count, and a hat before a bracket.
_SIGNS = r"[\\\[\]]|\*{2,}|_{2,}|^[*_]|[*_^]\Z"
_ESCAPED = re.compile(_SIGNS)
_ESCAPED_IN_CELL = re.compile(rf"{_SIGNS}|\|")

Kind = Literal["text", "mark", "note"]


class Piece(NamedTuple):
    """Words, a mark that begins or ends emphasis, or a note; links have an address."""

    kind: Kind
    text: str
    address: str = ""
    runs: tuple[Words, ...] = ()


@dataclass
class Frame:
    """What was opened and not closed yet: the line itself, a link or a note."""

    sign: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def as_text(self) -> list[Piece]:
        return [Piece("text", self.sign), *self.pieces]

    @property
    def is_bare(self) -> bool:
        """Whether it holds words, and nothing that could not stand in a link."""
        words = "".join(each.text for each in self.pieces if each.kind == "text")
        is_plain = all(each.kind != "note" and not each.address for each in self.pieces)
        return is_plain and bool(words.strip(BLANKS))


def read(text: str) -> Runs:
    """Read the signs of a line, a cell or a caption."""
    return _runs(_pieces(text))


def _pieces(text: str) -> list[Piece]:
    frames = [Frame("")]
    for token in _TOKEN.finditer(text):
        top, kind = frames[-1], token.lastgroup
        if kind == "letter":
            top.pieces.append(Piece("text", token["letter"]))
        elif kind == "break":
            top.pieces.append(Piece("text", "\n"))
        elif kind in ("note", "link"):
            frames.append(Frame(token[0]))
        elif kind in ("address", "close"):
            _close(frames, token[0], token["address"] or "")
        elif token[0] in MARKS:
            top.pieces.append(Piece("mark", token[0]))
        else:
            top.pieces.append(Piece("text", token[0]))
    while len(frames) > 1:
        unclosed = frames.pop()
        frames[-1].pieces += unclosed.as_text
    return frames[0].pieces


def _close(frames: list[Frame], sign: str, address: str) -> None:
    """End the link or the note that was opened last; what cannot be one is text."""
    if len(frames) == 1:
        frames[0].pieces.append(Piece("text", sign))
        return
    frame = frames.pop()
    pieces = frames[-1].pieces
    if frame.sign == "[":
        if address and len(address) <= LONGEST_ADDRESS and frame.is_bare:
            pieces += [each._replace(address=address) for each in frame.pieces]
        else:
            pieces += [*frame.as_text, Piece("text", sign)]
        return
    runs = _runs(frame.pieces)
    if runs and not any(isinstance(run, Note) for run in runs):
        pieces.append(Piece("note", "", runs=tuple(_words_of(runs))))
    else:
        pieces += [*frame.as_text, Piece("text", "]")]
    if len(sign) > 1:
        # What looked like the address of a link stands behind a note.
        pieces.append(Piece("text", sign[1:]))


def _words_of(runs: Runs) -> Iterator[Words]:
    return (run for run in runs if isinstance(run, Words))


def _runs(pieces: list[Piece]) -> Runs:
    """Pair the marks of emphasis; the last one without another half is text."""
    alone = {
        max(places)
        for sign in MARKS
        if len(places := [n for n, each in enumerate(pieces) if each[:2] == ("mark", sign)])
        % 2
    }
    runs: list[Run] = []
    look = {"strong": False, "emphasis": False}
    for place, each in enumerate(pieces):
        if each.kind == "note":
            runs.append(Note(each.runs))
        elif each.kind == "mark" and place not in alone:
            name = MARKS[each.text]
            look[name] = not look[name]
        else:
            runs.append(Words(each.text, address=each.address, **look))
    return settled(runs)


def settled(runs: Iterable[Run]) -> Runs:
    """The same runs as they are kept: joined where they look alike, without blanks at the ends."""
    joined: list[Run] = []
    for run in runs:
        if isinstance(run, Note):
            words = tuple(_words_of(settled(run.runs)))
            joined += [Note(words)] if words else []
            continue
        text = run.text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        address = safe_address(run.address) if run.address else ""
        last = joined[-1] if joined else None
        if isinstance(last, Words) and _look(last) == (run.strong, run.emphasis, address):
            joined[-1] = Words(last.text + text, *_look(last))
        elif text:
            joined.append(Words(text, run.strong, run.emphasis, address))
    return _with_words_in_links(_trimmed(joined))


def _look(words: Words) -> tuple[bool, bool, str]:
    return words.strong, words.emphasis, words.address


def _trimmed(runs: list[Run]) -> list[Run]:
    trimmed = list(runs)
    for at, trim in ((0, str.lstrip), (-1, str.rstrip)):
        while trimmed and isinstance(end := trimmed[at], Words):
            text = trim(end.text, BLANKS)
            if text:
                trimmed[at] = replace(end, text=text)
                break
            trimmed.pop(at)
    return trimmed


def _with_words_in_links(runs: list[Run]) -> Runs:
    """A link around nothing but blanks is none."""
    kept: list[Run] = []
    for address, group in groupby(runs, _address_of):
        alike = list(group)
        is_blank = address and not "".join(
            run.text for run in alike if isinstance(run, Words)
        ).strip(BLANKS)
        if not is_blank:
            kept += alike
            continue
        return settled(
            replace(run, address="") if run in alike and isinstance(run, Words) else run
            for run in runs
        )
    return tuple(kept)


def _address_of(run: Run) -> str:
    return run.address if isinstance(run, Words) else ""


def safe_address(address: str) -> str:
    """The address as it can stand in a text: of a page or for mail, else none."""
    encoded = _UNSAFE.sub(
        lambda sign: quote(sign[0], safe="", errors="replace"), address.strip()
    )
    is_safe = len(encoded) <= LONGEST_ADDRESS and ADDRESS.fullmatch(encoded)
    return encoded if is_safe else ""


def write(runs: Iterable[Run], *, in_cell: bool = False) -> str:
    """Write the runs with their signs; ``read`` gives the same runs again."""
    written: list[str] = []
    # What is open, in the order in which it began: what began last ends first.
    opened: list[str] = []
    for run in (*settled(runs), Words("")):
        wanted = _signs(run) if isinstance(run, Words) else _without_link(opened)
        written += [
            _END.get(sign, f"]({sign})") for sign in opened[::-1] if sign not in wanted
        ]
        opened = [sign for sign in opened if sign in wanted]
        for sign in wanted:
            if sign not in opened:
                written.append(_END.get(sign, "["))
                opened.append(sign)
        if isinstance(run, Note):
            written.append(f"^[{write(run.runs, in_cell=in_cell)}]")
        else:
            written.append(letters(run.text, in_cell=in_cell))
    return "".join(written)


def _signs(run: Words) -> list[str]:
    """What stands around these words: an address for a link, and the marks of emphasis."""
    marks = (run.address, "**" * run.strong, "__" * run.emphasis)
    return [sign for sign in marks if sign]


def _without_link(opened: Iterable[str]) -> list[str]:
    return [sign for sign in opened if sign in MARKS]


def letters(text: str, *, in_cell: bool = False) -> str:
    """Write words so that nothing of them is read as a sign."""
    sign = _ESCAPED_IN_CELL if in_cell else _ESCAPED
    safe = sign.sub(lambda part: "".join(f"\\{each}" for each in part[0]), text)
    return safe.replace("\n", "\\ ")
