"""Words that are read from the left keep their own order inside Arabic text."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# A run from a letter that is no Arabic one to a letter, figure or bracket; brackets count only
# in pairs. Figures that a word begins with are a part of it: 3M, 12:ab9f. An accent may be a
# character of its own. An address of the web goes to its last stroke, a telephone number from
# its plus sign on.
ARABIC = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
LETTER = rf"(?![{ARABIC}])[^\W\d_]"
END = r"\w\u0300-\u036f)"
NOT_ARABIC = rf"[^(){ARABIC}]"
ADDRESS = rf"https?://[^\s{ARABIC}]*[A-Za-z0-9/=_#-]"
TELEPHONE = r"\+[0-9][0-9 \u00a0().-]*[0-9]"
WORDS = rf"(?:[0-9][0-9:/_-]*)?{LETTER}(?:{NOT_ARABIC}|\({NOT_ARABIC}*\))*(?<=[{END}])"
RUN = re.compile(rf"({ADDRESS}(?![ ]?{LETTER})|{TELEPHONE}|{WORDS})")
WITHOUT_ARABIC = re.compile(rf"[^{ARABIC}]*{LETTER}[^{ARABIC}]*")
LATIN = re.compile("[\u0000-\u03ff\u1e00-\u1eff\u2000-\u20cf]*")
LONGEST_SYMBOL = 62


def isolate(words: str) -> SafeString:
    """Put each run of words that are read from the left into a ``bdi`` of its own."""
    parts = enumerate(RUN.split(words))
    pieces = ((isolated(part) if index % 2 else part,) for index, part in parts)
    return format_html_join("", "{}", pieces)


def isolate_line(line: str) -> SafeString:
    """The same; a line without Arabic words is one run, with its figures and its stop."""
    return isolated(line) if WITHOUT_ARABIC.fullmatch(line) else isolate(line)


def isolated(run: str, html: SafeString | None = None) -> SafeString:
    """A symbol stays on one line; several words may go on in the next."""
    shown = run if html is None else html
    if run.startswith("+"):
        return format_html('<bdi class="latin">{}</bdi>', shown)
    if LATIN.fullmatch(run) is None:
        return format_html('<bdi class="foreign">{}</bdi>', shown)
    if len(run) <= LONGEST_SYMBOL and " " not in run:
        return format_html('<bdi lang="en" class="latin">{}</bdi>', shown)
    return format_html('<bdi lang="en">{}</bdi>', shown)
