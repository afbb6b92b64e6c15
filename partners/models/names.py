"""Names of organizations, compared as people compare them (C2)."""

import re
import unicodedata
from pathlib import Path

from anyascii import anyascii
from django.utils.text import slugify

# Letters that are their own letter in Unicode and still look like another one to a reader.
_OWN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"}
_FILE = Path(__file__).resolve().parents[1] / "data" / "lookalikes.txt"
# Accents, and what takes no place on the page.
_WITHOUT_WIDTH = {"Mn", "Me", "Cf"}
_FILLERS = "\u115f\u1160"
_HAN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003fffd])")
# Taken apart, a name may be longer than it was; so much of it is kept.
_LONGEST = 250
# Written without vowels, these cannot be read in Latin letters.
_VOWELLESS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")


def _lookalikes() -> dict[int, str]:
    """Letters of other scripts that are taken for a Latin one, and the portal's own."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if not line.startswith("#"))
    latin_of = {letter: latin for latin, letters in pairs for letter in letters}
    return str.maketrans(latin_of | _OWN)


_LOOKALIKES = _lookalikes()


def skeleton(name: str) -> str:
    """The name without case, accents, punctuation and needless blanks, to find duplicates.

    Letters of other scripts that look like a Latin one count as that one.
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    text = unicodedata.normalize("NFKD", folded).translate(_LOOKALIKES)
    bare = "".join(
        char
        for char in text
        if unicodedata.category(char) not in _WITHOUT_WIDTH and char not in _FILLERS
    )
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare)).split()
    return " ".join(words)[:_LONGEST].strip()


def tidy(name: str) -> str:
    """The name as it is kept: composed characters, single blanks, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def slug_of(name: str) -> str:
    """The part of an address for this name; empty where it cannot be read in Latin letters."""
    readable = _HAN.sub(r"\1 ", _VOWELLESS.sub(" ", name))
    return slugify(anyascii(readable))[:80].strip("-")
