"""Names of organizations, compared as people compare them (C2)."""

import re
import unicodedata

from django.utils.text import slugify

# Letters that are their own letter in Unicode and still look like another one to a reader.
_LOOKALIKES = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"}
)


def skeleton(name: str) -> str:
    """The name without case, accents, punctuation and needless blanks, to find duplicates."""
    text = unicodedata.normalize("NFKD", name.casefold()).translate(_LOOKALIKES)
    bare = "".join(char for char in text if unicodedata.category(char) != "Mn")
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", bare)).split())


def tidy(name: str) -> str:
    """The name as it is kept: composed characters, single blanks, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def slug_of(name: str) -> str:
    """The part of an address for this name; empty where it has no Latin letters."""
    return slugify(name.translate(_LOOKALIKES))[:80].strip("-")
