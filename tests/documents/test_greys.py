"""A scan in more than 256 greys looks as it did, whichever way it counts them (R-17)."""

import io
import struct

import pikepdf
import pytest
from PIL import Image

from gmp_portal.documents import inspector
from gmp_portal.documents.inspection.verdict import RefusedError

SIDE = 16
BLACK_IS_ZERO, WHITE_IS_ZERO = 1, 0
UNSIGNED, SIGNED, FLOAT = 1, 2, 3
GREYS = [0, 1000, 40_000, 65_535] * (SIDE * SIDE // 4)
INVERTED = [65_535 - grey for grey in GREYS]


def scan(
    pixels: bytes, *, bits: int = 16, meaning: int = BLACK_IS_ZERO, kind: int = UNSIGNED
) -> bytes:
    """A TIFF of two pages with these pixels."""
    begin = 8
    out = b"II*\0" + struct.pack("<I", begin)
    for is_last in (False, True):
        entries = [
            (256, SIDE),
            (257, SIDE),
            (258, bits),
            (259, 1),
            (262, meaning),
            (273, begin + 2 + 10 * 12 + 4),
            (277, 1),
            (278, SIDE),
            (279, len(pixels)),
            (339, kind),
        ]
        begin += 2 + len(entries) * 12 + 4 + len(pixels)
        out += struct.pack("<H", len(entries))
        out += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
        out += struct.pack("<I", 0 if is_last else begin) + pixels
    return out


def single(data: bytes) -> bytes:
    """The same with its first page only."""
    place = 8 + 2 + 10 * 12
    return data[:place] + struct.pack("<I", 0) + data[place + 4 :]


def greys_of(content: bytes) -> list[int]:
    with Image.open(io.BytesIO(content)) as picture:
        return list(struct.unpack(f"<{SIDE * SIDE}H", picture.tobytes()))


@pytest.mark.parametrize(
    ("meaning", "shown"), [(BLACK_IS_ZERO, GREYS), (WHITE_IS_ZERO, INVERTED)]
)
def test_a_scan_of_sixteen_bits_keeps_each_grey(meaning, shown):
    data = scan(struct.pack(f"<{len(GREYS)}H", *GREYS), meaning=meaning)

    safe = inspector.verdict(single(data))

    assert safe.media_type == "image/png"
    assert greys_of(safe.content) == shown


@pytest.mark.parametrize(
    ("meaning", "shown"), [(BLACK_IS_ZERO, GREYS), (WHITE_IS_ZERO, INVERTED)]
)
def test_each_page_of_such_a_scan_is_as_dark_as_it_was(meaning, shown):
    data = scan(struct.pack(f"<{len(GREYS)}H", *GREYS), meaning=meaning)

    safe = inspector.verdict(data)

    with pikepdf.open(io.BytesIO(safe.content)) as pdf:
        pages = [page.get_images().values() for page in pdf.pages]
        drawn = [list(picture.read_bytes()) for [picture] in pages]
    assert drawn == [[grey // 256 for grey in shown]] * 2


def test_a_scan_of_twelve_bits_reaches_from_black_to_white():
    data = scan(b"\x00\x0f\xff" * (SIDE * SIDE // 2), bits=12)

    safe = inspector.verdict(single(data))

    assert set(greys_of(safe.content)) == {0, 65_535}


@pytest.mark.parametrize(
    ("bits", "kind", "form"), [(16, SIGNED, "h"), (32, UNSIGNED, "I"), (32, FLOAT, "f")]
)
def test_measured_values_are_refused_and_never_kept_as_white(bits, kind, form):
    pixels = struct.pack(f"<{SIDE * SIDE}{form}", *[1000] * (SIDE * SIDE))

    with pytest.raises(RefusedError) as refusal:
        inspector.verdict(single(scan(pixels, bits=bits, kind=kind)))

    assert refusal.value.reason == "picture_other"
