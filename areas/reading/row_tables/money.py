"""Money as people write it in tables: an amount and its currency, or the words that are none."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gmp_portal.reference.currencies import CURRENCIES
from gmp_portal.ui import amounts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CODES = frozenset(code for code, _label in CURRENCIES)
# Longer words stand first: of “US dollars” more is said than of “dollars”.
NAMES: dict[str, str] = {
    **dict.fromkeys(("us$", "usd", "u.s.$", "us dollars", "us dollar", "美元"), "USD"),
    **dict.fromkeys(
        ("american dollars", "dollars américains", "dólares", "долл. сша"), "USD"
    ),
    **dict.fromkeys(("دولار أمريكي", "долларов сша", "доллары сша", "us-dollar"), "USD"),
    **dict.fromkeys(("€", "euros", "euro", "欧元", "евро", "يورو"), "EUR"),
    **dict.fromkeys(("pounds sterling", "£", "英镑"), "GBP"),
    **dict.fromkeys(("人民币元", "人民币", "rmb", "cn¥", "yuan", "юаней", "يوان"), "CNY"),
    **dict.fromkeys(("日元", "jp¥", "yen", "円"), "JPY"),
    **dict.fromkeys(("swiss francs", "francs suisses", "瑞士法郎", "sfr"), "CHF"),
    **dict.fromkeys(("a$", "au$", "澳元", "australian dollars"), "AUD"),
    **dict.fromkeys(("c$", "ca$", "can$", "加元", "canadian dollars"), "CAD"),
    **dict.fromkeys(("r$", "reais"), "BRL"),
    **dict.fromkeys(("kshs", "ksh"), "KES"),
    **dict.fromkeys(("₩", "韩元"), "KRW"),
    **dict.fromkeys(("₱",), "PHP"),
    **dict.fromkeys(("₹", "卢比"), "INR"),
    **{code.lower(): code for code in CODES},
}
# 元 alone is the currency of China where no other word stands before it.
AFTER_HAN = {"元": "CNY"}
# Several countries have it: which one is asked.
SEVERAL = ("$", "¥", "￥", "dollars", "dollar", "francs", "pounds", "kr", "pesos", "rupees")
TIMES = {
    "千": 3, "万": 4, "萬": 4, "百万": 6, "千万": 7, "亿": 8, "億": 8, "十亿": 9,
    "k": 3, "thousand": 3, "thousands": 3, "mille": 3, "mil": 3, "тыс": 3, "тысяч": 3,
    "m": 6, "mn": 6, "mio": 6, "mln": 6, "million": 6, "millions": 6, "millón": 6,
    "millones": 6, "млн": 6, "миллион": 6, "миллионов": 6, "lakh": 5, "lakhs": 5,
    "crore": 7, "crores": 7, "bn": 9, "billion": 9, "млрд": 9, "ألف": 3, "مليون": 6,
}  # fmt: skip
NOTHING = {"", "-", "–", "—", "n/a", "na", "none", "无", "不适用", "/", "nil"}
FIGURES = r"\d(?:[\d.,'\u066b\u066c ]*\d)?"
NUMBER = re.compile(FIGURES)
TIMES_WORDS = "|".join(sorted(map(re.escape, TIMES), key=len, reverse=True))
TIMES_AFTER = re.compile(rf"\s*({TIMES_WORDS})(?![a-zа-я])\.?", re.IGNORECASE)
OTHER_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")

# Words that are neither a mark of money nor a code of three letters.
NO_MARK = re.compile(
    r"(?i)(?<![^\W\d_])(?!(?:dollars?|francs|pounds|kr|pesos|rupees|[a-z]{3})\b)[^\W\d_]{2,}"
)
CENT = Decimal("0.01")

THOUSANDS = _("The point is read as a mark of thousands.")
CHECK_REST = _("Not all of these words are part of an amount: look whether it is right.")
NO_AMOUNT = _("This is no amount of money.")
TWO_AMOUNTS = _("Several amounts stand here: write one of them, or part the row.")
WHICH_CURRENCY = _("Several countries have this currency: choose which one is meant.")
UNKNOWN_CURRENCY = _("This currency is none of those that can be chosen.")
TWO_READINGS = _("This number can be read in two ways: write it with two decimals.")


@dataclass(frozen=True)
class Money:
    """What is understood of an amount; where something is left over, ``why`` says so."""

    amount: Decimal | None = None
    currency: str = ""
    why: "StrOrPromise" = ""
    is_wrong: bool = False


def currency_in(words: str) -> str:
    """The currency that is named, if exactly one is."""
    currencies, _rest = _named(_plainly(words))
    return currencies[0] if len(currencies) == 1 else ""


def read(words: str) -> Money:
    """Understand “US$ 350k”, “120万元” or “1.2 million euros”; what is not sure says why."""
    text = _plainly(words)
    if text.casefold() in NOTHING:
        return Money()
    currencies, rest = _named(text)
    numbers = list(NUMBER.finditer(rest))
    currency = currencies[0] if len(currencies) == 1 else ""
    if not numbers:
        return Money(None, currency, NO_AMOUNT)
    if len(numbers) > 1 or len(currencies) > 1:
        return Money(None, currency, TWO_AMOUNTS, is_wrong=True)
    return _of_number(rest, numbers[0], currency)


def _of_number(text: str, number: re.Match[str], currency: str) -> Money:
    """What one number means, with the words around it."""
    before, after = text[: number.start()], text[number.end() :]
    if before.rstrip().endswith("-"):
        return Money(None, currency, NO_AMOUNT, is_wrong=True)
    times = TIMES_AFTER.match(after)
    values = amounts.readings(number[0])
    is_grouped = "." in number[0] and len(values) > 1
    if not times:
        # Nobody writes money with three decimals.
        values = [value for value in values if _has_cents(value)] or values
    if len(values) != 1:
        return Money(None, currency, TWO_READINGS, is_wrong=True)
    value = values[0].scaleb(TIMES[times[1].casefold()]) if times else values[0]
    left = f"{before} {after[times.end() if times else 0 :]}"
    if left.strip().startswith("元") and currency in ("", "CNY"):
        currency, left = "CNY", left.replace("元", "", 1)
    if not currency and not times and NO_MARK.search(left):
        return Money(None, "", NO_AMOUNT)
    said = _judged(value, currency, left)
    return replace(said, why=THOUSANDS) if is_grouped and not said.why else said


def _has_cents(value: Decimal) -> bool:
    return len(str(value).partition(".")[2]) <= amounts.PLACES


def _judged(value: Decimal, currency: str, left: str) -> Money:
    """Weigh what stands beside the number."""
    amount = value.quantize(CENT)
    if amount != value:
        return Money(None, currency, TWO_READINGS, is_wrong=True)
    if not currency:
        marks = [mark for mark in SEVERAL if mark in left.casefold()]
        if marks:
            return Money(amount, "", WHICH_CURRENCY, is_wrong=True)
        if OTHER_CODE.search(left):
            return Money(amount, "", UNKNOWN_CURRENCY, is_wrong=True)
    rest = left.casefold()
    for mark in SEVERAL if currency else ():
        rest = rest.replace(mark, "")
    return Money(amount, currency, CHECK_REST if rest.strip(" .,;:()[]/") else "")


def _plainly(words: str) -> str:
    return amounts.plainly(words).replace("，", ",").strip()


def _named(text: str) -> tuple[list[str], str]:
    """The currencies that are named, and the text without their names."""
    rest, named = text, {}
    for name in sorted(NAMES, key=len, reverse=True):
        is_word = name.isascii() and name[-1].isalpha()
        begins = r"(?<![A-Za-z])" if name[0].isascii() and name[0].isalpha() else ""
        pattern = begins + re.escape(name) + (r"(?![A-Za-z])" if is_word else "")
        if re.search(pattern, rest, re.IGNORECASE):
            named[NAMES[name]] = True
            rest = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
    for name, currency in AFTER_HAN.items():
        if not named and re.search(rf"[\d万萬千亿億]\s*{name}", rest):
            named[currency] = True
            rest = rest.replace(name, " ")
    return list(named), " ".join(rest.split())
