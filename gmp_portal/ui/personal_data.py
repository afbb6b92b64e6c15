"""Telephone numbers and e-mail addresses in texts that become public (R-14).

One finder for all texts, in any script: figures that count money, tonnes or years are none.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

WITHHELD = "\u2588" * 5
# An address has at most 64 letters before its sign, and begins where no such letter stands before:
# without these bounds a long row of letters is read again from each of them.
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64} ?@ ?[\w-]+(?:[.\u3002][\w-]+)+")
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
    r"(?<![\w.,/-])(?:\(0\d{1,4}\)|\(0\) ?\d{1,4}|0 800|0\d{1,4})"
    r"(?:[ /.\-\u2010-\u2015]\d{2,5}){2,4}(?![\w%])"
)
# Chinese mobile, Russian and North American numbers, and one in figures that begin with a zero,
# look like nothing else.
WITHOUT_COUNTRY = re.compile(
    r"(?<![\w.,/-])(?:"
    r"1[3-9]\d(?:[ \-\u2010-\u2015]?\d{4}){2}"
    r"|8[ \-]?(?:\(\d{3,5}\)|\d{3})[ \-]?\d{1,3}(?:[ \-]\d\d){2}"
    r"|\(\d{3}\) ?\d{3}[ .\-]\d{4}|\d{3}([.\-])\d{3}\1\d{4}"
    r"|0\d{9,10}"
    r")(?![\w%])"
)
FIGURE = re.compile(r"\d.*\d")
FEWEST_TRIES = 1000
# Of a number with other last figures behind a slash: 024 555 0142/43.
FEWEST_FIGURES = 9
# One number behind another.
SEVERAL = re.compile(r"(?<=\d{3})/(?=[+(]?\d[\d ()\-]{6})")
# After a word for telephone any row of figures is a number.
WORDS = (
    r"tel|ph|phone|telephone|mobile|cell|fax|whatsapp|call|tél|téléphone|portable|teléfono|móvil|"
    r"celular|wechat|телефон|тел|моб|факс|电话|手机|传真|微信|هاتف|جوال|فاكس|الهاتف"
)
NAMED = re.compile(
    rf"(?:\b|(?<=[\u4e00-\u9fff]))(?:{WORDS})\.?\s*(?:no\.?|number)?\s*(?:is\b|[:：])?\s*"
    r"(\(?\+?\d[\d\s()/.\-\u2010-\u2015]{5,20}\d)",
    re.IGNORECASE,
)
CODES = (
    "AED|ARS|AUD|BDT|BOB|BRL|BWP|CAD|CHF|CLP|CNY|COP|CRC|DKK|EGP|ETB|EUR|GBP|GHS|HKD|HUF|IDR|ILS|"
    "INR|IRR|JPY|KES|KRW|KZT|LKR|MAD|MMK|MNT|MXN|MYR|NGN|NOK|NPR|NZD|PEN|PHP|PKR|PLN|QAR|RMB|RUB|"
    "SAR|SEK|SGD|THB|TND|TRY|TWD|TZS|UAH|UGX|USD|UYU|VND|XAF|XOF|ZAR|ZMW"
)
NAMES = (
    "dollars?|dólares|euros?|francs?|francos|roubles?|rublos|yuan|yen|naira|cedis?|rupees?|"
    "pesos?|shillings?|rands?|reais|soles|dirhams?|ri[iy]als?|rials?|baht|won|kwacha"
)
# Every sign for a currency, and the words for those that people write about here.
SIGNS = "$\u00a2-\u00a5\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20c0\ufdfc"
MONEY = (
    rf"[{SIGNS}]|\b(?-i:{CODES})\b|\b(?:{NAMES})\b|美元|欧元|日元|人民币|元|卢布|法郎|"
    r"долл|рубл|евро|юан|دولار|يورو|فرنك|روبل|يوان"
)
BEFORE = re.compile(rf"(?:{MONEY})\s*$")
# A letter alone is a unit where it is small: "T. Mensah" is somebody.
UNIT = (
    r"%|‰|°|٪|(?-i:[tglm]\b)|(?-i:[kcm]m[23]?\b|m[23]\b)|[kmn]g\b|[μu]g\b|ha\b|ml\b|pp[mb]\b|[kmg]wh?\b|"
    r"hectares?|hectáreas|lit(?:re|er)s?\b|litros|tonnes?\b|tons?\b|toneladas|kilo|grams?\b|"
    r"per cent|percent|pour cent|por ciento|процент|в год|"
    r"millio|millones|milliard|billion|thousand|mille\b|miles de|years?\b|"
    r"people\b|persons?\b|personnes|personas|habitant|households|workers|miners|women|men\b|"
    r"children|jobs\b|"
    r"млн|млрд|тыс|тонн|кг\b|\u0433\u0430\b|км|гектар|человек|吨|公斤|公里|公顷|万|亿|人|户|名|个|"
    r"طن|كيلو|كغ|هكتار|مليون|شخص|نسمة|في المائة"
)
AFTER = re.compile(rf"^\s*(?:{MONEY}|{UNIT})", re.IGNORECASE)
DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\d\d \d\d (?:1[89]|20)\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:1[89]|20)\d\d\s*[-\u2010-\u2015/]\s*"
    r"(?:1[89]|20)?\d\d|\((?:1[89]|20)\d\d\) \d{1,4}[-\u2010-\u2015]\d{1,4}"
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
    """The text with plain digits, numbers apart, nothing invisible; where each letter stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, typed in enumerate(text):
        if unicodedata.category(typed) == "Cf":
            continue
        for letter in unicodedata.normalize("NFKC", typed):
            letters.append(str(unicodedata.decimal(letter, letter)))
            places.append(place)
    return SEVERAL.sub("|", "".join(letters)), places


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
    # Its plans of all countries are read where a text is looked through, not at every start.
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415

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
    return bool(
        BEFORE.search(text[max(0, start - 12) : start])
        or AFTER.match(text[end : end + 12])
        or DAY.fullmatch(text[start:end])
        or ROUND.fullmatch(text[start:end])
        or _is_in_a_symbol(text, start, end)
        or (
            text.startswith("000", start)
            and text[max(0, start - 3) : start].rstrip()[-1:].isdigit()
        )
    )


def _is_in_a_symbol(text: str, start: int, end: int) -> bool:
    """Whether a slash makes it a part of a symbol, and not the first of two last figures."""
    if text[max(0, start - 1) : start] == "/":
        return True
    figures = sum(char.isdigit() for char in text[start:end])
    goes_on = figures >= FEWEST_FIGURES and text[end + 1 : end + 2].isdigit()
    return text[end : end + 1] == "/" and not goes_on
