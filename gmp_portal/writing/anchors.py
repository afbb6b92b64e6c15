"""What a remark is about: words of a text, found again after small changes, or not at all (C4).

An anchor keeps the words, and what stood around them. It is looked for in any later text: where the
words stand in one place only, or in one that fits what stood around them better than all others,
they are found; a few changed words do no harm. Where that is not sure nothing is found: a remark
that points at other words is worse than one that says that its words are gone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# So much of what stands before and after the words is kept.
AROUND = 80
# Longer words are not kept: whoever means so much means the whole.
LONGEST = 500
# Words of so many letters do not stand in two places by chance.
TELLING = 30
# How like each other, out of 100, words and surroundings have to be.
LIKE_WORDS = 80
LIKE_AROUND = 60
# By so much the best place has to fit better than the next one.
AHEAD = 10


@dataclass(frozen=True)
class Anchor:
    """Words of a text, and what stood before and after them."""

    quote: str
    before: str = ""
    after: str = ""


class Place(NamedTuple):
    """Where the words stand now, and whether they are the very same."""

    start: int
    end: int
    is_same: bool


class _Plain(NamedTuple):
    """A text with single blanks, and where each of its letters stood."""

    text: str
    places: list[int]


def of(text: str, start: int, end: int) -> Anchor:
    """The anchor of these words of the text, without blanks at their ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Anchor(
        text[start:end], text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    )


def typed(text: str, words: str) -> Anchor | None:
    """The anchor of words that somebody typed or marked; nothing where they stand nowhere.

    Of several places the first one is meant: nothing says which other.
    """
    same = first(text, words)
    if same:
        return of(text, *same)
    plain, wanted = _plain(text), _plain(words).text
    # Whoever types makes mistakes.
    near = _near(plain, wanted, Anchor(wanted)) if len(wanted) >= TELLING else None
    return of(text, near.start, near.end) if near else None


def first(text: str, words: str) -> tuple[int, int] | None:
    """Where exactly these words stand first, whatever blanks are between them."""
    plain, wanted = _plain(text), _plain(words).text
    at = plain.text.find(wanted) if wanted else -1
    return None if at < 0 else _in_text(plain, at, at + len(wanted))


def find(text: str, anchor: Anchor) -> Place | None:
    """Where the words of the anchor stand in this text; nothing where that is not sure."""
    plain, quote = _plain(text), _plain(anchor.quote).text
    if not quote or not plain.text:
        return None
    same = [*_occurrences(plain.text, quote)]
    if same:
        at = _best(plain.text, quote, same, anchor)
        return None if at is None else Place(*_in_text(plain, at, at + len(quote)), True)
    return _near(plain, quote, anchor)


def excerpt(text: str, place: Place) -> tuple[str, str, str]:
    """The words as they stand now, between a little of what stands around them."""
    start, end = max(place.start - AROUND, 0), place.end + AROUND
    return text[start : place.start], text[place.start : place.end], text[place.end : end]


def _plain(text: str) -> _Plain:
    """Blanks and ends of lines count as one blank: a browser shows them so."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if not letter.isspace():
            letters.append(letter)
            places.append(place)
        elif letters and letters[-1] != " ":
            letters.append(" ")
            places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return _Plain("".join(letters), places)


def _in_text(plain: _Plain, start: int, end: int) -> tuple[int, int]:
    return plain.places[start], plain.places[end - 1] + 1


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _best(text: str, quote: str, places: list[int], anchor: Anchor) -> int | None:
    """The place whose surroundings are those of the anchor; of several, only a clear one."""
    if len(places) == 1 and len(quote) >= TELLING:
        return places[0]
    ranked = sorted(
        ((_around(text, at, at + len(quote), anchor), at) for at in places), reverse=True
    )
    (best, at), *others = ranked
    is_clear = not others or best - others[0][0] >= AHEAD
    return at if best >= LIKE_AROUND and is_clear else None


def _around(text: str, start: int, end: int, anchor: Anchor) -> float:
    """How like its surroundings are to those of the anchor, out of 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 loaded by whoever compares

    kept = [_plain(each).text for each in (anchor.before, anchor.after)]
    if not any(kept):
        # The words were the whole text, and stand for nothing in the middle of another one.
        return 100.0 if (start, end) == (0, len(text)) else 0.0
    before = text[max(start - len(kept[0]) - 1, 0) : start].strip()
    after = text[end : end + len(kept[1]) + 1].strip()
    weighed = [
        (fuzz.ratio(was, now), len(was))
        for was, now in zip(kept, (before, after), strict=True)
        if was
    ]
    return sum(score * length for score, length in weighed) / sum(
        length for _score, length in weighed
    )


def _near(plain: _Plain, quote: str, anchor: Anchor) -> Place | None:
    """Where almost the same words stand, between what stood around them."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    match = fuzz.partial_ratio_alignment(quote, plain.text, score_cutoff=LIKE_WORDS)
    if match is None or len(quote) > len(plain.text):
        return None
    start, end = _whole_words(plain.text, match.dest_start, match.dest_end)
    rest = f"{plain.text[:start]}\0{plain.text[end:]}"
    if fuzz.partial_ratio(quote, rest) >= LIKE_WORDS:
        # Another place is like it, too: nobody knows which one was meant.
        return None
    if len(quote) < TELLING and _around(plain.text, start, end, anchor) < LIKE_AROUND:
        return None
    return Place(*_in_text(plain, start, end), False)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without half words at its ends; Chinese has no blanks, and stays."""
    while start > 0 and _is_latin(text[start - 1]) and _is_latin(text[start]):
        start -= 1
    while end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]):
        end += 1
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
