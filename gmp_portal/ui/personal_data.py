"""Telephone numbers and e-mail addresses in texts that become public (R-14).

One finder for all texts, in any script: figures that count money, tonnes or years are none.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from phonenumbers import Leniency, PhoneNumberMatcher

WITHHELD = "\u2588" * 5
# An address has at most 64 letters before its sign, and begins where no such letter stands before:
# without these bounds a long row of letters is read again from each of them.
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64} ?@ ?[\w-]+(?:\.[\w-]+)+")
AT, DOT = r"(?:at|arroba|chez)", r"(?:dot|point|punto|punkt)"
DISGUISED = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}\s{{0,9}}[(\[{{<]\s*(?:{AT}|@)\s*[)\]}}>]\s*[\w-]+"
    rf"(?:\s*(?:\.|[(\[{{<]\s*(?:{DOT}|\.)\s*[)\]}}>])\s*[\w-]+)+"
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}\s{{1,9}}AT\s+[\w-]+(?:\s+DOT\s+[\w-]+)+",
    re.IGNORECASE,
)
# The address under which a messenger knows a number.
MESSENGER = re.compile(r"\bwa\.me/\+?\d{7,15}")
# With a country's code, and as a caller writes it who knows no sign for it.
INTERNATIONAL = re.compile(r"(?<![\w/])(?:\+|00)\d[\d ()/.\-\u2010-\u2015]{6,20}\d")
# With the zero of long distance, in groups: it begins like no amount.
LONG_DISTANCE = re.compile(
    r"(?<![\w.,/-])(?:\(0\d{1,4}\)|0\d{1,4})(?:[ /.\-\u2010-\u2015]\d{2,5}){2,4}(?![\w%])"
)
# Chinese mobile and Russian free numbers look like nothing else.
WITHOUT_COUNTRY = re.compile(r"(?<![\w.,/-])(?:1[3-9]\d{9}|8-800-\d{3}-\d\d-\d\d)(?![\w%])")
FIGURE = re.compile(r"\d.*\d")
FEWEST_TRIES = 1000
# After a word for telephone any row of figures is a number.
WORDS = (
    r"tel|ph|phone|telephone|mobile|cell|fax|whatsapp|call|tél|téléphone|portable|teléfono|móvil|"
    r"celular|телефон|тел|моб|факс|电话|手机|传真|هاتف|جوال|فاكس|الهاتف"
)
NAMED = re.compile(
    rf"(?:\b|(?<=[\u4e00-\u9fff]))(?:{WORDS})\.?\s*(?:no\.?|number)?\s*(?:is\b|[:：])?\s*"
    r"(\(?\+?\d[\d\s()/.\-\u2010-\u2015]{5,20}\d)",
    re.IGNORECASE,
)
CODES = (
    "AUD|BRL|CAD|CHF|CNY|COP|DKK|EGP|EUR|GBP|GHS|IDR|INR|JPY|KES|KRW|MXN|NGN|NOK|PEN|PHP|RMB|"
    "RUB|SEK|USD|ZAR"
)
NAMES = "dollars?|euros?|francs?|roubles?|yuan|yen"
MONEY = rf"[$€£¥₹₽]|\b(?-i:{CODES})\b|\b(?:{NAMES})\b|美元|欧元|元"
BEFORE = re.compile(rf"(?:{MONEY})\s*$")
UNIT = (
    r"%|‰|°|per cent|percent|pour cent|por ciento|процент|t\b|kg\b|g\b|mg\b|tonnes?\b|tons?\b|"
    r"million|billion|thousand|people\b|persons?\b|habitants|millones|млн|тыс|тонн|吨|公斤|万|人"
)
AFTER = re.compile(rf"^\s*(?:{MONEY}|{UNIT})", re.IGNORECASE)
DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d \d\d (?:1[89]|20)\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:1[89]|20)\d\d\s*[-\u2010-\u2015/]\s*"
    r"(?:1[89]|20)?\d\d"
)
# Round figures in groups of three, also from one to another.
ROUND_FIGURE = r"[1-9]\d{0,2}(?: \d{3})* 000"
ROUND = re.compile(rf"{ROUND_FIGURE}(?:\s*[-\u2010-\u2015/]\s*{ROUND_FIGURE})*")


class Hit(NamedTuple):
    """What looks like an address or a number, and where it stands in the text as typed."""

    text: str
    start: int
    end: int


def find(text: str, countries: Iterable[str | None] = ()) -> list[Hit]:
    """Each e-mail address and telephone number, in the national forms of these countries too."""
    plain, places = _plainly(text)
    spans = sorted({*_addresses(plain), *_numbers(plain, {*filter(None, countries)})})
    hits: list[Hit] = []
    for first, last in spans:
        start, end = places[first], places[last - 1] + 1
        if hits and start < hits[-1].end:
            start, end = hits[-1].start, max(end, hits[-1].end)
            hits.pop()
        hits.append(Hit(text[start:end], start, end))
    return hits


def redacted(
    text: str, countries: Iterable[str | None] = (), *, but: Collection[str] = ()
) -> str:
    """The text with addresses and numbers blacked out, but for what was found harmless."""
    for hit in reversed(find(text, countries)):
        if hit.text not in but:
            text = text[: hit.start] + WITHHELD + text[hit.end :]
    return text


def _plainly(text: str) -> tuple[str, list[int]]:
    """The text with digits 0 to 9 and nothing invisible, and where each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, typed in enumerate(text):
        if unicodedata.category(typed) == "Cf":
            continue
        for letter in unicodedata.normalize("NFKC", typed):
            letters.append(str(unicodedata.decimal(letter, letter)))
            places.append(place)
    return "".join(letters), places


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (EMAIL, DISGUISED, MESSENGER):
        yield from (match.span() for match in pattern.finditer(text))


def _numbers(text: str, countries: Collection[str]) -> Iterator[tuple[int, int]]:
    for match in NAMED.finditer(text):
        start, end = match.span(1)
        if not _counts_something(text, start, end):
            yield start, end
    for start, end in _figures(text, countries):
        if not _counts_something(text, start, end):
            yield start, end


def _figures(text: str, countries: Collection[str]) -> Iterator[tuple[int, int]]:
    for pattern in (INTERNATIONAL, LONG_DISTANCE, WITHOUT_COUNTRY):
        yield from (match.span() for match in pattern.finditer(text))
    # Line by line: the matcher gives up after so many tries, and a long text holds more.
    start = 0
    for line in text.splitlines(keepends=True):
        if FIGURE.search(line):
            for country in (*sorted(countries), None):
                tries = max(FEWEST_TRIES, len(line))
                for match in PhoneNumberMatcher(line, country, Leniency.VALID, tries):
                    yield start + match.start, start + match.end
        start += len(line)


def _counts_something(text: str, start: int, end: int) -> bool:
    """Whether the figure belongs to money, a unit or a day, or is part of a symbol."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return bool(
        BEFORE.search(text[max(0, start - 12) : start])
        or AFTER.match(text[end : end + 12])
        or DAY.fullmatch(text[start:end])
        or ROUND.fullmatch(text[start:end])
        or "/" in around
        or (
            text.startswith("000", start)
            and text[max(0, start - 3) : start].rstrip()[-1:].isdigit()
        )
    )
