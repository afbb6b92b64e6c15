"""PNGs are copied chunk by chunk: every pixel as it was, and nothing that is not shown."""

import struct
import zlib
from collections.abc import Iterator

from gmp_portal.documents.inspection.orientation import minimal_exif
from gmp_portal.documents.inspection.verdict import RefusedError, Safe

HEAD = b"\x89PNG\r\n\x1a\n"
MAX_PIXELS = 120_000_000
MAX_PROFILE = 4 * 1024 * 1024
MAX_CHUNKS = 50_000
PIECE = 256 * 1024
# What decides how a picture looks; texts, times and unknown chunks are left behind.
SHOWN = frozenset(
    {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"pHYs"}
)
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
# Each pass of an interlaced picture: first column and row, steps to the next ones.
PASSES = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
Chunk = tuple[bytes, bytes]


def inspect(data: bytes) -> Safe:
    """Answer the same picture without what nobody sees, or refuse it."""
    kept: list[Chunk] = []
    pixels: list[bytes] = []
    for name, body in _chunks(data):
        if name == b"acTL":
            raise RefusedError("moving")
        if name == b"IDAT":
            pixels.append(body)
        elif not pixels:
            kept.extend(_kept(name, body))
    if not kept or kept[0][0] != b"IHDR" or not pixels:
        raise RefusedError("picture")
    pixels = _checked_pixels(kept, pixels)
    out = [HEAD]
    out += [_written(*chunk) for chunk in kept]
    out += [_written(b"IDAT", body) for body in pixels]
    return Safe(b"".join([*out, _written(b"IEND", b"")]), "image/png")


def _chunks(data: bytes) -> Iterator[Chunk]:
    """Every chunk to the end of the picture; what lies behind it does not count."""
    position = len(HEAD)
    for _number in range(MAX_CHUNKS):
        head = data[position : position + 8]
        if len(head) < 8:
            raise RefusedError("picture")
        size, name = struct.unpack(">I4s", head)
        body = data[position + 8 : position + 8 + size]
        check = data[position + 8 + size : position + 12 + size]
        if name[0:1].isupper() and check != _check(name, body):
            raise RefusedError("picture")
        if len(check) < 4:
            raise RefusedError("picture")
        if name == b"IEND":
            return
        yield name, body
        position += 12 + size
    raise RefusedError("heavy_picture")


def _kept(name: bytes, body: bytes) -> Iterator[Chunk]:
    if name in (b"IHDR", b"PLTE") or name in SHOWN:
        yield name, body
    elif name == b"iCCP":
        _check_packed(body.partition(b"\0")[2][1:])
        yield name, body
    elif name in (b"zTXt", b"iTXt"):
        # A text is left behind; one that would fill a memory tells what the file is for.
        _check_packed(body.partition(b"\0")[2][1:], is_text=name == b"iTXt")
    elif name == b"eXIf":
        if exif := minimal_exif(body):
            yield name, exif
    elif name[0:1].isupper():
        # A chunk that a reader must understand, and nobody knows.
        raise RefusedError("picture")


def _check_packed(packed: bytes, *, is_text: bool = False) -> None:
    """Unpack no more than a little of what is packed beside the pixels."""
    if is_text:
        # Behind the way it is packed stand its language and its title.
        packed = packed[1:].split(b"\0", 2)[-1]
    inflate = zlib.decompressobj()
    try:
        inflate.decompress(packed, MAX_PROFILE)
    except zlib.error:
        # No bomb: what a reader cannot unpack, it leaves out.
        return
    if inflate.unconsumed_tail:
        raise RefusedError("heavy_picture")


def _checked_pixels(kept: list[Chunk], pixels: list[bytes]) -> list[bytes]:
    """Unpack the pixels in pieces, as many as the head says; what lies behind them is left out."""
    if len(kept[0][1]) != 13:
        raise RefusedError("picture")
    width, height, depth, colour, _packing, _filter, laced = struct.unpack(
        ">IIBBBBB", kept[0][1]
    )
    has_palette = any(name == b"PLTE" for name, _body in kept)
    if (
        depth not in DEPTHS.get(colour, ())
        or laced > 1
        or (colour == 3 and not has_palette)
    ):
        raise RefusedError("picture")
    if width * height > MAX_PIXELS:
        raise RefusedError("pixels")
    expected = sum(
        rows * (1 + (columns * CHANNELS[colour] * depth + 7) // 8)
        for columns, rows in _passes(width, height, laced=bool(laced))
    )
    size, shown = _unpacked(pixels, expected)
    if not width * height or size != expected:
        raise RefusedError("picture")
    return shown


def _passes(width: int, height: int, *, laced: bool) -> Iterator[tuple[int, int]]:
    if not laced:
        yield width, height
        return
    for column, row, across, down in PASSES:
        columns = (width - column + across - 1) // across
        rows = (height - row + down - 1) // down
        if columns > 0 and rows > 0:
            yield columns, rows


def _unpacked(pixels: list[bytes], limit: int) -> tuple[int, list[bytes]]:
    """The size of what is shown, or -1 if it has no end, and the pieces that hold it."""
    inflate, size = zlib.decompressobj(), 0
    try:
        for number, body in enumerate(pixels):
            waiting = body
            while waiting and size <= limit:
                size += len(inflate.decompress(waiting, PIECE))
                waiting = inflate.unconsumed_tail
            if inflate.eof:
                rest = len(inflate.unused_data)
                return size, [*pixels[:number], body[: len(body) - rest]]
            if size > limit:
                break
    except zlib.error as error:
        raise RefusedError("picture") from error
    return -1, []


def _check(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", zlib.crc32(name + body))


def _written(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + _check(name, body)
