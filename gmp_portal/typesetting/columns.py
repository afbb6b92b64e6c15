"""How wide the columns of a table are: each holds its longest word, the rest makes it short."""

from collections.abc import Sequence

from gmp_portal.typesetting.content import Text, plain

# A letter of small type, and what stays free beside it, in millimetres.
LETTER, BESIDE = 1.8, 3.5
LONGEST_WORD = 18
# From so many letters on, a column gets less and less for each further one.
FULL, FURTHER, MOST = 30, 0.3, 160
# What is so short, such as an amount, stays on one line where the others still have enough.
SHORT, ENOUGH = 14, 0.75
# The rest is given away in so many parts, by what so many rows of the table hold.
PARTS, LOOKED_AT = 40, 60


def widths(
    rows: Sequence[Sequence[Text]], whole: float, indents: Sequence[float] = ()
) -> list[float]:
    """Return the widths of the columns, which fill the line together.

    ``indents`` is what some of them leave free before their words.
    """
    columns = list(zip(*rows, strict=True))
    free = [*indents, *[0.0] * (len(columns) - len(indents))]
    least = _leasts(columns, free, 0)
    unparted = _leasts(columns, free, SHORT)
    if sum(unparted) <= ENOUGH * whole:
        least = unparted
    rest = whole - sum(least)
    if rest <= 0:
        return [width * whole / sum(least) for width in least]
    widths, left = _shortened(rows, least, rest, free)
    wanted = [max(map(_wanted, column)) for column in columns]
    return [
        width + left * want / sum(wanted)
        for width, want in zip(widths, wanted, strict=True)
    ]


def _shortened(
    rows: Sequence[Sequence[Text]],
    least: Sequence[float],
    rest: float,
    free: Sequence[float],
) -> tuple[list[float], float]:
    """Give each part of the rest to the column that shortens the table most; return what is left.

    A column in which every line is long gets more than one in which a single line is.
    """
    step = -(-len(rows) // LOOKED_AT)
    lengths = [[_length(plain(text)) * LETTER for text in row] for row in rows[::step]]
    inner = [width - BESIDE - indent for width, indent in zip(least, free, strict=True)]
    given, part = [0.0] * len(inner), rest / PARTS
    for _part in range(PARTS):
        gains = [0.0] * len(inner)
        for row in lengths:
            lines = [
                max(1.0, length / width) for length, width in zip(row, inner, strict=True)
            ]
            second, first = sorted([0.0, *lines])[-2:]
            place = lines.index(first)
            # Only the highest cell of a row makes it higher.
            lower = max(1.0, row[place] / (inner[place] + part))
            gains[place] += first - max(second, lower)
        best = max(gains)
        if not best:
            break
        given[gains.index(best)] += part
        inner[gains.index(best)] += part
    return [sum(pair) for pair in zip(least, given, strict=True)], rest - sum(given)


def _leasts(
    columns: Sequence[Sequence[Text]], free: Sequence[float], short: int
) -> list[float]:
    return [
        max(_least(text, short) for text in column) + indent
        for column, indent in zip(columns, free, strict=True)
    ]


def _least(text: Text, short: int) -> float:
    """Return what the longest word takes that is not parted; Han characters part anywhere."""
    whole = plain(text)
    if 0 < _length(whole) <= short:
        return _length(whole) * LETTER + BESIDE
    words = [part for part in whole.split() if part]
    longest = max((_length(word) for word in words if not _is_han(word)), default=4)
    return min(longest, LONGEST_WORD) * LETTER + BESIDE


def _wanted(text: Text) -> float:
    longest = max((_length(line) for line in plain(text).splitlines()), default=0)
    more = max(0, longest - FULL) * FURTHER
    return max(1.0, min(min(longest, FULL) + more, MOST))


def _is_han(word: str) -> bool:
    return any(letter > "\u2e80" for letter in word)


def _length(text: str) -> int:
    """Return the columns that a text takes; a Han character takes two."""
    return sum(2 if letter > "\u2e80" else 1 for letter in text)
