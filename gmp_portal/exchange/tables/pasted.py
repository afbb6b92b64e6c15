"""Rows that were copied somewhere and pasted as text: from a spreadsheet, Word, or a web page.

A spreadsheet puts a cell with line breaks between quotation marks; Word does not, so that its
rows are put together again by the number of their cells.
"""

import re
from collections import Counter

# A cell of a spreadsheet with line breaks or quotation marks in it; tabs stand in none.
QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|^)"((?:[^"\t]|"")*)"(?=\t|\n|$)')
# Stands for a line break within a cell until rows are parted.
WITHIN = "\x00"
# How a further line of a cell begins, and how no row does.
GOES_ON = re.compile(r"\s*(?:[-•·*–▪●◦]|\(?\d|[Mm]\d|[a-zа-я])")
PIPES = re.compile(r"\s*\|.*\|\s*")
RULE = re.compile(r"[\s|:\-+=]+")
ENDS = re.compile("\r\n?|\x0b|\u2028")


def lines(text: str) -> list[list[str]]:
    """Return the cells of each row, without rows that are empty."""
    plain = ENDS.sub("\n", text.replace(WITHIN, "")).strip("\n")
    rows = _parted(QUOTED.sub(_unquoted, plain))
    cells = ([cell.replace(WITHIN, "\n").strip() for cell in row] for row in rows)
    return [row for row in cells if any(row)]


def _unquoted(fits: re.Match[str]) -> str:
    """What a program put between quotation marks; what a person did keeps them."""
    inner = fits[1].replace('""', '"')
    by_program = "\n" in inner or inner != fits[1]
    return inner.replace("\n", WITHIN) if by_program else fits[0]


def _parted(text: str) -> list[list[str]]:
    physical = text.split("\n")
    if "\t" in text:
        return [row.split("\t") for row in _whole(physical)]
    said = [line for line in physical if line.strip()]
    if said and all(PIPES.fullmatch(line) for line in said):
        return [
            line.strip().strip("|").split("|") for line in said if not RULE.fullmatch(line)
        ]
    marks = [line.count(";") for line in said]
    if len(said) > 1 and min(marks) > 0 and len(set(marks)) == 1:
        return [line.split(";") for line in said]
    return [[line] for line in said]


def _whole(physical: list[str]) -> list[str]:
    """Put lines together that are one row: a cell of Word may hold several paragraphs."""
    counts = Counter(line.count("\t") for line in physical if "\t" in line)
    most = max(counts)
    rows: list[str] = []
    for line in physical:
        if not rows or not line.strip():
            rows.append(line)
            continue
        tabs, more = rows[-1].count("\t"), line.count("\t")
        is_begun = 0 < tabs < most and tabs + more <= most
        is_rest = tabs == most and not more and GOES_ON.match(line)
        if is_begun or is_rest:
            rows[-1] = f"{rows[-1]}{WITHIN}{line}"
        else:
            rows.append(line)
    return rows
