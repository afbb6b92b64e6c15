"""Cleaning of text before it is set: stray characters, and the spaces of each language."""

import re
import unicodedata
from dataclasses import replace

from gmp_portal.typesetting.content import Run, Text

HAN = r"\u2e80-\u2fdf\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
AFTER_HAN = re.compile(rf"(?<=[{HAN}”’…])[ \u00a0]+(?=[0-9A-Za-z(\[“‘<{HAN}])")
BEFORE_HAN = re.compile(rf"(?<=[0-9A-Za-z)\]%”’.>])[ \u00a0]+(?=[{HAN}“‘])")
# French parts these marks from their words, others a per cent sign; no line begins with them.
BEFORE_MARKS = re.compile(r"(?<=\S) (?=[;:!?»%])|(?<=«) (?=\S)")
BOUND = ("fr", "es", "ru")
IS_HAN = re.compile(f"[{HAN}]")
KEPT_CONTROLS = "\n\t"
JOINERS_AND_MARKS = "\u200c\u200d\u200e\u200f\u061c"


def clean(text: str) -> str:
    """Return the text without characters no printed page can show."""
    return "".join(character for character in text if _is_printable(character))


def _is_printable(character: str) -> bool:
    if character in KEPT_CONTROLS or character in JOINERS_AND_MARKS:
        return True
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def tidy(text: str, code: str) -> str:
    """Return the text with the spaces that its language has, and where it has them."""
    if code in BOUND:
        return BEFORE_MARKS.sub("\u00a0", text)
    return close_up(text) if code == "zh-hans" else text


def tidy_text(text: Text, code: str) -> Text:
    """Return every run so; Chinese is closed up at the seams between runs too."""
    if code == "zh-hans":
        return close_up_text(text)
    return tuple(
        tidy(run, code) if isinstance(run, str) else replace(run, text=tidy(run.text, code))
        for run in text
    )


def close_up(text: str) -> str:
    """Return Chinese text without the spaces between Han and Latin characters."""
    return BEFORE_HAN.sub("", AFTER_HAN.sub("", text))


def close_up_text(text: Text) -> Text:
    """Close up every run, and the seams between runs."""
    runs = [_close_up_run(run) for run in text]
    for index, run in enumerate(runs):
        if not isinstance(run, str):
            continue
        if index and IS_HAN.match(run.lstrip(" ")):
            run = run.lstrip(" ")
        if index < len(runs) - 1 and IS_HAN.match(run.rstrip(" ")[-1:]):
            run = run.rstrip(" ")
        runs[index] = run
    return tuple(run for run in runs if run != "")


def _close_up_run(run: Run) -> Run:
    if isinstance(run, str):
        return close_up(run)
    return replace(run, text=close_up(run.text))
