"""How wide the columns of a table are: each holds its longest word, the rest goes by its words."""

from collections.abc import Sequence

from gmp_portal.typesetting.content import Text, plain

# A letter of small type, and what stays free beside it, in millimetres.
LETTER, BESIDE = 1.8, 3.5
LONGEST_WORD = 18
# From so many letters on, a column gets less and less for each further one.
FULL, FURTHER, MOST = 30, 0.3, 160


def widths(rows: Sequence[Sequence[Text]], whole: float) -> list[float]:
    """Return the widths of the columns, which fill the line together."""
    columns = list(zip(*rows, strict=True))
    least = [max(map(_least, column)) for column in columns]
    rest = whole - sum(least)
    if rest <= 0:
        return [width * whole / sum(least) for width in least]
    wanted = [max(map(_wanted, column)) for column in columns]
    return [
        width + rest * want / sum(wanted) for width, want in zip(least, wanted, strict=True)
    ]


def _least(text: Text) -> float:
    """Return what the longest word takes that is not parted; Han characters part anywhere."""
    words = [part for part in plain(text).split() if part]
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
