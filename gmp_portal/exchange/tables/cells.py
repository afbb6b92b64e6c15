"""What a cell means in its column: a value, or the reason why none is read."""

import re
from collections.abc import Callable

from gmp_portal import characters
from gmp_portal.exchange.tables import days
from gmp_portal.exchange.tables.columns import Column, Kind, plain
from gmp_portal.exchange.tables.days import UnclearError
from gmp_portal.exchange.tables.grids import Cell, Holds
from gmp_portal.exchange.tables.rows import Value

YES = {
    *("yes", "y", "true", "1", "x", "✓", "oui", "o", "sí", "si", "да", "是", "有", "نعم")
}
NO = {*("no", "n", "false", "0", "non", "нет", "否", "无", "لا", "-")}
MAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;.]+(?:\.[^@\s<>,;.]+)+")
URL = re.compile(r"https?://[^\s/<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
# Between the values of a list; a comma stands in names, too.
BETWEEN = re.compile(r"[;\n；、؛|]")
# From here on somebody may have meant this word.
MEANT = 78
UNREAD = {Holds.FORMULA: "formula", Holds.FAULT: "fault", Holds.JOINED: "joined"}


def value_of(cell: Cell, column: Column) -> Value:
    """Return what the cell says; whoever gets ``UnclearError`` asks its writer."""
    if cell.holds in UNREAD:
        raise UnclearError(UNREAD[cell.holds])
    text = characters.prose(cell.text).strip()
    if not column.has_lines:
        text = characters.line(text)
    if not text:
        return None
    if any(characters.unreadable(text, is_line=not column.has_lines)):
        raise UnclearError("unreadable")
    if len(text) > column.most:
        raise UnclearError("too_long")
    return _READERS[column.kind](text, cell, column)


def likely(text: str, column: Column) -> str:
    """The choice that somebody may have meant; it is told and never taken."""
    words = column.by_word
    # Loaded by whoever reads a table or a form: most pages do not.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    near = process.extractOne(
        plain(text), list(words), scorer=fuzz.ratio, score_cutoff=MEANT
    )
    if near is None:
        return ""
    value = words[near[0]]
    return next(each.words[0] for each in column.choices if each.value == value)


def _text(text: str, _cell: Cell, _column: Column) -> str:
    return text


def _day(text: str, cell: Cell, _column: Column) -> str:
    if cell.holds == Holds.DAY:
        return cell.text
    if cell.holds == Holds.NUMBER:
        raise UnclearError("day_incomplete" if len(text) == 4 else "day_unknown")
    return days.day(text)


def _whole(text: str, cell: Cell, _column: Column) -> int:
    if cell.holds == Holds.DAY:
        raise UnclearError("whole_unknown")
    return days.whole(text)


def _choice(text: str, _cell: Cell, column: Column) -> str:
    value = column.by_word.get(plain(text))
    if value is None:
        raise UnclearError("not_a_choice")
    return value


def _mail(text: str, _cell: Cell, _column: Column) -> str:
    if not MAIL.fullmatch(text):
        raise UnclearError("not_mail")
    return text


def _url(text: str, _cell: Cell, _column: Column) -> str:
    if URL.fullmatch(text):
        return text
    if HOST.fullmatch(text):
        return f"https://{text}"
    raise UnclearError("not_url")


def _yes_no(text: str, _cell: Cell, _column: Column) -> bool:
    said = text.casefold()
    if said not in YES | NO:
        raise UnclearError("not_yes_no")
    return said in YES


def _list(text: str, cell: Cell, column: Column) -> list[str]:
    parts = [part.strip() for part in BETWEEN.split(text) if part.strip()]
    if not column.choices:
        return parts
    return [_choice(part, cell, column) for part in parts]


_READERS: dict[Kind, Callable[[str, Cell, Column], Value]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _whole,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.MAIL: _mail,
    Kind.URL: _url,
    Kind.YES_NO: _yes_no,
    Kind.LIST: _list,
}
