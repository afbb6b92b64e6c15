"""Pages that are pictures: a letter signed on paper, with places blacked out (A1-2c-6, R-14)."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from gmp_portal.typesetting.data import Storable
from gmp_portal.typesetting.layout import Layout, Page
from gmp_portal.typesetting.markup import Writer
from gmp_portal.typesetting.render import PdfResult, Progress


@dataclass(frozen=True)
class ScanSheet(Storable):
    """What is said of the pages; ``pages`` says of each what it shows, for who cannot see it."""

    language: str
    title: str
    note: str
    pages: tuple[str, ...]
    reference: str = ""
    issued_on: date | None = None


def _compose(pictures: Sequence[bytes], scan: ScanSheet, writer: Writer) -> Page:
    shown = zip(pictures, scan.pages, strict=True)
    context = {
        "title": writer.shown(scan.title),
        "note": writer.shown(scan.note),
        "reference": scan.reference,
        "pages": [
            (base64.b64encode(picture).decode(), writer.line(words))
            for picture, words in shown
        ],
    }
    heading = " ".join(writer.line(scan.title).split())
    title = " · ".join(part for part in (scan.reference, scan.title) if part)
    return Page(title, [heading], context)


def scan_pdf(
    scan: ScanSheet,
    pictures: Sequence[bytes],
    *,
    identifier: str = "",
    progress: Progress | None = None,
) -> PdfResult:
    """The pages as a PDF without any text of the pictures in it."""
    layout = Layout(
        name="scan",
        data_file="pages.json",
        description="What is said of these pages as structured data",
        compose=partial(_compose, tuple(pictures)),
    )
    return layout.pdf(scan, identifier=identifier, progress=progress)
