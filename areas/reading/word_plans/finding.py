"""The headings of a file: each line by itself, and then all of them beside each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from areas.annex2 import BY_KEY, SECTIONS
from areas.reading.word_plans import headings, numbering, wordings
from areas.reading.word_plans.headings import Heading, is_marked
from areas.reading.word_plans.pieces import HEADING
from gmp_portal.exchange.word.file_lines import PARAGRAPH, TABLE, Line

ORDER = list(BY_KEY)
# The number of the page, behind a heading in a list of contents.
PAGE = re.compile(r"(?:\t|\s*[.…·]{3,}\s*|\s{3,})\d{1,3}$")
# Sections that hold lists with names of their own, beside a text.
NAMED_LISTS = {each.key: each.rows for each in SECTIONS if each.has_text and each.rows}
DOUBLED = "doubled"

Heads = dict[int, Heading]


def usual_size(lines: Sequence[Line]) -> int:
    """The size of most words."""
    sizes: dict[int, int] = {}
    for line in lines:
        if line.kind == PARAGRAPH:
            sizes[line.size] = sizes.get(line.size, 0) + len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0)


def find(lines: Sequence[Line], settled: Mapping[str, str]) -> Heads:
    """The headings by the places of their lines; what somebody settled comes first."""
    usual = usual_size(lines)
    contents = contents_of(lines)
    heads: Heads = {}
    last = ""
    for place, line in enumerate(lines):
        said = settled.get(str(place + 1), "")
        if said:
            if said.startswith(HEADING):
                heads[place] = _settled(said.partition(":")[2], line, usual)
                last = heads[place].section
            continue
        heading = headings.read(line, usual) if place not in contents else None
        if heading is None or _names_list(line, last):
            continue
        heads[place] = heading
        last = heading.section
    heads = _without_contents(lines, heads, settled)
    heads = _without_chance(lines, heads, settled)
    heads |= _by_number(lines, heads, settled, usual)
    return _doubled(dict(sorted(heads.items())), settled)


def contents_of(lines: Sequence[Line]) -> set[int]:
    """The lines of a list of contents."""
    return {
        place
        for place, line in enumerate(lines)
        if line.style.startswith(("toc", "contents ")) or PAGE.search(line.text)
    }


def _settled(section: str, line: Line, usual: int) -> Heading:
    """A heading that somebody named; what stands behind it in its line stays its text."""
    read = headings.read(line, usual)
    return Heading(section, rest=read.rest if read else "")


def _names_list(line: Line, section: str) -> bool:
    """Whether the line names a list of the section in which it stands."""
    numbered = numbering.parted(numbering.flat(line.text))
    kinds = NAMED_LISTS.get(section, ())
    is_other = numbered.section not in ("", section) and not line.text[:1].isdigit()
    return bool(kinds and not is_other and wordings.named_list(numbered.title, kinds))


def _without_contents(
    lines: Sequence[Line], heads: Heads, settled: Mapping[str, str]
) -> Heads:
    """Headings with nothing below them that come once more are a list of contents."""
    places = list(heads)
    kept: Heads = {}
    for index, place in enumerate(places):
        following = places[index + 1] if index + 1 < len(places) else len(lines)
        is_empty = following == place + 1 and not heads[place].rest
        comes_again = any(
            heads[other].section == heads[place].section for other in places[index + 1 :]
        )
        if not (is_empty and comes_again and str(place + 1) not in settled):
            kept[place] = heads[place]
    return kept


def _without_chance(
    lines: Sequence[Line], heads: Heads, settled: Mapping[str, str]
) -> Heads:
    """A plain line may be called like a section by chance: its order tells."""
    kept: Heads = {}
    places = list(heads)
    before = -1
    for index, place in enumerate(places):
        heading, order = heads[place], ORDER.index(heads[place].section)
        if heading.why == headings.PLAIN and str(place + 1) not in settled:
            later = [heads[other] for other in places[index + 1 :]]
            named = [each for each in later if each.why != headings.PLAIN]
            if any(ORDER.index(each.section) <= order for each in named):
                continue
            if before < order <= before + 2 and lines[place].kind == PARAGRAPH:
                heading = replace(heading, why="")
        kept[place] = heading
        before = max(before, order)
    return kept


def _by_number(
    lines: Sequence[Line], heads: Heads, settled: Mapping[str, str], usual: int
) -> Heads:
    """Headings whose title nobody knows, whose number fits where they stand."""
    more: Heads = {}
    known = {heading.section for heading in heads.values()}
    levels = {lines[place].outline for place in heads} - {0}
    for place, line in enumerate(lines):
        if place in heads or str(place + 1) in settled:
            continue
        section = headings.by_number(line, usual)
        is_like_others = line.outline in levels or not line.text.lstrip()[:1].isdigit()
        if section and section not in known and is_like_others:
            before = [heads[each].section for each in heads if each < place][-1:]
            after = [heads[each].section for each in heads if each > place][:1]
            order = ORDER.index(section)
            if all(ORDER.index(each) < order for each in before) and all(
                ORDER.index(each) > order for each in after
            ):
                more[place] = Heading(section, why=headings.BY_NUMBER)
                known.add(section)
    return more


def _doubled(heads: Heads, settled: Mapping[str, str]) -> Heads:
    """A section that begins twice: the second time somebody looks."""
    seen: set[str] = set()
    for place, heading in heads.items():
        if heading.section in seen and not heading.why and str(place + 1) not in settled:
            heads[place] = replace(heading, why=DOUBLED)
        seen.add(heading.section)
    return heads


def is_unknown(lines: Sequence[Line], place: int, heads: Heads, usual: int) -> bool:
    """Whether a line looks like the headings of the sections, and is none of them."""
    line = lines[place]
    if line.kind == TABLE or not is_marked(line, usual) or "\n" in line.text:
        return False
    levels = {lines[each].outline for each in heads} - {0}
    text = numbering.flat(line.text)
    is_numbered = bool(numbering.parted(text).section) and not text[:1].isdigit()
    return len(text) <= wordings.LONGEST_TITLE and (
        line.outline in levels or (is_numbered and not line.listed)
    )
