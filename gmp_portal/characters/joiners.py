"""Joiners, selectors of variants and blanks without width, weighed by their neighbours.

They stay where they change how a word or a picture looks, or where its line may break.
"""

import re
import unicodedata
from functools import lru_cache

from gmp_portal.characters.normal_forms import normalized

# Scripts in which a joiner decides how a word is written: Arabic and its kin, Indic scripts and
# their kin as far as Java, Mongolian.
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1c4f\u1cd0-\u1cff\ua800-\ua9ff"
    "\uaa60-\uaa7f\uaae0-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010a5f\U00010ac0-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_MONGOLIAN = re.compile("[\u1820-\u18aa]")
# Thai, Lao, Tibetan, Myanmar, Khmer and Tai words have no blanks; a line breaks at these.
_WITHOUT_BLANKS = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
# Punctuation and a letter that are pictures, too.
_PICTURES = frozenset("\u203c\u2049\u2139\u3030\u303d")
_KEYS, _KEY = frozenset("0123456789#*"), "\u20e3"
_ZWSP, _ZWNJ, _ZWJ = "\u200b", "\u200c", "\u200d"
_JOINERS = frozenset((_ZWSP, _ZWNJ, _ZWJ))
_MARKS = re.compile("[\u200b-\u200d\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
# A text is settled after so many rounds; what is not is no word of any language.
_ROUNDS = 4


def settled(text: str) -> str:
    """The text composed, with the joiners and selectors that count, and the same if done again."""
    kept = normalized("NFC", text)
    for _round in range(_ROUNDS):
        weighed = _MARKS.sub(_weighed, kept)
        if weighed == kept:
            return kept
        kept = normalized("NFC", weighed)
    return normalized("NFC", _MARKS.sub("", kept))


def _weighed(run: re.Match[str]) -> str:
    """Of joiners and selectors in a row those that change how their neighbours look."""
    text, start, end = run.string, run.start(), run.end()
    signs = "".join(dict.fromkeys(run.group()))
    return _kept(signs, text[max(start - 1, 0) : start], text[end : end + 1])


@lru_cache(maxsize=1000)
def _kept(signs: str, base: str, after: str) -> str:
    kept = ""
    for sign in signs:
        # Nothing follows a joiner, and one selector is enough.
        if kept[-1:] in _JOINERS or (kept and sign not in _JOINERS):
            continue
        if _counts(sign, base, after):
            kept += sign
    return kept


def _counts(sign: str, base: str, after: str) -> bool:
    if sign in (_ZWNJ, _ZWJ):
        return _joins(sign, base, after)
    if sign == _ZWSP:
        return bool(_WITHOUT_BLANKS.match(base) and _WITHOUT_BLANKS.match(after))
    if "\u180b" <= sign <= "\u180f":
        return bool(_MONGOLIAN.match(base))
    if after == _KEY and base in _KEYS:
        return True
    varies = _is_symbol(base) or base in _PICTURES
    return bool(varies or HAN.match(base) or _JOINED.match(base))


def _joins(sign: str, base: str, after: str) -> bool:
    """Inside a word of a script that joins its letters, or between the parts of an emoji."""
    if _is_in_a_word(base):
        return sign == _ZWJ or _is_in_a_word(after)
    return sign == _ZWJ and _is_symbol(base) and _is_symbol(after)


def _is_in_a_word(char: str) -> bool:
    return bool(_JOINED.match(char)) and unicodedata.category(char)[0] in "LM"


def _is_symbol(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] == "S"
