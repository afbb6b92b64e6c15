"""The numbers of a session document, given by structure and never by hand.

Chapters, sections and paragraphs run through the document; everything starts again
in an annex, the numbers of notes included. Asterisks follow the order of appearance.
"""

import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gmp_portal.typesetting.content import (
    Annex,
    BarTable,
    Block,
    Chapter,
    Item,
    List,
    Note,
    Paragraph,
    Picture,
    Run,
    Section,
    SubParagraph,
    Subsection,
    Table,
    Text,
)
from gmp_portal.typesetting.languages import Language

ARABIC_CHAPTERS = (
    "أولاً ثانياً ثالثاً رابعاً خامساً سادساً سابعاً ثامناً تاسعاً عاشراً "
    "حادي\u00a0عشر ثاني\u00a0عشر ثالث\u00a0عشر رابع\u00a0عشر خامس\u00a0عشر"
)
ARABIC_ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
ARABIC_LETTER_NAMES = (
    "ألف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف راء شين "
    "تاء ثاء خاء ذال ضاد ظاء غين"
)
ARABIC_LETTERS = "أ ب ج د ه و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
HAN_DIGITS = "〇一二三四五六七八九"
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
STOPS = ".!?:;,。！？：；，、؟؛،…"


def roman(number: int) -> str:
    """Return the number in Roman numerals."""
    numeral = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def han(number: int) -> str:
    """Return a number below one hundred in Chinese numerals."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else HAN_DIGITS[tens]) + "十" if tens else ""
    return head + (HAN_DIGITS[ones] if ones or not tens else "")


def letter(number: int) -> str:
    """Return a, b, c for 1, 2, 3, and aa after z."""
    times, index = divmod(number - 1, 26)
    return string.ascii_lowercase[index] * (times + 1)


def digits(number: int, language: Language) -> str:
    """Return the number in the digits of the language."""
    return str(number).translate(ARABIC_DIGITS) if language.code == "ar" else str(number)


def written(value: float, language: Language) -> str:
    """Return a value as its language writes numbers, in groups of three."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"
    if language.code in ("en", "zh-hans"):
        return text
    # A space that can break would part an Arabic number, and print its groups in reverse.
    grouped = text.replace(",", "\u202f").replace(".", ",")
    if language.code == "ar":
        marks = {ord("\u202f"): "\u00a0", ord(","): "\u066b"}
        return grouped.translate(ARABIC_DIGITS).translate(marks)
    return grouped


def _nth(names: str, number: int) -> str:
    """Return the name of a number from a list of names with spaces between them."""
    known = names.split(" ")
    return (
        known[number - 1] if number <= len(known) else str(number).translate(ARABIC_DIGITS)
    )


def chapter_label(number: int, language: Language) -> str:
    if language.code == "zh-hans":
        return f"{han(number)}、"
    if language.code == "ar":
        return f"{_nth(ARABIC_CHAPTERS, number)} -"
    return f"{roman(number)}."


def section_label(number: int, language: Language) -> str:
    if language.code == "ar":
        return f"{_nth(ARABIC_LETTER_NAMES, number)} -"
    return f"{letter(number).upper()}."


def paragraph_label(number: int, language: Language) -> str:
    return f"{digits(number, language)} -" if language.code == "ar" else f"{number}."


def part_label(level: int, number: int, language: Language) -> str:
    """Return the mark of a sub-paragraph: (a), (i), a., i. and their relatives."""
    if language.code == "ar":
        number_ = digits(number, language)
        return f"({_nth(ARABIC_LETTERS, number)})" if level == 1 else f"‘{number_}’"
    if level == 2 and language.code == "zh-hans":
        return f"({han(number)})"
    name = letter(number) if level % 2 else roman(number).lower()
    if level > 2:
        return f"{name}."
    return f"{name})" if language.code in ("fr", "es", "ru") else f"({name})"


def annex_label(number: int, of: int, language: Language) -> str:
    """Return the heading of an annex; a single annex has no number."""
    if of == 1:
        return language.annex
    if language.code == "zh-hans":
        return f"{language.annex}{han(number)}"
    if language.code == "ar":
        return f"{language.annex} {_nth(ARABIC_ORDINALS, number)}"
    return f"{language.annex} {roman(number)}"


