"""Headings: by their numbers, by what surrounds them, and by the list of contents."""

from dataclasses import dataclass, field

from reporting.session_documents import lines as marks
from reporting.session_documents.contents import Witness
from reporting.session_documents.lines import HAN, Line, has_ended, units

ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
HAN_DIGITS = "一二三四五六七八九"
LONGEST = 160
WIDE = 60
NAMES = (
    "introduction background summary conclusion conclusions preface foreword "
    "acknowledgements recommendations abbreviations disclaimer references bibliography "
    "导言 引言 背景 摘要 前言 序言 结论 建议 免责声明 致谢 缩略语 参考文献"
)
COMMON = frozenset(NAMES.split())


@dataclass
class Counters:
    """How far the numbers of one part have come."""

    chapter: int = 0
    section: str = ""
    subsection: int = 0
    paragraph: int = 0
    degrees: list[int] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """The level of an unnumbered heading that comes now."""
        return 1 + bool(self.chapter) + bool(self.section)


@dataclass(frozen=True)
class Label:
    """A numbered heading: its kind, the words behind the number, and a doubt."""

    kind: str
    title: str
    doubt: str = ""


def labelled(line: Line, counters: Counters, witness: Witness) -> Label | None:
    """Return what the number of a line says: chapter, section, or nothing."""
    text = line.words
    if units(text) > 2 * LONGEST or (has_ended(text) and not _is_bare(text)):
        return None
    if match := marks.HAN_CHAPTER.fullmatch(text):
        return _chapter(counters, han(match[1]), match[2])
    section = marks.LETTER_SECTION.fullmatch(text)
    follows = (
        bool(section)
        and bool(counters.section)
        and (
            section[1] == chr(ord(counters.section) + 1)  # type: ignore[index]
        )
    )
    # I comes after H as well as before II.
    match = None if follows else marks.ROMAN_CHAPTER.fullmatch(text)
    if match and roman(match[1]) == counters.chapter + 1:
        return _chapter(counters, roman(match[1]), match[2] or "")
    if section and (follows or section[1] == "A" or witness.level(text) is not None):
        counters.section, counters.subsection = section[1], 0
        return Label("section", section[2])
    return None


def _is_bare(text: str) -> bool:
    """Tell whether a line is the number of a chapter and nothing else."""
    match = marks.ROMAN_CHAPTER.fullmatch(text) or marks.HAN_CHAPTER.fullmatch(text)
    return bool(match) and not match[2]  # type: ignore[index]


def _chapter(counters: Counters, number: int, title: str) -> Label:
    doubt = "" if number == counters.chapter + 1 else "number_leaps"
    counters.chapter, counters.section, counters.subsection = number, "", 0
    return Label("chapter", title, doubt)


def subsection(line: Line, following: Line | None, counters: Counters) -> bool:
    """Tell whether a short numbered line is a heading and no paragraph."""
    match = marks.NUMBERED.fullmatch(line.words)
    if not match or has_ended(line.words) or units(line.words) > LONGEST:
        return False
    if line.words.endswith(marks.PAUSES) or marks.is_open(line.words):
        return False
    if line.degree or line.is_strong:
        return True
    if following is None or following.words[:1].islower():
        return False
    after = marks.NUMBERED.fullmatch(following.words)
    is_list = bool(after) and int(after[1]) == int(match[1]) + 1  # type: ignore[index]
    # A list counts on from line to line; below a heading something else begins.
    return not is_list


@dataclass(frozen=True)
class Surroundings:
    """What stands around a line."""

    is_apart_before: bool
    is_apart_after: bool
    has_ended_before: bool
    following: Line | None


def is_short(line: Line) -> bool:
    """Tell whether a line may be a heading by its length and its end."""
    text = line.words
    return (
        bool(text)
        and units(text) <= LONGEST
        and not has_ended(text)
        and not text.endswith(marks.PAUSES)
        and not text[0].islower()
        and not marks.ADDRESS.fullmatch(text)
        and not line.cells
        and any(character.isalpha() for character in text)
    )


def weigh(line: Line, around: Surroundings, witness: Witness) -> int:
    """Return how much speaks for a heading; two is enough, one is worth a look."""
    if not is_short(line):
        return 0
    is_listed = witness.level(line.words) is not None
    words = marks.CALL.sub("", line.words).strip().casefold()
    letters = [character for character in line.words if character.isalpha()]
    is_capital = len(letters) > 3 and not HAN.search(line.words) and line.words.isupper()
    apart = around.is_apart_before and around.is_apart_after
    if _runs_over(line, around):
        return 0
    if not (apart or is_listed or line.degree or line.is_strong):
        opens = around.following is not None and _opens(around.following)
        return int(around.has_ended_before and opens)
    return (
        2 * is_listed
        + 2 * bool(line.degree or line.is_strong)
        + is_capital
        + (words in COMMON)
        + apart * (around.following is not None)
    )


def _runs_over(line: Line, around: Surroundings) -> bool:
    """A line as wide as a page, with more text right below it, is no heading."""
    if line.degree or line.is_strong:
        return False
    if around.following is not None and around.following.words[:1].islower():
        return True
    return (
        units(line.words) >= WIDE
        and not around.is_apart_after
        and not _is_labelled(around.following)
    )


def _is_labelled(line: Line | None) -> bool:
    text = line.words if line else ""
    return bool(marks.NUMBERED.fullmatch(text) or marks.PART.fullmatch(text))


def _opens(line: Line) -> bool:
    """Tell whether text begins at a line: a number, a letter, or a sentence."""
    text = line.words
    return _is_labelled(line) or units(text) > LONGEST or has_ended(text)


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral."""
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = ROMANS[letter]
        total += -value if following and ROMANS[following] > value else value
    return total


def han(numeral: str) -> int:
    """Return the value of a Chinese numeral below one hundred."""
    head, ten, tail = numeral.rpartition("十")
    ones = HAN_DIGITS.find(tail) + 1 if tail else 0
    if not ten:
        return ones
    return 10 * (HAN_DIGITS.find(head) + 1 if head else 1) + ones
