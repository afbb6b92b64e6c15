"""Draw the pages of one file as pictures, in a small, short-lived process.

Reads the file from standard input; writes one line of JSON that names width, height and length of
each picture, and behind it the pictures. Never imported by the web process.
"""

import io
import json
import sys
from typing import IO

import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

from gmp_portal.documents import inspector
from gmp_portal.documents.inspection.verdict import RefusedError

# Enough to read small print on A4, and no more than a page on the screen can hold.
DOTS_PER_INCH, POINTS_PER_INCH = 150, 72
LONGEST_SIDE = 1800
QUALITY = 82
MOST_PAGES = 30
Drawn = tuple[int, int, bytes]


def drawn(data: bytes) -> list[Drawn]:
    """Width, height and bytes of a JPEG for each page, or a refusal with a reason."""
    try:
        family, _function = inspector.kind_of(data)
        if family == "pdf":
            return _pages(data)
        if family in ("png", "jpeg"):
            return [_jpeg(_flat(Image.open(io.BytesIO(data), formats=["PNG", "JPEG"])))]
    except MemoryError:
        raise RefusedError("heavy") from None
    except (OSError, ValueError, SyntaxError) as error:
        raise RefusedError("picture") from error
    raise RefusedError("unknown")


def _pages(data: bytes) -> list[Drawn]:
    try:
        pdf = pypdfium2.PdfDocument(data)
        if len(pdf) > MOST_PAGES:
            raise RefusedError("pages")
        # What somebody filled in, or drew as a signature, is shown as in any reader.
        pdf.init_forms()
        return [_jpeg(_page(pdf[number])) for number in range(len(pdf))]
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == raw.FPDF_ERR_PASSWORD
        raise RefusedError("encrypted" if is_locked else "broken") from error


def _page(page: pypdfium2.PdfPage) -> Image.Image:
    longest = max(page.get_size()) or 1
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / longest)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
    return picture.convert("RGB")


def _flat(picture: Image.Image) -> Image.Image:
    """The picture on white paper, the right way up, no larger than it has to be."""
    picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):
        # Sixteen bits from black to white; Pillow would cut them off instead.
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    shown = picture.convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    return Image.alpha_composite(paper, shown).convert("RGB")


def _jpeg(picture: Image.Image) -> Drawn:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return (*picture.size, out.getvalue())


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer with the pictures of what comes in, or with the reason why there are none."""
    pages: list[Drawn] = []
    answer: dict[str, object]
    try:
        pages = drawn(source.read())
    except RefusedError as refusal:
        answer = {"reason": refusal.reason}
    else:
        answer = {"pages": [[width, height, len(data)] for width, height, data in pages]}
    target.write(json.dumps(answer).encode() + b"\n")
    for _width, _height, data in pages:
        target.write(data)


if __name__ == "__main__":
    inspector.limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
