"""PDFs: what could act, hide a file or exhaust a reader is refused; the rest stays as it is."""

import io
from typing import Any

import pikepdf
from pikepdf import settings

from gmp_portal.documents.inspection import (
    pdf_attachments,
    pdf_forms,
    pdf_objects,
    pdf_streams,
)
from gmp_portal.documents.inspection.verdict import RefusedError, Safe

MEDIA_TYPE = "application/pdf"
# What mail programs and old ones put before and behind a file.
BYTE_ORDER_MARK, WHITE, END_OF_FILE = b"\xef\xbb\xbf", b" \t\r\n\x00", b"\x1a"
MAX_PAGES = 500
MAX_OBJECTS = 150_000
# The largest page of PDF 1.7, five metres; a unit of its own may make it no larger.
MAX_SIDE = 14_400
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
# What qpdf raises on files that are no PDFs, or only half.
BROKEN = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    RuntimeError,
    OverflowError,
)


def inspect(data: bytes) -> Safe:
    """Answer the PDF itself, or a copy mended or without its data files; or refuse it."""
    data = data.removeprefix(BYTE_ORDER_MARK).lstrip(WHITE)
    _check_ends(data)
    settings.set_qpdf_limits(
        doc_max_warnings=1000,
        parser_max_nesting=200,
        flate_max_memory=pdf_streams.MAX_STREAM,
        run_length_max_memory=pdf_streams.MAX_STREAM,
        png_max_memory=pdf_streams.MAX_STREAM,
        tiff_max_memory=pdf_streams.MAX_STREAM,
    )
    try:
        return Safe(_judged(data), MEDIA_TYPE)
    except pikepdf.PasswordError as error:
        raise RefusedError("encrypted") from error
    except BROKEN as error:
        reason = "heavy" if "memory" in str(error) else "broken"
        raise RefusedError(reason) from error


def _check_ends(data: bytes) -> None:
    """A PDF from its first byte to its last: nothing else lies before or behind it."""
    marker = data.rfind(b"%%EOF")
    if marker < 0:
        raise RefusedError("broken")
    if data[marker + 5 :].strip(WHITE + END_OF_FILE):
        raise RefusedError("behind")


def _judged(data: bytes) -> bytes:
    with _opened(data) as pdf:
        _check_extent(pdf)
        has_data = pdf_attachments.take_out(pdf)
        if not has_data and not pdf.get_warnings():
            _judge(pdf)
            return data
        copy = _written(pdf)
    # Other programs read a damaged file in ways of their own: what is kept is what was judged.
    with _opened(copy) as pdf:
        _check_extent(pdf)
        _judge(pdf)
    return copy


def _opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data), suppress_warnings=True)


def _judge(pdf: pikepdf.Pdf) -> None:
    pdf_objects.judge(pdf)
    pdf_streams.weigh(pdf)
    pdf_forms.count(pdf)


def _written(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        encryption=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return out.getvalue()


def _check_extent(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MAX_OBJECTS:
        raise RefusedError("heavy")
    if not 0 < len(pdf.pages) <= MAX_PAGES:
        raise RefusedError("pages")
    for page in pdf.pages:
        unit = float(page.obj.get("/UserUnit", 1))
        boxes: list[Any] = [page.mediabox, *(page.obj.get(name) for name in BOXES)]
        for box in boxes:
            if box is not None:
                _check_box([float(side) for side in box], unit)


def _check_box(sides: list[float], unit: float) -> None:
    left, bottom, right, top = sides
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    # Written this way round, a size that is no number is too large, too.
    if not (width <= MAX_SIDE and height <= MAX_SIDE):
        raise RefusedError("large_page")
