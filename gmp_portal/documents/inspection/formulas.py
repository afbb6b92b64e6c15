"""Formulas of tables: what fetches, starts or reads another file is refused, texts are texts."""

import re

from gmp_portal.documents.inspection import links
from gmp_portal.documents.inspection.verdict import RefusedError

# A text, or the name of a sheet: from left to right, as whoever computes reads them.
QUOTED = re.compile(r""""(?:[^"]++|"")*+"|'(?:[^']++|'')*+'""")
RUNNING = re.compile(
    r"\b(DDE|WEBSERVICE|FILTERXML|IMAGE|CALL|EXEC|REGISTER(\.ID)?|RTD|FOPEN|SQL\.REQUEST|"
    r"CUBE\w{1,30}|IMPORT(DATA|XML|HTML|RANGE)|STOCKHISTORY|PY|COPILOT|TRANSLATE)\s*+\(",
    re.IGNORECASE,
)
LINK = re.compile(r"\bHYPERLINK\s*+\(\s*+", re.IGNORECASE)
HARMLESS_LINK = re.compile(r'"\s*+(https?://|mailto:|#)', re.IGNORECASE)
# A reference put together from texts, and the signs in them of one that leads out.
INDIRECT = re.compile(r"\bINDIRECT\s*+\(", re.IGNORECASE)
OUTSIDE = re.compile(r"[#\\\[\]]|//")
# Signs that no name of a sheet has: a folder, another computer, another table.
ELSEWHERE = re.compile(r"[\[\]\\/]|://")
OTHER_TABLE = re.compile(r"\][\w!]|\\\\|//")
CHANNEL = re.compile(r"\|\s*+('|[\w.]{1,99}!)")


def judge(formula: str, *, is_open: bool = False) -> None:
    """Refuse a formula that leads out of its table; ``is_open`` is the OpenDocument way."""
    formula = links.visible(formula)
    bare = QUOTED.sub(_emptied, formula)
    if RUNNING.search(bare):
        raise RefusedError("office_active")
    if LINK.search(bare):
        _judge_links(formula)
    if INDIRECT.search(bare) and any(
        OUTSIDE.search(said[0]) for said in QUOTED.finditer(formula)
    ):
        raise RefusedError("office_links")
    if CHANNEL.search(bare) or ("|" in bare and not is_open):
        raise RefusedError("office_active")
    if not is_open and OTHER_TABLE.search(bare):
        raise RefusedError("office_links")


def _emptied(quoted: re.Match[str]) -> str:
    said = quoted[0]
    if said.startswith('"'):
        return '""'
    if ELSEWHERE.search(said) or "|" in said:
        raise RefusedError("office_links")
    return "''"


def _judge_links(formula: str) -> None:
    """The address must be written out: one that is put together could become any."""
    for call in LINK.finditer(formula):
        if not HARMLESS_LINK.match(formula, call.end()):
            raise RefusedError("office_links")
