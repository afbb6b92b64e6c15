"""The lists that count: tied to the styles, so that a paragraph added in Word gets its number."""

from dataclasses import dataclass, field

from gmp_portal.exchange.word import elements, looks
from gmp_portal.exchange.word.elements import Element, flag, properties, w
from gmp_portal.exchange.word.looks import LOOKS, Look
from gmp_portal.exchange.word.tongues import Tongue

# Behind the lists of the styles stand those that begin again.
FIRST_OWN = 100
BULLET = "\u2013"


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts, what stands round the number, and for which style."""

    count: str
    pattern: str
    style: str


def _bracketed(number: str, tongue: Tongue) -> str:
    has_one = tongue.code in ("fr", "es", "ru")
    return f"{number})" if has_one else f"({number})"


def _part_levels(tongue: Tongue) -> tuple[Level, ...]:
    """Return (a), (i), a., i. as the language has them, as ``numbering.part_label`` does."""
    names = [f"GMP Sub-paragraph {level}" for level in looks.LEVELS]
    if tongue.is_rtl:
        first = Level("arabicAbjad", "(%1)", names[0])
        return (
            first,
            *(Level("decimal", f"‘%{n}’", names[n - 1]) for n in looks.LEVELS[1:]),
        )
    second = "chineseCounting" if tongue.is_chinese else "lowerRoman"
    return (
        Level("lowerLetter", _bracketed("%1", tongue), names[0]),
        Level(second, _bracketed("%2", tongue), names[1]),
        Level("lowerLetter", "%3.", names[2]),
        Level("lowerRoman", "%4.", names[3]),
    )


def _heading_levels(tongue: Tongue) -> tuple[Level, ...]:
    if tongue.is_rtl:
        # Chapters and sections count in words there, which are written like other words.
        return (
            Level("none", "", "heading 1"),
            Level("none", "", "heading 2"),
            Level("decimal", "%3 -", "heading 3"),
        )
    if tongue.is_chinese:
        chapter = Level("chineseCounting", "%1、", "heading 1")
    else:
        chapter = Level("upperRoman", "%1.", "heading 1")
    section = Level("upperLetter", "%2.", "heading 2")
    return (chapter, section, Level("decimal", "%3.", "heading 3"))


def levels(tongue: Tongue) -> dict[int, tuple[Level, ...]]:
    """Return the levels of every list of a language."""
    number = "%1 -" if tongue.is_rtl else "%1."
    item = (
        Level("arabicAbjad", "(%2)", "GMP Decision item")
        if tongue.is_rtl
        else Level("lowerLetter", _bracketed("%2", tongue), "GMP Decision item")
    )
    return {
        looks.HEADINGS: _heading_levels(tongue),
        looks.PARAGRAPHS: (Level("decimal", number, "GMP Paragraph"),),
        looks.PARTS: _part_levels(tongue),
        looks.DECISIONS: (Level("decimal", number, "GMP Decision operative"), item),
        looks.BULLETS: (Level("bullet", BULLET, "GMP Bullet"),),
    }


@dataclass
class Lists:
    """The lists of one file, with those that begin anew in an annex, a decision or a group."""

    tongue: Tongue
    own: list[int] = field(default_factory=list)

    def anew(self, list_id: int) -> int:
        """Return the number of a list that counts like this one, from one."""
        self.own.append(list_id)
        return FIRST_OWN + len(self.own) - 1

    def part(self) -> Element:
        """Return the part of the package with all lists."""
        known = levels(self.tongue)
        shapes = [_list(list_id, of, self.tongue) for list_id, of in known.items()]
        numbers = [_number(list_id, list_id) for list_id in known]
        for place, list_id in enumerate(self.own):
            depth = len(known[list_id])
            numbers.append(_number(FIRST_OWN + place, list_id, restarts=depth))
        return w("numbering", shapes, numbers)


def _number(number: int, list_id: int, restarts: int = 0) -> Element:
    overrides = (
        w("lvlOverride", w("startOverride", val=1), ilvl=level) for level in range(restarts)
    )
    return w("num", w("abstractNumId", val=list_id), overrides, numId=number)


def _list(list_id: int, of: tuple[Level, ...], tongue: Tongue) -> Element:
    return w(
        "abstractNum",
        w("multiLevelType", val="multilevel"),
        (_level(place, level, tongue) for place, level in enumerate(of)),
        abstractNumId=list_id,
    )


def _level(place: int, level: Level, tongue: Tongue) -> Element:
    look = LOOKS[level.style]
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=level.count),
        w("pStyle", val=look.style_id),
        w("suff", val="tab" if level.pattern else "nothing"),
        w("lvlText", val=level.pattern),
        w("lvlJc", val="left"),
        _place_of(look, tongue),
        properties("rPr", flag("rtl", tongue.is_rtl)),
        ilvl=place,
    )


def _place_of(look: Look, tongue: Tongue) -> Element | None:
    indents = look.indents(tongue.is_rtl)
    stop = w("tab", val="num", pos=elements.twips(indents.tab or indents.left))
    return properties("pPr", w("tabs", stop), indents.element())
