"""Which lines are the headings of sections, and what of them is sure."""

import re
from dataclasses import dataclass

from areas.reading.word_plans import numbering, wordings
from areas.reading.word_plans.numbering import Numbered
from gmp_portal.exchange.word.file_lines import PARAGRAPH, Line

# Where a heading and its text stand in one paragraph, one of these parts them.
PARTING = re.compile(r"\n|:\s|:$|\s[-–—]\s|[.。]\s?(?=\S)|\t")
SIGNS = " \n\t:.-–—。：\uff0e、"
EXACT = 0.97
NUMBER_DIFFERS, PLAIN, NEARLY = "number_differs", "looks_plain", "nearly"
UNKNOWN, BY_NUMBER = "unknown_heading", "by_number"


@dataclass(frozen=True)
class Heading:
    """A line that begins a section; ``rest`` is the text that stands behind it."""

    section: str
    language: str = ""
    rest: str = ""
    why: str = ""
    named: str = ""
    """The section that its number names, where its title names another one."""


def is_marked(line: Line, usual_size: int) -> bool:
    """Whether a line stands out: by its style, bold, large, or in capitals."""
    is_larger = bool(usual_size and line.size > usual_size + 1)
    return bool(line.outline or line.is_bold or is_larger or line.text.isupper())


def read(line: Line, usual_size: int) -> Heading | None:
    """The heading that this line is, if it is one."""
    if line.kind != PARAGRAPH or line.depth:
        return None
    text = numbering.flat(line.text)
    numbered = numbering.parted(text)
    if numbered.is_part:
        return None
    is_plain = not is_marked(line, usual_size)
    whole = wordings.section(numbered.title)
    if whole is not None:
        if is_plain and not numbered.section and line.listed == "bullet":
            return None
        return _judged(whole, numbered, is_plain=is_plain)
    return _run_in(line, text, numbered)


def _judged(match: wordings.Match, numbered: Numbered, *, is_plain: bool) -> Heading:
    why = ""
    if numbered.section and numbered.section != match.key:
        # "Partners" may be the last section, or what the fourth one is called for short.
        others = wordings.matches(numbered.title)
        agreed = next((each for each in others if each.key == numbered.section), None)
        if agreed is not None:
            return Heading(agreed.key, agreed.language)
        why = NUMBER_DIFFERS
    elif not numbered.section:
        if is_plain:
            why = PLAIN
        elif match.likeness < EXACT:
            why = NEARLY
    named = numbered.section if why == NUMBER_DIFFERS else ""
    return Heading(match.key, match.language, why=why, named=named)


def _run_in(line: Line, text: str, numbered: Numbered) -> Heading | None:
    """A heading whose text goes on in the same paragraph."""
    lead = numbering.parted(numbering.flat(line.lead)).title if line.lead else ""
    before = len(text) - len(numbered.title)
    for head, length in _heads(numbered.title, lead):
        match = wordings.section(head)
        if match is None:
            continue
        is_agreed = numbered.section == match.key
        is_bold = bool(lead) and wordings.section(lead) == match
        if is_agreed or is_bold:
            is_other = not is_agreed and bool(numbered.section)
            rest = numbering.behind(line.text, before + length).lstrip(SIGNS)
            return Heading(
                match.key,
                match.language,
                rest=rest,
                why=NUMBER_DIFFERS if is_other else "",
                named=numbered.section if is_other else "",
            )
    return None


def _heads(title: str, lead: str) -> list[tuple[str, int]]:
    """The words that may be the heading, each with the length of what the text stands behind."""
    heads = [(lead, len(lead))] if lead and title.startswith(lead) else []
    for sign in PARTING.finditer(title):
        if sign.start() > wordings.LONGEST_TITLE:
            break
        heads.append((title[: sign.start()], sign.end()))
    return [(head, end) for head, end in heads if head.strip() and title[end:].strip(SIGNS)]


def by_number(line: Line, usual_size: int) -> str:
    """The section that a heading of unknown title names by its number."""
    if line.kind != PARAGRAPH or line.depth or not is_marked(line, usual_size):
        return ""
    text = numbering.flat(line.text)
    numbered = numbering.parted(text)
    is_short = len(text) <= wordings.LONGEST_TITLE and "\n" not in text
    return numbered.section if is_short and numbered.title != text else ""
