"""One line at a time: what its marks say before its neighbours are asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from gmp_portal import characters
from reporting.session_documents import bold, residue

CALL = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|\[\^(\d{1,3})\]")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
HAN = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")

RULE = re.compile(r"[-_*=]{3,}")
HEADING = re.compile(r"(#{1,6})\s*")
LINK = re.compile(r"(?<!\\)\[([^\[\]]+)\]\(((?:[^()\s\\]|\\.)+)\)")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
EMPHASIS = re.compile(r"(?<![\\*\w])\*(?=[^\s*])([^*]+?)(?<=[^\s\\])\*(?![*\w])")

NOTE = re.compile(
    r"(?:<sup>\s*(\d{1,3})\s*</sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|\[\^(\d{1,3})\]:?)\s*(\S.*)"
)
STAR = re.compile(r"(\*{1,4})\s*(\S.*)")
HAN_CHAPTER = re.compile(r"([一二三四五六七八九十]{1,3})\s*[、．.]\s*(.*)")
ROMAN_CHAPTER = re.compile(r"([IVXLC]{1,6})\.(?:\s+(.*))?")
LETTER_SECTION = re.compile(r"([A-Z])\s*[.．、]\s*(\D.*)")
NUMBERED = re.compile(r"(\d{1,3})\s*[.．、](?!\d)\s*(\S.*)")
BULLET = re.compile(r"(?:[-–—•●▪■◦‣·*✓➤➢]|o(?=\s{2}))\s+(\S.*)")
PART = re.compile(
    r"([“\"]?(?:…{1,2}|\.{3})?)"
    r"(?:[(（]([a-z]{1,2}|[ivxl]{1,5}|[一二三四五六七八九十]{1,3}|\d{1,2})[)）]"
    r"|([a-z]|[ivxl]{2,5}|\d{1,2})[)）])\s*(\S.*)"
)
ANNEX = re.compile(
    r"(附件|Annexe?|Appendix|Anexo|Приложение|المرفق)"
    r"\s*([一二三四五六七八九十]{1,3}|[IVX]{1,5}|\d{1,2}|[A-H])?"
    r"\s*(?:[:：.\-–—]\s*(.*))?",
    re.IGNORECASE,
)
DECISION = re.compile(
    r"(决定草案|Draft decision|Projet de décision|Proyecto de decisión|Проект решения"
    r"|مشروع مقرر).*",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(表|图|方框|Table|Figure|Box|Tableau|Encadré|Cuadro|Gráfico|Recuadro|Таблица|Рисунок|"
    r"الجدول|الشكل)\s*(\d{1,3}|[IVX]{1,5}|[一二三四五六七八九十]{1,3})"
    r"(?:\s*[-–—:：.．]?\s*(\S.*))?",
    re.IGNORECASE,
)
TABLE_ROW = re.compile(r"\|.*\|")
# A number or a bullet with a tab behind it, as word processors write lists: no row of a table.
LIST_TAB = re.compile(
    r"(\d{1,3}[.．)）、]|[(（]\w{1,5}[)）]|[a-z][.)]|[IVXLC]{1,6}\.|[A-Z]\.|[-–—•●▪✓]|\*{1,4})\t+"
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
CLOSERS = "”’\"'」』）)]*_ "
ENDS = tuple("。．.!！?？:：;；…")
PAUSES = tuple(",，、")


@dataclass(frozen=True)
class Line:
    """A line of the text: its number, its words without block marks, its heading degree."""

    number: int
    text: str
    degree: int = 0
    is_strong: bool = False
    indent: int = 0
    raw: str = ""
    removed: tuple[str, ...] = ()
    turns_page: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text

    @property
    def is_residue(self) -> bool:
        """Nothing but residue stood here."""
        return not self.text and bool(self.removed)

    @property
    def is_rule(self) -> bool:
        return bool(RULE.fullmatch(self.text))

    @property
    def words(self) -> str:
        """Its text without the backslashes that protect its marks."""
        return unescaped(self.text)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a row with bars or tabs; one cell or none is no row."""
        if TABLE_ROW.fullmatch(self.text) or "\t" in self.raw:
            return cells_of(self.raw)
        return ()


