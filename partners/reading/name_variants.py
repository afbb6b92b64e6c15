"""Ways to write one name: words abbreviated, together, in another order, or left out (C16).

Names stand here in their form for comparisons (``characters.skeleton``).
"""

from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

# Words without weight, in the languages of the United Nations that have Latin letters.
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "d",
        "de",
        "del",
        "des",
        "du",
        "e",
        "el",
        "et",
        "for",
        "in",
        "l",
        "la",
        "las",
        "le",
        "les",
        "los",
        "of",
        "the",
        "y",
    ]
)
# So many words are abbreviated by their initials at most.
RUNS = range(2, 6)
# Two words that are as alike as this are one, written in two ways: centre, center.
ONE_WORD = 80
# Names with more words of their own than this are two.
MOST = 6
SHORTEST_CHINESE = 5
Words = tuple[str, ...]


@lru_cache(maxsize=16_384)
def words_of(form: str) -> Words:
    """The words that count: signs of Chinese by themselves, initials of the others not at all."""
    parts = [part for word in form.split() for part in _parts(word)]
    words = tuple(part for part in parts if part not in SMALL) or tuple(parts)
    runs = set(_short_forms(words))
    return tuple(word for word in words if word not in runs)


def keys(words: Words, known: "frozenset[str] | set[str]") -> Iterator[Hashable]:
    """What variants of a name share; ``known`` are the words of all names."""
    yield frozenset(words)
    if len(words) > 2:
        for place in range(len(words)):
            yield frozenset((*words[:place], *words[place + 1 :]))
    for first, last, short in _runs(words):
        if short in known:
            yield frozenset((*words[:first], short, *words[last:]))


def is_variant(first: Words, second: Words) -> bool:
    """Whether each word of one name stands in the other, in some way of writing it."""
    left, right = rests(first, second)
    settles = max(len(left), len(right)) <= MOST and _settles(left, right)
    return settles or _is_other_kind(first, second)


def rests(first: Words, second: Words) -> tuple[list[str], list[str]]:
    """The words of each that the other one has not."""
    left, right = list(first), list(second)
    for word in first:
        if word in right:
            left.remove(word)
            right.remove(word)
    return left, right


def is_chinese(form: str) -> bool:
    """Whether the name has signs that are words by themselves."""
    return any("\u3400" <= sign <= "\u9fff" for sign in form)


def _is_other_kind(first: Words, second: Words) -> bool:
    """Whether a Chinese name ends with another sign for what it is: an institute, an academy."""
    is_long = len(first) == len(second) >= SHORTEST_CHINESE
    return is_long and first[:-1] == second[:-1] and is_chinese(first[-1] + second[-1])


def _parts(word: str) -> Sequence[str]:
    return word if is_chinese(word) else (word,)


def _short_forms(words: Sequence[str]) -> Iterator[str]:
    """The initials of words that stand side by side."""
    for length in RUNS:
        for first in range(len(words) - length + 1):
            yield "".join(word[0] for word in words[first : first + length])


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Words side by side that may be one: by their initials, or written together."""
    for length in RUNS:
        for first in range(len(words) - length + 1):
            last = first + length
            yield first, last, "".join(word[0] for word in words[first:last])
    for first, (word, other) in enumerate(pairwise(words)):
        yield first, first + 2, word + other


def _settles(left: list[str], right: list[str]) -> bool:
    """Whether these words are the same ones; the first of the left has to be in the right."""
    if not left or not right:
        return not left and not right
    word, *others = left
    for place, other in enumerate(right):
        rest = [*right[:place], *right[place + 1 :]]
        if _is_one(word, other) and _settles(others, rest):
            return True
    for first, last, short in _runs(right):
        if short == word and _settles(others, [*right[:first], *right[last:]]):
            return True
    return any(
        first == 0
        and short in right
        and _settles(left[last:], [other for other in right if other != short])
        for first, last, short in _runs(left)
    )


def _is_one(word: str, other: str) -> bool:
    # Its library is loaded by whoever needs it: most pages do not.
    from rapidfuzz import fuzz  # noqa: PLC0415

    if word[0] != other[0]:
        return False
    short, long = sorted((word, other), key=len)
    if len(short) > 1 and (long.startswith(short) or _is_contracted(short, long)):
        return True
    return fuzz.ratio(word, other) >= ONE_WORD


def _is_contracted(short: str, long: str) -> bool:
    """Whether signs are left out in the middle: Ltd of Limited."""
    signs = iter(long)
    return short[-1] == long[-1] and all(sign in signs for sign in short)