def annex_labels(annexes: Sequence[Annex], language: Language) -> list[str]:
    """Return the headings of all annexes; what is not an annex proper has none."""
    of = sum(annex.is_numbered for annex in annexes)
    headings: list[str] = []
    number = 0
    for annex in annexes:
        number += annex.is_numbered
        headings.append(annex_label(number, of, language) if annex.is_numbered else "")
    return headings


def table_label(number: int, language: Language) -> str:
    space = "" if language.code == "zh-hans" else " "
    return f"{language.table}{space}{digits(number, language)}"


def figure_label(number: int, language: Language) -> str:
    """Return the number of a figure: in digits, as that of a table."""
    space = "" if language.code == "zh-hans" else " "
    return f"{language.figure}{space}{digits(number, language)}"


@dataclass
class Numbers:
    """The counters of one part of a document: its body or one annex."""

    language: Language
    prefix: str = ""
    chapter: int = 0
    section: int = 0
    subsection: int = 0
    paragraph: int = 0
    parts: tuple[int, ...] = ()
    table: int = 0
    figure: int = 0
    note: int = 0

    def label(self, block: Block) -> str:
        """Return the number of the next block, or nothing where blocks carry none."""
        if isinstance(block, SubParagraph):
            return self._part(block.level)
        is_counted = not isinstance(block, Table) or block.numbered
        if isinstance(block, Item | List | Picture) or not is_counted:
            return ""
        if isinstance(block, Table):
            self.table += 1
            return table_label(self.table, self.language)
        if isinstance(block, BarTable):
            self.figure += 1
            return figure_label(self.figure, self.language)
        self.parts = ()
        if isinstance(block, Paragraph) and block.numbered:
            self.paragraph += 1
            return paragraph_label(self.paragraph, self.language)
        return self._heading(block)

    def next_note(self) -> str:
        """Return the mark of the next note."""
        self.note += 1
        return digits(self.note, self.language)

    def _heading(self, block: Block) -> str:
        if isinstance(block, Chapter):
            self.chapter, self.section, self.subsection = self.chapter + 1, 0, 0
            return self._of_publication() or chapter_label(self.chapter, self.language)
        if isinstance(block, Section):
            self.section, self.subsection = self.section + 1, 0
            return self._of_publication() or section_label(self.section, self.language)
        if isinstance(block, Subsection):
            self.subsection += 1
            return paragraph_label(self.subsection, self.language)
        return ""

    def _of_publication(self) -> str:
        """Return 2.1 or 2.1.3 inside the numbered parts of a publication."""
        levels = [
            digits(number, self.language)
            for number in (self.chapter, self.section)
            if number
        ]
        # The Arabic nought is a point: there, a stroke stands between the numbers.
        mark = "-" if self.language.code == "ar" else "."
        return mark.join((self.prefix, *levels)) if self.prefix else ""

    def _part(self, level: int) -> str:
        level = max(1, min(level, 4))
        counts = (*self.parts, 0, 0, 0, 0)[:level]
        self.parts = (*counts[:-1], counts[-1] + 1)
        return part_label(level, self.parts[-1], self.language)


def labels(blocks: Iterable[Block], language: Language) -> Iterator[tuple[str, Block]]:
    """Return every block of one part with its number."""
    numbers = Numbers(language)
    for block in blocks:
        yield numbers.label(block), block


def punctuated(text: Text, ending: str) -> Text:
    """Return the text closed by ``ending`` unless its author closed it already."""
    index = len(text) - 1
    while index >= 0 and isinstance(text[index], Note):
        index -= 1
    if index < 0:
        return text
    last = text[index]
    written = (last if isinstance(last, str) else last.text).rstrip()
    if not written or written[-1] in STOPS:
        return text
    closed: tuple[Run, ...] = (
        (last.rstrip(), ending) if isinstance(last, str) else (last, ending)
    )
    return (*text[:index], *closed, *text[index + 1 :])
