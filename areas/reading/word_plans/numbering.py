"""The number before a title, however it was typed: IV., 4), Section IV:, 四、, （四）, 第四部分."""

import re
import unicodedata
from dataclasses import dataclass

ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
HAN = "一二三四五六七八九十"
ARABIC = (
    "أولا",
    "ثانيا",
    "ثالثا",
    "رابعا",
    "خامسا",
    "سادسا",
    "سابعا",
    "ثامنا",
    "تاسعا",
    "عاشرا",
)
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
WORD = (
    r"(?:section|sect\.|chapter|part|sección|capítulo|parte|chapitre|partie|раздел|глава|часть"
    r"|القسم|الفصل|الجزء)"
)
NUMBER = rf"(?P<number>[ivx]{{1,5}}|\d{{1,2}}|[{HAN}]{{1,2}}|{'|'.join(ARABIC)})"
BEHIND = r"[\s.:)、،\]\-–—]*"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"第\s*{NUMBER}\s*(?:部分|章|节|節|项|項)?{BEHIND}",
        rf"[(\[【]\s*{NUMBER}\s*[)\]】]{BEHIND}",
        rf"{WORD}\s+{NUMBER}(?![\w]){BEHIND}",
        rf"{NUMBER}ً?\s*(?:[.)、،:]|[-–—]\s)(?!\d){BEHIND}",
        rf"{NUMBER}\s+(?=\S)",
    )
)
# "2.1 …" numbers a part of a section.
PART = re.compile(
    r"(?:[ivx]{1,5}|\d{1,2})(?:\.\s?(?:\d{1,2}|[a-z]))+[.)]?\s+", re.IGNORECASE
)


# Documents in Arabic number the parts of a section by letters, as those of the portal do.
LETTER = re.compile(
    r"(?:ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء)\s*(?:[.)،:]|\s[-–—]\s)\s*(?=\S)"
)


@dataclass(frozen=True)
class Numbered:
    """A title without its number, and the section that the number names."""

    section: str
    title: str
    is_part: bool = False


def flat(text: str) -> str:
    """The text in plain characters: full width and circled ones are the same as others."""
    return "".join(map(_plain, text.strip()))


def behind(text: str, length: int) -> str:
    """What of a line as it was typed stands behind so much of its plain form."""
    typed, passed = text.strip(), 0
    for place, character in enumerate(typed):
        if passed >= length:
            return typed[place:]
        passed += len(_plain(character))
    return ""


def _plain(character: str) -> str:
    """One by one, so that each place in the plain form has a place in the text."""
    return unicodedata.normalize("NFKC", character).translate(DIGITS)


def parted(text: str) -> Numbered:
    """A line in plain characters as number and title."""
    part = PART.match(text)
    if part is not None:
        return Numbered("", text[part.end() :], is_part=True)
    if letter := LETTER.match(text):
        return Numbered("", text[letter.end() :], is_part=True)
    for form in FORMS:
        match = form.match(text)
        if match is not None:
            section = _section(match["number"])
            if section or match["number"].isdecimal():
                return Numbered(section, text[match.end() :])
    return Numbered("", text)


def _section(number: str) -> str:
    """The section of this number: 4, IV, 四 or رابعا."""
    if number.upper() in ROMANS:
        return number.upper()
    if number in ARABIC:
        return ROMANS[ARABIC.index(number)]
    place = int(number) if number.isdecimal() else HAN.find(number) + 1
    return ROMANS[place - 1] if 1 <= place <= len(ROMANS) else ""
