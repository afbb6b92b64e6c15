"""Texts as runs: parted by script where a file is written in two directions."""

import re
from collections.abc import Iterator

from gmp_portal.exchange.word.elements import Element, flag, properties, w, words
from gmp_portal.exchange.word.tongues import Tongue
from gmp_portal.typesetting.latin import ARABIC, RUN, WITHOUT_ARABIC
from gmp_portal.typesetting.spacing import clean

BREAKS = re.compile(r"([\n\t])")
# A stretch of Arabic words in a text that is read from the left.
STRETCH = re.compile(rf"([{ARABIC}](?:[{ARABIC}\s]*[{ARABIC}])?)")
# Words of an XML file cannot hold these, whoever typed them.
NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def readable(text: str) -> str:
    """Return the text without what no page can show and no file can hold."""
    return NOT_XML.sub("", clean(text))


def runs(text: str, tongue: Tongue, style: str = "") -> list[Element]:
    """Return the runs of a text, in the order in which it is read."""
    return [
        _run(piece, tongue, style, is_rtl=is_rtl)
        for piece, is_rtl in directed(readable(text), tongue)
        if piece
    ]


def directed(text: str, tongue: Tongue) -> Iterator[tuple[str, bool]]:
    """Return the pieces of a text, and whether each is read from the right."""
    if not tongue.is_rtl:
        for place, piece in enumerate(STRETCH.split(text)):
            yield piece, bool(place % 2)
    elif WITHOUT_ARABIC.fullmatch(text):
        yield text, False
    else:
        for place, piece in enumerate(RUN.split(text)):
            yield piece, not place % 2


def style_id(name: str) -> str:
    """Return the short form of the name of a character style."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _run(text: str, tongue: Tongue, style: str, *, is_rtl: bool) -> Element:
    parts = [_part(piece) for piece in BREAKS.split(text) if piece]
    # Curly quotes and dashes of Chinese text are set full width only if the run says so.
    hint = w("rFonts", hint="eastAsia") if tongue.is_chinese else None
    named = w("rStyle", val=style_id(style)) if style else None
    return w("r", properties("rPr", named, hint, flag("rtl", is_rtl)), parts)


def _part(piece: str) -> Element:
    if piece == "\n":
        return w("br")
    return w("tab") if piece == "\t" else words(piece)


def tab() -> Element:
    """Return a run that goes to the next stop."""
    return w("r", w("tab"))
