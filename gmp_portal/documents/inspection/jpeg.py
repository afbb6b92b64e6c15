"""JPEGs are copied segment by segment, never packed anew: every pixel stays as it was."""

import io
import re
import struct
from collections.abc import Iterator

from PIL import Image

from gmp_portal.documents.inspection.orientation import minimal_exif
from gmp_portal.documents.inspection.png import MAX_PIXELS
from gmp_portal.documents.inspection.verdict import RefusedError, Safe

HEAD = b"\xff\xd8\xff"
SOI, EOI, SOS, DQT, DHT, DRI, DAC = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xCC
PROGRESSIVE = 0xC2
FRAMES = frozenset({*range(0xC0, 0xD0)} - {DHT, 0xC8, DAC})
TABLES = frozenset({DQT, DHT, DRI, DAC, 0xDC})
APP0, APP1, APP2, APP14 = 0xE0, 0xE1, 0xE2, 0xEE
# A run of fill bytes and what ends it: each run is read once, however long it is.
NEXT = re.compile(rb"\xff++([^\xff]|\Z)")
STUFFING = frozenset({b"", b"\x00", *(bytes([each]) for each in range(0xD0, 0xD8))})
MAX_SCANS = 100
# What reading a progressive picture takes: all of its numbers at once, two bytes for each.
MAX_COEFFICIENTS = 180_000_000
Segment = tuple[int, bytes]


def inspect(data: bytes) -> Safe:
    """Answer the same picture without what nobody sees, or refuse it."""
    out, frames, scans, needs = [b"\xff\xd8"], 0, 0, 0
    for marker, body in _segments(data):
        if marker in FRAMES:
            frames += 1
            _check_size(body)
            needs = _needs(marker, body)
        scans += marker == SOS
        if scans > MAX_SCANS:
            raise RefusedError("heavy_picture")
        out.append(_kept(marker, body))
    if frames != 1 or not scans:
        raise RefusedError("picture")
    content = b"".join([*out, b"\xff\xd9"])
    if needs <= MAX_COEFFICIENTS:
        _decode(content)
    return Safe(content, "image/jpeg")


def _segments(data: bytes) -> Iterator[Segment]:
    """Every segment to the end of the picture; a scan comes with its pixels."""
    position = 2
    while True:
        match = NEXT.match(data, position)
        if match is None or match[1] in STUFFING:
            raise RefusedError("picture")
        marker, start = match[1][0], match.end()
        if marker == EOI:
            return
        if marker == SOI or len(data) < start + 2:
            raise RefusedError("picture")
        (size,) = struct.unpack_from(">H", data, start)
        position = start + size
        if marker == SOS:
            position = _end_of_scan(data, position)
        yield marker, data[start:position]


def _end_of_scan(data: bytes, position: int) -> int:
    for run in NEXT.finditer(data, position):
        if run[1] not in STUFFING:
            return run.start()
    raise RefusedError("picture")


def _check_size(body: bytes) -> None:
    if len(body) < 7:
        raise RefusedError("picture")
    height, width = struct.unpack_from(">HH", body, 3)
    if width * height > MAX_PIXELS:
        raise RefusedError("pixels")


def _kept(marker: int, body: bytes) -> bytes:
    payload = body[2:]
    if marker == SOS or marker in TABLES or marker in FRAMES:
        return bytes([0xFF, marker]) + body
    if marker == APP0 and payload.startswith(b"JFIF\0") and len(payload) >= 14:
        # Without the small picture inside, which may show something else.
        return _written(marker, payload[:12] + b"\0\0")
    if marker == APP1 and payload.startswith(b"Exif\0\0"):
        exif = minimal_exif(payload[6:])
        return _written(marker, b"Exif\0\0" + exif) if exif else b""
    if marker == APP2 and payload.startswith(b"ICC_PROFILE\0"):
        return _written(marker, payload)
    if marker == APP14 and payload.startswith(b"Adobe"):
        return _written(marker, payload)
    return b""


def _written(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def _needs(marker: int, body: bytes) -> int:
    """The bytes that a reader holds at once, beside a row of the picture."""
    height, width = struct.unpack_from(">HH", body, 3)
    parts = [divmod(body[each + 1], 16) for each in range(8, len(body) - 2, 3)]
    sizes = [across * down for across, down in parts]
    if not sizes or 0 in sizes:
        raise RefusedError("picture")
    samples = sum(width * height * size // max(sizes) for size in sizes)
    return 2 * samples if marker == PROGRESSIVE else 0


def _decode(content: bytes) -> None:
    """Read every pixel once, small: a damaged picture is not kept."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
            picture.draft(
                picture.mode, (max(picture.width // 8, 1), max(picture.height // 8, 1))
            )
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RefusedError("picture") from error
