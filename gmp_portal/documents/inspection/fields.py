"""Fields of Word: those that count, date, number and refer are known by name."""

import re

from gmp_portal.documents.inspection import links
from gmp_portal.documents.inspection.verdict import RefusedError

HARMLESS = frozenset(
    [
        "=",
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "TOC",
        "TC",
        "TOA",
        "TA",
        "INDEX",
        "XE",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "STYLEREF",
        "SEQ",
        "LISTNUM",
        "AUTONUM",
        "AUTONUMLGL",
        "AUTONUMOUT",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "EDITTIME",
        "AUTHOR",
        "TITLE",
        "SUBJECT",
        "KEYWORDS",
        "COMMENTS",
        "FILENAME",
        "FILESIZE",
        "LASTSAVEDBY",
        "REVNUM",
        "NUMWORDS",
        "NUMCHARS",
        "USERNAME",
        "USERINITIALS",
        "USERADDRESS",
        "INFO",
        "TEMPLATE",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "MERGEFIELD",
        "MERGEREC",
        "MERGESEQ",
        "NEXT",
        "NEXTIF",
        "SKIPIF",
        "ADDRESSBLOCK",
        "GREETINGLINE",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "CITATION",
        "BIBLIOGRAPHY",
        "SYMBOL",
        "EQ",
        "ADVANCE",
        "QUOTE",
        "IF",
        "COMPARE",
        "SET",
        "SHAPE",
        "BIDIOUTLINE",
        "GOTOBUTTON",
        "BARCODE",
        "DISPLAYBARCODE",
        "PRIVATE",
    ]
)
# Programs that manage sources write what they know into fields that do nothing else.
SOURCES = re.compile(
    r"(ZOTERO|EN\.|CSL_|MENDELEY|CITAVI|RW\.|PAPERS|REFMGR)", re.IGNORECASE
)
PIECE = re.compile(r'"[^"]*+"?|[^\s"]++')
QUOTES = str.maketrans("“”„", '"""')
# Switches of a link, and those with a word behind them that is no address.
ALONE, WITH_WORD = frozenset({"\\n", "\\m"}), frozenset({"\\l", "\\o", "\\t"})
MAX_FIELDS = 100


class Fields:
    """The fields of one part as they open and close, one within another."""

    def __init__(self) -> None:
        self._loose: list[str] = []
        self._open: list[list[str | None]] = []

    def mark(self, kind: str) -> None:
        """A sign that a field begins, shows its result from here on, or ends."""
        self._say_loose()
        if kind == "begin":
            if self._open:
                # What a field within gives must not become the name of the one around it.
                if not "".join(filter(None, self._open[-1])).strip():
                    raise RefusedError("office_active")
                self._open[-1].append(None)
            if len(self._open) == MAX_FIELDS:
                raise RefusedError("office_heavy")
            self._open.append([])
        elif kind == "end" and self._open:
            self._judge(self._open.pop())

    def say(self, words: str) -> None:
        """A piece of what a field does: it may be written in many."""
        (self._open[-1] if self._open else self._loose).append(words)

    def finish(self) -> None:
        self._say_loose()
        while self._open:
            self._judge(self._open.pop())

    def _say_loose(self) -> None:
        if self._loose:
            judge("".join(self._loose))
            self._loose.clear()

    def _judge(self, pieces: list[str | None]) -> None:
        judge("".join(filter(None, pieces)), is_mixed=None in pieces)


def judge(words: str, *, is_mixed: bool = False) -> None:
    """Refuse a field that is not known; ``is_mixed`` if other fields say some of its words."""
    pieces = PIECE.findall(links.visible(words).translate(QUOTES))
    if not pieces:
        return
    name, rest = pieces[0].upper().removeprefix("\\"), pieces[1:]
    if name.startswith("="):
        name = "="
    if name == "HYPERLINK":
        _judge_link(rest, is_mixed=is_mixed)
    elif not _is_harmless(name, rest) or (name == "QUOTE" and is_mixed):
        raise RefusedError("office_active")


def _is_harmless(name: str, rest: list[str]) -> bool:
    if name == "ADDIN":
        return bool(rest) and SOURCES.match(rest[0]) is not None
    if name == "MACROBUTTON":
        return bool(rest) and rest[0].lower() == "nomacro"
    return name in HARMLESS


def _judge_link(pieces: list[str], *, is_mixed: bool) -> None:
    if is_mixed:
        raise RefusedError("office_links")
    waiting = iter(pieces)
    for piece in waiting:
        if piece.lower() in WITH_WORD:
            next(waiting, None)
        elif piece.lower() not in ALONE and not links.is_harmless(piece.strip('"')):
            raise RefusedError("office_links")
