"""Latin words inside Arabic text keep their own order."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# A run from a Latin letter to a letter, figure or bracket; brackets count only in pairs. Letters
# may have accents, and an accent may be a character of its own. An address of the web goes to
# its last stroke, a telephone number from its plus sign on.
LETTER = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
END = rf"{LETTER}\u0300-\u036f0-9)"
ARABIC = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
NOT_ARABIC = rf"[^(){ARABIC}]"
ADDRESS = rf"https?://[^\s{ARABIC}]*[A-Za-z0-9/=_#-]"
TELEPHONE = r"\+[0-9][0-9 \u00a0().-]*[0-9]"
WORDS = rf"[{LETTER}](?:{NOT_ARABIC}|\({NOT_ARABIC}*\))*(?<=[{END}])"
LATIN = re.compile(rf"({ADDRESS}(?![ ]?[{LETTER}])|{TELEPHONE}|{WORDS})")
LONGEST_SYMBOL = 62


def isolate(words: str) -> SafeString:
    """Put each run of Latin words into a ``bdi`` of its own."""
    parts = enumerate(LATIN.split(words))
    pieces = ((_latin(part) if index % 2 else part,) for index, part in parts)
    return format_html_join("", "{}", pieces)


def _latin(run: str) -> SafeString:
    """A symbol stays on one line; several words may go on in the next."""
    if run.startswith("+"):
        return format_html('<bdi class="latin">{}</bdi>', run)
    if len(run) <= LONGEST_SYMBOL and " " not in run:
        return format_html('<bdi lang="en" class="latin">{}</bdi>', run)
    return format_html('<bdi lang="en">{}</bdi>', run)
