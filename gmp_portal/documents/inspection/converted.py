"""Pictures that browsers do not show, or not all of them, become PNGs, JPEGs or a PDF."""

import io
import struct
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf
from PIL import Image, ImageOps, ImageSequence

from gmp_portal.documents.inspection.verdict import RefusedError, Safe

# Up to here a copy keeps every pixel; above it would be many times as large as the original.
EXACT = 4_000_000
LARGE = 16_000_000
MAX_PIXELS = 60_000_000
MAX_FRAMES = 100
MAX_TOTAL = 400_000_000
POINTS = 72
# What readers of pictures raise on damaged ones.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    ArithmeticError,
    RuntimeError,
    struct.error,
)
COMMON_DPI = 200
# How a TIFF says what its numbers are: so many bits, and whether none of them is white.
BITS, PHOTOMETRIC, WHITE_IS_ZERO, FULL = 258, 262, 0, 65_535


def heic(data: bytes) -> Safe:
    """A photograph of a telephone, the right way up (HEIC, HEIF or AVIF)."""
    import pillow_heif  # noqa: PLC0415 only these files need it

    pillow_heif.options.THUMBNAILS = False
    pillow_heif.options.AUX_IMAGES = False
    pillow_heif.options.DEPTH_IMAGES = False
    pillow_heif.register_heif_opener()
    return _one_picture(data, "HEIF")


def avif(data: bytes) -> Safe:
    return _one_picture(data, "AVIF")


def webp(data: bytes) -> Safe:
    return _one_picture(data, "WEBP")


def tiff(data: bytes) -> Safe:
    """A scan: one page stays a picture, several become a PDF."""
    try:
        with _opened(data, "TIFF") as picture:
            frames = getattr(picture, "n_frames", 1)
            if frames == 1:
                return _as_picture(picture)
            if frames > MAX_FRAMES:
                raise RefusedError("pages")
            return Safe(_as_pdf(picture), "application/pdf")
    except BROKEN as error:
        raise RefusedError("picture") from error


def _one_picture(data: bytes, kind: str) -> Safe:
    try:
        with _opened(data, kind) as picture:
            if getattr(picture, "is_animated", False) and kind != "HEIF":
                raise RefusedError("moving")
            return _as_picture(picture)
    except BROKEN as error:
        raise RefusedError("picture") from error


def _opened(data: bytes, kind: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(io.BytesIO(data), formats=[kind])
    _check_size(picture)
    return picture


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise RefusedError("pixels")


def _as_picture(picture: Image.Image) -> Safe:
    profile = picture.info.get("icc_profile")
    mode, shown = picture.mode, _plain(picture)
    # The profile tells what the numbers mean, as long as they are the same.
    options: dict[str, Any] = {"icc_profile": profile} if shown.mode == mode else {}
    out = io.BytesIO()
    if shown.width * shown.height > EXACT and shown.mode in ("RGB", "L"):
        shown.save(out, "JPEG", **_quality(shown), **options)
        return Safe(out.getvalue(), "image/jpeg")
    shown.save(out, "PNG", compress_level=3, **options)
    return Safe(out.getvalue(), "image/png")


def _quality(picture: Image.Image) -> dict[str, int]:
    """So good that nobody sees a difference, and a copy that is not many times as large."""
    if picture.width * picture.height > LARGE:
        return {"quality": 88, "subsampling": 2}
    return {"quality": 95, "subsampling": 0}


def _plain(picture: Image.Image, facts: Mapping[int, Any] | None = None) -> Image.Image:
    """The picture the right way up, in colours that every reader knows."""
    facts = facts or getattr(picture, "tag_v2", {})
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    picture.info.clear()
    if picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        return picture
    if picture.mode.startswith("I;16"):
        return _with_usual_greys(picture, facts)
    if picture.mode in ("I", "F"):
        # Measured values: which of them is black and which is white is not said.
        raise RefusedError("picture_other")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _with_usual_greys(picture: Image.Image, facts: Mapping[int, Any]) -> Image.Image:
    """Sixteen bits from black to white, as those who read the copy take them."""
    # By way of whole numbers: straight from one order of bytes to the other, Pillow cuts off.
    grey = picture.convert("I").convert("I;16")
    if (bits := (facts.get(BITS) or (16,))[0]) < 16:
        grey = grey.point(lambda value: value * (FULL / (2**bits - 1)))
    if facts.get(PHOTOMETRIC) == WHITE_IS_ZERO:
        grey = grey.point(lambda value: value * -1 + FULL)
    return grey


def _as_pdf(picture: Image.Image) -> bytes:
    pdf, total = pikepdf.new(), 0
    for frame in ImageSequence.Iterator(picture):
        _check_size(frame)
        total += frame.width * frame.height
        if total > MAX_TOTAL:
            raise RefusedError("pixels")
        _add_page(pdf, frame)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, compress_streams=False)
    return out.getvalue()


def _add_page(pdf: pikepdf.Pdf, frame: Image.Image) -> None:
    across, down = (float(dpi) for dpi in frame.info.get("dpi", (COMMON_DPI, COMMON_DPI)))
    shown = _on_white(_plain(frame.copy(), getattr(frame, "tag_v2", {})))
    across, down = (dpi if dpi >= POINTS else COMMON_DPI for dpi in (across, down))
    width, height = (
        round(shown.width * POINTS / across, 2),
        round(shown.height * POINTS / down, 2),
    )
    page = pdf.add_blank_page(page_size=(width, height))
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Scan=pdf.make_indirect(_drawn(pdf, shown)))
    )
    page.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Scan Do Q".encode())


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture if picture.mode in ("1", "L") else picture.convert("RGB")


def _drawn(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    """The pixels as they are, or, where there are very many in colour, as a good JPEG."""
    facts: dict[str, Any] = {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Image,
        "/Width": picture.width,
        "/Height": picture.height,
        "/BitsPerComponent": 1 if picture.mode == "1" else 8,
        "/ColorSpace": pikepdf.Name.DeviceRGB
        if picture.mode == "RGB"
        else pikepdf.Name.DeviceGray,
    }
    if picture.mode != "1" and picture.width * picture.height > EXACT:
        out = io.BytesIO()
        picture.save(out, "JPEG", **_quality(picture))
        content, facts["/Filter"] = out.getvalue(), pikepdf.Name.DCTDecode
    else:
        content = zlib.compress(picture.tobytes(), 1)
        facts["/Filter"] = pikepdf.Name.FlateDecode
    return pikepdf.Stream(pdf, content, facts)
