"""The one thing of a photograph's notes that changes what is seen: which side is up."""

import struct

UPRIGHT = 1
TAG = 0x0112
SHORT = 3


def minimal_exif(exif: bytes) -> bytes:
    """Notes that say which side is up and nothing else; none for an upright picture."""
    turned = orientation(exif)
    if turned == UPRIGHT:
        return b""
    entry = struct.pack(">HHIHH", TAG, SHORT, 1, turned, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)


def orientation(exif: bytes) -> int:
    """Which side is up, from 1 to 8; whatever cannot be read leaves the picture upright."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return UPRIGHT
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for number in range(count):
            place = first + 2 + 12 * number
            tag, kind = struct.unpack_from(f"{order}HH", exif, place)
            (value,) = struct.unpack_from(f"{order}H", exif, place + 8)
            if tag == TAG and kind == SHORT and 1 <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return UPRIGHT
