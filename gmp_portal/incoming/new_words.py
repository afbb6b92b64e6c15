"""The new words of an answer: what its writer quotes and signs with is cut off (ADR 40).

In doubt it stays: words that were cut are lost to whoever reads, words too many are not.
"""

import re

_QUOTED = re.compile(r"[ \t]*>")
# "On Monday Amina wrote:", in whatever language: the last words before a quotation.
_INTRODUCES = re.compile(r".*[:：]\s*$")
# With a date or an address it may be broken into several lines.
_DATED = re.compile(r"[\d@]")
# "-----Original Message-----", "--- 原始邮件 ---", and the line that Outlook draws.
_RULED = re.compile(r"\s*(-{2,} ?[^\W\d_][^-]{2,60} ?-{2,}|_{10,})\s*$")
_SIGNATURE = re.compile(r"-- ?$")
# "From: …", "De : …", "发件人：…", and two more such lines above what somebody had written. Any
# other words are the writer's own: "Contact: …", "Telephone: …".
_HEADER = re.compile(r"\s*\*{0,2}[^\W\d_][^:：\n]{0,25}[:：]\*{0,2}\s*\S")
_FROM = re.compile(
    r"\s*\*{0,2}(from|de|von|da|van|от|من|发件人|寄件者|寄件人|差出人)\s?[:：]",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"\s*(sent from my|sent from outlook|get outlook for|envoyé de mon|enviado desde mi|"
    r"отправлено|发自我的|从我的|أُرسلت من|أرسلت من)\b.{0,80}$",
    re.IGNORECASE,
)
FEWEST_HEADERS = 3
# An introduction that a mail program broke into lines.
LONGEST_INTRODUCTION = 4


def of(text: str) -> str:
    """What was written for this answer; nothing where it holds a quotation and a signature alone.

    The words of the portal, which it quotes, are nobody's answer.
    """
    lines = text.split("\n")
    kept = _without_quotation(_without_ending(lines))
    return "\n".join(kept).strip()


def _without_ending(lines: list[str]) -> list[str]:
    """The lines above a signature, and above a mail that follows without marks."""
    for number, line in enumerate(lines):
        if _SIGNATURE.match(line) or _begins_history(lines, number):
            return _above(lines, number)
    return lines


def _above(lines: list[str], end: int) -> list[str]:
    """The lines before this one, without an empty end and the word of a telephone."""
    kept = lines[:end]
    while kept and (not kept[-1].strip() or _PHONE.match(kept[-1])):
        kept.pop()
    return kept


def _begins_history(lines: list[str], number: int) -> bool:
    line = lines[number]
    if _QUOTED.match(line):
        return False
    if _RULED.match(line):
        following = [each for each in lines[number + 1 : number + 4] if each.strip()]
        return bool(following) and _HEADER.match(following[0]) is not None
    headers = lines[number : number + FEWEST_HEADERS]
    return (
        len(headers) == FEWEST_HEADERS
        and all(_HEADER.match(each) for each in headers)
        and _FROM.match(line) is not None
    )


def _without_quotation(lines: list[str]) -> list[str]:
    """Without the one quotation at the end or the beginning; between the lines it stays.

    Whoever answers point by point is not understood without the points.
    """
    kept = _above(lines, len(lines))
    first, last = 0, len(kept)
    while last > first and _is_quoted_or_empty(kept[last - 1]):
        last -= 1
    if last < len(kept):
        last = _before_introduction(kept, last)
    start = _after_quotation(kept, first, last)
    rest = kept[start:last]
    if any(_QUOTED.match(line) for line in rest):
        # More than one: they are answered one by one.
        return kept[:last]
    return _above(rest, len(rest))


def _is_quoted_or_empty(line: str) -> bool:
    return not line.strip() or _QUOTED.match(line) is not None


def _before_introduction(lines: list[str], end: int) -> int:
    """Where the line, or the short dated paragraph, begins that introduces a quotation."""
    if end == 0 or not _INTRODUCES.match(lines[end - 1]):
        return end
    start = end - 1
    while start > 0 and lines[start - 1].strip() and end - start < LONGEST_INTRODUCTION:
        start -= 1
    begins_paragraph = start == 0 or not lines[start - 1].strip()
    is_dated = any(_DATED.search(line) for line in lines[start:end])
    return start if begins_paragraph and is_dated else end - 1


def _after_quotation(lines: list[str], first: int, last: int) -> int:
    """Where a quotation ends with which the text begins."""
    start = first
    while start < last and not lines[start].strip():
        start += 1
    for number in range(start, min(start + LONGEST_INTRODUCTION, last)):
        if _QUOTED.match(lines[number]):
            break
        if not lines[number].strip():
            return first
    else:
        return first
    is_introduced = number == start or _INTRODUCES.match(lines[number - 1]) is not None
    if not is_introduced:
        return first
    while number < last and _is_quoted_or_empty(lines[number]):
        number += 1
    return number
