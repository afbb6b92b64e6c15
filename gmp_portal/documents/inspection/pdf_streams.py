"""How much the streams of a PDF become when they are unpacked, without unpacking all of them."""

import pikepdf

from gmp_portal.documents.inspection.verdict import RefusedError

MAX_STREAM = 50 * 1024 * 1024
SMALL = MAX_STREAM // 10
MAX_TOTAL = 200 * 1024 * 1024
MAX_PIXELS = 250_000_000
# The most that a byte can become, by the way it is packed.
GROWTH = {
    "/FlateDecode": 1032,
    "/Fl": 1032,
    "/RunLengthDecode": 64,
    "/RL": 64,
    "/ASCII85Decode": 4,
    "/A85": 4,
    "/ASCIIHexDecode": 1,
    "/AHx": 1,
    "/LZWDecode": 2731,
    "/LZW": 2731,
    "/Crypt": 1,
}
LONG_WORDS = ("/LZWDecode", "/LZW")
PICTURES = ("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode")
# A scan shrinks by so much, a bomb by a thousand times.
ORDINARY = 200


def weigh(pdf: pikepdf.Pdf) -> None:
    """Refuse streams that would fill the memory of whoever opens the file."""
    total = possible = 0
    small: list[pikepdf.Stream] = []
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            most = _most(item)
            if 0 < most <= SMALL:
                possible += most
                small.append(item)
            elif most:
                total += _weight(item)
            _check_total(total)
    if total + possible > MAX_TOTAL:
        # Many small ones may be large together: then each of them is unpacked once.
        for item in small:
            total += len(item.read_bytes())
            _check_total(total)


def _check_total(total: int) -> None:
    if total > MAX_TOTAL:
        raise RefusedError("heavy")


def _most(stream: pikepdf.Stream) -> int:
    """The most bytes that a stream can become; nothing for pictures that are read as such."""
    filters = _filters(stream)
    if stream.get("/Subtype") == "/Image":
        _check_pixels(stream)
    if not filters or filters[-1] in PICTURES:
        return 0
    return _growth(filters) * int(stream.get("/Length", 0))


def _weight(stream: pikepdf.Stream) -> int:
    filters, packed = _filters(stream), int(stream.get("/Length", 0))
    is_picture = stream.get("/Subtype") == "/Image"
    if is_picture and _size(stream) <= packed * ORDINARY:
        return 0
    if any(name in LONG_WORDS for name in filters):
        _count_words(stream, filters)
    return len(stream.read_bytes())


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter", stream.get("/F"))
    if named is None:
        return []
    several = isinstance(named, pikepdf.Array)
    filters = [str(name) for name in named] if several else [str(named)]
    if any(name not in GROWTH and name not in PICTURES for name in filters):
        raise RefusedError("broken")
    return filters


def _growth(filters: list[str]) -> int:
    growth = 1
    for name in filters:
        growth *= GROWTH.get(name, 1)
    return growth


def _check_pixels(stream: pikepdf.Stream) -> None:
    width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    if width * height > MAX_PIXELS or min(width, height) < 0:
        raise RefusedError("heavy")


def _size(stream: pikepdf.Stream) -> int:
    """The bytes of a picture, at most: its colours are not looked up."""
    width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    return width * height * int(stream.get("/BitsPerComponent", 8)) * 4 // 8


def _count_words(stream: pikepdf.Stream, filters: list[str]) -> None:
    """An old way of packing, for which the parser knows no bound: its words are counted."""
    if len(filters) > 1:
        raise RefusedError("heavy")
    lengths = [1] * 258
    bits, held, width, size, before = 0, 0, 9, 0, 0
    for byte in stream.read_raw_bytes():
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        word = held >> bits & (1 << width) - 1
        if word == 256:
            lengths, width, before = lengths[:258], 9, 0
            continue
        if word == 257:
            return
        length = lengths[word] if word < len(lengths) else before + 1
        if before and len(lengths) < 4096:
            lengths.append(before + 1)
        width = min(max((len(lengths) + 1).bit_length(), 9), 12)
        size, before = size + length, length
        if size > MAX_STREAM:
            raise RefusedError("heavy")
