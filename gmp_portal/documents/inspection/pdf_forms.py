"""Forms drawn within forms: how often the innermost would be drawn, without drawing any."""

from typing import Any

import pikepdf

from gmp_portal.documents.inspection.verdict import RefusedError

MAX_DRAWN = 1_000_000
MAX_DEPTH = 50


def count(pdf: pikepdf.Pdf) -> None:
    """Refuse pages that take a reader's hours: ten forms of ten forms of ten forms."""
    known: dict[tuple[int, int], int] = {}
    for page in pdf.pages:
        inner = _within(page.obj.get("/Resources"), known, 0)
        if inner:
            contents: Any = page.obj.get("/Contents", pikepdf.Array())
            streams = contents if isinstance(contents, pikepdf.Array) else [contents]
            _times(sum(_draws(each) for each in streams), inner)


def _within(resources: Any, known: dict[tuple[int, int], int], depth: int) -> int:
    """How much the heaviest form of these resources draws."""
    if not isinstance(resources, pikepdf.Dictionary):
        return 0
    listed: Any = resources.get("/XObject")
    if not isinstance(listed, pikepdf.Dictionary):
        return 0
    forms = [
        form
        for _name, form in listed.items()
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form"
    ]
    return max((_drawn(form, known, depth) for form in forms), default=0)


def _drawn(form: pikepdf.Stream, known: dict[tuple[int, int], int], depth: int) -> int:
    if depth > MAX_DEPTH:
        raise RefusedError("heavy")
    if form.objgen not in known:
        # One that draws itself is drawn once: readers break off there.
        known[form.objgen] = 1
        inner = _within(form.get("/Resources"), known, depth + 1)
        known[form.objgen] = 1 + (_times(_draws(form), inner) if inner else 0)
    return known[form.objgen]


def _draws(stream: Any) -> int:
    return stream.read_bytes().count(b"Do") if isinstance(stream, pikepdf.Stream) else 0


def _times(draws: int, inner: int) -> int:
    if draws * inner > MAX_DRAWN:
        raise RefusedError("heavy")
    return draws * inner