def broken(text: str) -> list[str]:
    """Return the lines of a text as they stand, whichever way their ends are written."""
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def split(text: str) -> list[Line]:
    """Return the lines of a text with block marks, bold words and links resolved."""
    return list(Lines(text))


class Lines(Sequence[Line]):
    """The lines of a text, each one read only when somebody asks for it."""

    def __init__(self, text: str) -> None:
        self._raw = broken(text)
        self._read: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._raw)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        if at not in self._read:
            self._read[at] = _line(at + 1, self._raw[at])
        return self._read[at]

    def __iter__(self) -> Iterator[Line]:
        return (self[at] for at in range(len(self)))


def _line(number: int, raw: str) -> Line:
    turns_page = "\f" in raw
    readable = " ".join(characters.prose(raw.replace("\f", "")).splitlines())
    kept, removed = residue.cleaned(readable)
    indent = len(kept.expandtabs(4)) - len(kept.expandtabs(4).lstrip())
    kept = LIST_TAB.sub(_spaced, kept.lstrip(), count=1) if _is_list(kept) else kept
    text = kept.strip()
    if not RULE.fullmatch(text):
        heading = HEADING.match(text)
        degree = len(heading[1]) if heading else 0
        text = text[heading.end() :] if heading else text
        is_strong = bold.is_whole(text)
        text = LINK.sub(_link, bold.without(text))
        text = AUTOLINK.sub(r"\1", text).strip()
        if not text and kept.strip():
            removed = (*removed, kept.strip())
        return Line(number, text, degree, is_strong, indent, kept, removed, turns_page)
    return Line(number, text, raw=kept, removed=removed, turns_page=turns_page)


def _is_list(text: str) -> bool:
    match = LIST_TAB.match(text.lstrip())
    return bool(match) and "\t" not in text.strip()[match.end() :]  # type: ignore[union-attr]


def _spaced(match: re.Match[str]) -> str:
    return f"{match[1]} "


def cells_of(raw: str) -> tuple[str, ...]:
    """Return the cells of a row, the empty ones too."""
    text = raw.strip(" ")
    if TABLE_ROW.fullmatch(text.strip()):
        return tuple(cell.strip() for cell in text.strip()[1:-1].split("|"))
    return tuple(cell.strip() for cell in text.split("\t"))


def units(text: str) -> int:
    """How long a text is on paper: a Han character counts double."""
    return len(text) + len(HAN.findall(text))


def has_ended(text: str) -> bool:
    """Tell whether a text stops like a sentence, notes and quotation marks aside."""
    written = CALL.sub("", text).rstrip()
    bare = written.rstrip(CLOSERS)
    return bare.endswith(ENDS)


def is_open(text: str) -> bool:
    """Tell whether a text breaks off: after a stroke, or with a bracket still open."""
    opened = sum(text.count(mark) for mark in "(（[") - sum(text.count(m) for m in ")）]")
    return opened > 0 or text.rstrip().endswith(("/", "-", "–"))


def squeezed(text: str) -> str:
    """Return a text for comparison: without blanks, marks of notes and capitals."""
    return re.sub(r"[\W_]+", "", CALL.sub("", text)).casefold()


def _link(match: re.Match[str]) -> str:
    words, address = match[1], match[2]
    return (
        address
        if address.rstrip("/").endswith(words.rstrip("/"))
        else f"{words} ({address})"
    )


def unescaped(text: str) -> str:
    """Return the text without the backslashes that protect its marks."""
    return ESCAPE.sub(r"\1", text)


def joined(first: str, second: str) -> str:
    """Return two pieces of one paragraph as its author wrote them."""
    if not first or not second:
        return first or second
    closes = HAN.match(first[-1]) or HAN.match(second[0]) or first[-1] == "/"
    return first + ("" if closes else " ") + second


def mark_of(call: re.Match[str]) -> str:
    """Return the number of a call or of a note."""
    return call[1] or (call[2].translate(SUPERSCRIPTS) if call[2] else call[3])
