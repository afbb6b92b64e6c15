"""What the portal's own Word files say that nobody wrote, and how their tables begin (B4-1)."""

import functools
import re
from collections.abc import Container, Iterator, Sequence

from areas.forms.row_kinds import KINDS
from areas.reading.row_tables import columns
from areas.reading.word_plans import labels, numbering
from gmp_portal.exchange.word.file_lines import TABLE, Line
from gmp_portal.exchange.word.form_matching import normal
from gmp_portal.typesetting import fixed_words
from gmp_portal.typesetting.languages import LANGUAGES

# The names of the styles that no other file has.
STYLES = "gmp "
NAME = "Name"
# What stands in a cell in which people wrote nothing.
NOTHING, NOT_AVAILABLE = "\u2013", "not available"
BETWEEN = "\u00b7"
COLON = re.compile("[:：]")
# Why such a line goes nowhere.
WHY = "of_portal"
SIDES = ("Inside the Partnership", "Outside the Partnership")
# Sentences by section; those of the second list have something behind them.
SAID = {
    "IV": (
        *("Partner efforts", "Cost", "Timeline by quarter", "Timeline by year"),
        "■ under way, ● milestone",
    ),
    "VIII": ("Next review",),
    "IX": SIDES,
}
BEGUN = {"IV": "Total cost by currency", "VIII": "Next review of the plan"}
# Lists whose entries the portal numbers.
NUMBERED = ("objectives", "actions", "efforts")
EMPTY = "Nothing is recorded in this section."
TIMELINE = "Partner efforts"


def made(lines: Sequence[Line]) -> bool:
    """Whether the portal made this file, whoever wrote in it afterwards."""
    return any(map(is_styled, lines))


def is_styled(line: Line) -> bool:
    """Whether the line looks as only lines of the portal's files do."""
    return line.style.startswith(STYLES)


def says(line: Line, section: str) -> bool:
    """Whether this line of such a file stands there whatever people wrote."""
    if line.kind == TABLE:
        head = line.rows[0]
        return section == "IV" and _is(head[0], TIMELINE) and _are_years(head[1:])
    text, begun = _bare(line.text), BEGUN.get(section)
    return any(_is(text, said) for said in (EMPTY, *SAID.get(section, ()))) or bool(
        begun and _is(COLON.split(text)[0], begun)
    )


def _bare(text: str) -> str:
    """A heading without the letter that Arabic files have before it."""
    return numbering.parted(numbering.flat(text)).title


def _are_years(titles: Sequence[str]) -> bool:
    return all(title[:4].isdecimal() for title in titles)


@functools.cache
def _words(english: str) -> frozenset[str]:
    return frozenset(normal(fixed_words.speaker(code)(english)) for code in LANGUAGES)


def _is(text: str, english: str) -> bool:
    return normal(text) in _words(english)


def is_name(title: str) -> bool:
    """Whether a column is called as the first one is in the files of the portal."""
    return _is(title, NAME)


def side(text: str) -> str:
    """The words that say on which side the linkages below them are (A2-IX), or none."""
    bare = _bare(text)
    return bare if any(_is(bare, each) for each in SIDES) else ""


def filled(cell: str) -> str:
    """What people wrote in a cell of a table that the portal made."""
    is_empty = cell.strip() == NOTHING or _is(cell, NOT_AVAILABLE)
    return "" if is_empty else cell


def below(kind: str, name: str, beside: Container[str]) -> tuple[str, dict[str, str]]:
    """A name without its number, and what stands in lines below it: “Project: Laboratory”.

    What has a column ``beside`` the names is said there.
    """
    first, *others = name.splitlines() or [""]
    numbered = labels.entry(kind, first) if kind in NUMBERED else None
    kept = [(numbering.behind(first, numbered) if numbered else "") or first]
    parted: dict[str, str] = {}
    for line in others:
        said = dict(_parts(kind, line))
        if said and not any(key in parted or key in beside for key in said):
            parted |= said
        else:
            kept.append(line)
    parted.pop("", None)
    return "\n".join(kept), parted


def _parts(kind: str, line: str) -> Iterator[tuple[str, str]]:
    """What a line says, by column; nothing where it says something else, too."""
    parts = list(labels.parts(kind, line))
    if len(parts) == 1 and parts[0].key:
        yield parts[0].key, parts[0].words
    elif kind == "efforts":
        words = [part.strip() for part in line.split(BETWEEN)]
        keys = [_of_effort(part) for part in words]
        if None not in keys:
            yield from zip(map(str, keys), words, strict=True)


def _of_effort(words: str) -> str | None:
    """Its kind, its action, or the objectives that follow from its action (A2-IV-1)."""
    choices = columns.choices_of(KINDS["efforts"], "kind")
    if any(normal(words) in map(normal, choice.words) for choice in choices):
        return "kind"
    if labels.entry("actions", words) == len(words):
        return "action"
    return "" if labels.entry("objectives", words) else None
