"""Unicode's normal forms in a time that grows with the text alone.

Accents behind a letter are sorted, which takes the square of their number. No language heaps up
thirty, so a run is cut there, as in the Stream-Safe Text Format (Unicode, annex 15).
"""

import functools
import re
import unicodedata
from typing import Literal

LONGEST_RUN = 30
# All accents stand below; what comes after are Chinese characters and signs.
_CODES = range(0x300, 0x1F000)


def normalized(form: Literal["NFC", "NFKC", "NFD", "NFKD"], text: str) -> str:
    """The normal form of the text; of a run of accents the first thirty are kept."""
    return _cut(unicodedata.normalize(form, _cut(text)))


def _cut(text: str) -> str:
    # Most texts have no run at all, and most programs never meet one.
    return text if text.isascii() else _too_many().sub(r"\1", text)


@functools.cache
def _too_many() -> re.Pattern[str]:
    accents = "".join(
        char
        for char in map(chr, _CODES)
        if unicodedata.combining(unicodedata.normalize("NFKD", char)[0])
    )
    return re.compile(f"([{accents}]{{{LONGEST_RUN}}})[{accents}]+")
