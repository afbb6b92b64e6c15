"""Which words a text has: the same for what is indexed and for what somebody looks for.

Case, accents and the forms of one letter do not count. Han has no blanks between its words: each
character is a word and so is each pair, which finds any part of a run without a dictionary; each
three are one, too, which finds longer parts without looking into every text.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
_WORD = re.compile(f"(?P<han>[{HAN}]+)|(?P<word>[^\\W_{HAN}]+)")
# The article, and what is written together with it; the word behind it counts, too.
_AND = re.compile("[وف][\u0621-\u064a]{4}")
_ARTICLE = re.compile("(?:[وبكف]?ال|لل)(?=.{3})")
# Letters that have no accent by Unicode and are typed without it, and forms of one Arabic letter.
_ONE_LETTER = dict(zip("øłđħ\u0131ð", "oldhid", strict=True)) | {
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    # Forms of yeh, heh and kaf, alef with wasla, and the stroke that only makes a word longer.
    **dict.fromkeys("\u0649\u06cc\u06d0", "\u064a"),
    **dict.fromkeys("\u0629\u06c0\u06d5", "\u0647"),
    "\u06a9": "\u0643",
    "\u0671": "\u0627",
    "\u0640": "",
}
LONGEST, LONGEST_RUN = 100, 3


class _Folded(dict[int, str]):
    """Each character as it counts, made when it is met for the first time."""

    def __missing__(self, code: int) -> str:
        char = unicodedata.normalize("NFKC", chr(code)).casefold()
        bare = "".join(
            _ONE_LETTER.get(each, each)
            for each in unicodedata.normalize("NFKD", char)
            if not _is_accent(each)
        )
        bare = unicodedata.normalize("NFC", bare)
        folded = "".join(_digit(each) for each in bare)
        self[code] = folded
        return folded


def _is_accent(char: str) -> bool:
    """A mark on a letter that readers leave out: in Latin, Greek, Cyrillic, Hebrew and Arabic."""
    is_mark = unicodedata.category(char) == "Mn"
    return is_mark and (char < "\u0900" or "\u1ab0" <= char <= "\u20ff" or char > "\ufe00")


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


_FOLDED = _Folded()


def folded(text: str) -> str:
    """The text as it counts; each character for itself, so that places can be traced back."""
    return text.translate(_FOLDED)


class Word(NamedTuple):
    """One word of a text: what it is, the how-manieth, and where it begins and ends there."""

    lexeme: str
    position: int
    begin: int
    end: int


def of(text: str) -> Iterator[Word]:
    """The words of a folded text; what begins with one character of Han stands at one position."""
    position = 0
    for match in _WORD.finditer(text):
        begin, end = match.span()
        if match["word"] is not None:
            position += 1
            yield Word(match["word"][:LONGEST], position, begin, end)
            continue
        for place in range(begin, end):
            position += 1
            yield Word(text[place], position, place, place + 1)
            for length in range(2, min(LONGEST_RUN, end - place) + 1):
                yield Word(text[place : place + length], position, place, place + length)


def forms(lexeme: str) -> set[str]:
    """The word as it stands, and an Arabic one without what is written together with it."""
    shorter = {lexeme, without_article(lexeme)}
    if _AND.match(lexeme):
        shorter.add(lexeme[1:])
    return shorter


def without_article(lexeme: str) -> str:
    """An Arabic word without its article; any other word as it is."""
    match = _ARTICLE.match(lexeme)
    return lexeme[match.end() :] if match else lexeme
