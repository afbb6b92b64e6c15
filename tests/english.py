"""Find English sentences where somebody reads Chinese.

Names keep their capitals in every language, and symbols, addresses and codes have no words; what
is left, three words in a row with at least two in small letters, was not translated.
"""

import re
from collections.abc import Iterable

ADDRESS = re.compile(
    r"(?:https?://|www\.|/)\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+\b|\b\w*[_/=]\S*"
)
RUN = re.compile(r"[A-Za-z][A-Za-z\u2019'\-]*(?:[ ,;:()]+[A-Za-z][A-Za-z\u2019'\-]*){2,}")
SMALL = re.compile(r"(?<![A-Za-z\u2019'\-])[a-z][a-z\u2019'\-]+")
# One small word between capitals is part of a name: “Example Ministry of Health”.
ENOUGH = 2
IN_NAMES = {
    "of",
    "the",
    "and",
    "for",
    "on",
    "in",
    "de",
    "la",
    "des",
    "du",
    "et",
    "to",
    "with",
}


def sentences(text: str, content: Iterable[str] = ()) -> list[str]:
    """The runs of English words in a text, without what people wrote themselves."""
    for written in sorted(content, key=len, reverse=True):
        text = text.replace(written, "。")
    runs = RUN.findall(ADDRESS.sub("。", text))
    return [run for run in runs if _is_sentence(run)]


def _is_sentence(run: str) -> bool:
    small = SMALL.findall(run)
    return len(small) >= ENOUGH and any(word not in IN_NAMES for word in small)
