"""The order in which a line of mixed scripts is printed (Unicode, annex 9).

The layout engine brings the library that knows; the check asks it again, by itself.
"""

import ctypes
import ctypes.util
import functools
import re
import unicodedata
from collections.abc import Iterable

RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
RIGHT_LETTERS = ("R", "AL")
RIGHT_TO_LEFT, LEFT_TO_RIGHT = 0x111, 0x110
PAIRS = "()[]{}<>«»‹›⟨⟩≤≥"
MIRRORED = str.maketrans(PAIRS[1::2], PAIRS[::2])


def printed(text: str, *, from_the_right: bool) -> list[str]:
    """Return the characters of a line of text from left to right as they are printed."""
    levels = _levels(text, RIGHT_TO_LEFT if from_the_right else LEFT_TO_RIGHT)
    placed = list(zip(text, levels, strict=True))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(placed):
            end = start
            while end < len(placed) and placed[end][1] >= level:
                end += 1
            placed[start:end] = placed[start:end][::-1]
            start = end + 1
    return [character for character, _level in placed]


def begins_right(text: str) -> bool | None:
    """Tell whether the first letter with a direction reads from the right; None without one."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in RIGHT_LETTERS or kind == "L":
            return kind in RIGHT_LETTERS
    return None


def visible(characters: Iterable[str]) -> str:
    """Return what ink remains of characters: no blanks, no marks of direction, one of a pair."""
    ink = "".join(
        character
        for character in characters
        if not character.isspace() and unicodedata.category(character) != "Cf"
    )
    return ink.translate(MIRRORED)


def _levels(text: str, direction: int) -> list[int]:
    length = len(text)
    if not length:
        return []
    levels = (ctypes.c_int8 * length)()
    letters = (ctypes.c_uint32 * length)(*map(ord, text))
    base = ctypes.c_int32(direction)
    _library().fribidi_log2vis(
        letters, length, ctypes.byref(base), None, None, None, levels
    )
    return list(levels)


@functools.cache
def _library() -> ctypes.CDLL:
    return ctypes.CDLL(ctypes.util.find_library("fribidi") or "libfribidi.so.0")
