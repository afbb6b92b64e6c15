"""One line at a time: what its marks say before its neighbours are asked."""

import re
from dataclasses import dataclass

from gmp_portal import characters

CALL = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
HAN = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]")

RULE = re.compile(r"[-_*=]{3,}")
HEADING = re.compile(r"(#{1,6})\s*")
BOLD = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=[^\s\\])\1")
LINK = re.compile(r"(?<!\\)\[([^\[\]]+)\]\(([^()\s]+)\)")
AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
EMPHASIS = re.compile(r"(?<![\\*\w])\*(?=[^\s*])([^*]+?)(?<=[^\s\\])\*(?![*\w])")

NOTE = re.compile(r"(?:<sup>\s*(\d{1,3})\s*</sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s*(\S.*)")
STAR = re.compile(r"(\*{1,4})\s*(\S.*)")
HAN_CHAPTER = re.compile(r"([一二三四五六七八九十]{1,3})\s*[、．.]\s*(.*)")
ROMAN_CHAPTER = re.compile(r"([IVXLC]{1,6})\.(?:\s+(.*))?")
LETTER_SECTION = re.compile(r"([A-Z])\s*[.．、]\s*(\D.*)")
NUMBERED = re.compile(r"(\d{1,3})\s*[.．、](?!\d)\s*(\S.*)")
PART = re.compile(
    r"(?:[-•]\s+)?([“\"]?)(?:[(（]([a-z]{1,2}|[ivxl]{1,5}|[一二三四五六七八九十]{1,3})[)）]|([a-z])\))"
    r"\s*(\S.*)"
)
CONTENTS_ENTRY = re.compile(r".*\S\s*\.{4,}\s*\d{1,3}")
ANNEX = re.compile(
    r"(附件|Annexe?|Anexo|Приложение|المرفق)\s*([一二三四五六七八九十]{1,3}|[IVX]{1,5}|\d{1,2})?"
    r"\s*(?:[:：.\-–—]\s*(.*))?",
    re.IGNORECASE,
)
DECISION = re.compile(
    r"(决定草案|Draft decision|Projet de décision|Proyecto de decisión|Проект решения"
    r"|مشروع مقرر).*",
    re.IGNORECASE,
)
RESIDUE = re.compile('[\x00-\x08\x0e-\x1f\ufffd]|\\bHYPERLINK "')
TABLE_ROW = re.compile(r"\|.*\|")


@dataclass(frozen=True)
class Line:
    """A line of the text: its number, its words without block marks, its heading degree."""

    number: int
    text: str
    degree: int = 0

    @property
    def is_blank(self) -> bool:
        return not self.text

    @property
    def is_rule(self) -> bool:
        return bool(RULE.fullmatch(self.text))


def split(text: str) -> list[Line]:
    """Return the lines of a text with block marks, bold words and links resolved."""
    raw_lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [_line(number, raw) for number, raw in enumerate(raw_lines, start=1)]


def _line(number: int, raw: str) -> Line:
    text = " ".join(characters.prose(raw.strip().strip("\f")).splitlines())
    if RULE.fullmatch(text):
        return Line(number, text)
    heading = HEADING.match(text)
    degree = len(heading[1]) if heading else 0
    text = text[heading.end() :] if heading else text
    text = LINK.sub(_link, BOLD.sub(r"\2", text))
    return Line(number, AUTOLINK.sub(r"\1", text).strip(), degree)


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
