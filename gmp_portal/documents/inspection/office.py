"""Word, Excel and OpenDocument files: the list of what is inside, then every part of it."""

import io
import re
import stat
import struct
import zipfile
import zlib
from functools import partial

from gmp_portal.documents.inspection import opendocument, openxml
from gmp_portal.documents.inspection.verdict import RefusedError, Safe
from gmp_portal.documents.inspection.xml_parts import Budget

HEAD = b"PK\x03\x04"
END = b"PK\x05\x06"
MAX_ENTRIES = 2_000
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 200
UNSUSPICIOUS = 1024 * 1024
# What may stand between two entries: the sizes written once more.
GAP = 24
WORST = re.compile(r"(^/|^[A-Za-z]:|\\|\x00|(^|/)\.\.?(/|$))")
BROKEN = (
    zipfile.BadZipFile,
    ValueError,
    KeyError,
    EOFError,
    OSError,
    # Also for a packing that zipfile does not know, and for parts within parts without end.
    RuntimeError,
    struct.error,
    zlib.error,
)


def inspect(data: bytes) -> Safe:
    """Answer the file itself if it is a document that nothing can start, or refuse it."""
    budget = Budget(size=MAX_UNPACKED)
    return Safe(data, _judged(data, budget, partial(_judged, budget=budget, inner=None)))


def _judged(data: bytes, budget: Budget, inner: openxml.Inner | None) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_directory(archive, data, budget)
            names = archive.namelist()
            if "[Content_Types].xml" in names:
                return openxml.judge(archive, budget, inner)
            if "mimetype" in names:
                return opendocument.judge(archive, budget)
    except BROKEN as error:
        raise RefusedError("office_broken") from error
    raise RefusedError("archive")


def check_directory(archive: zipfile.ZipFile, data: bytes, budget: Budget) -> None:
    """What the list says, before anything is unpacked."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise RefusedError("office_heavy")
    budget.take(size=sum(each.file_size for each in entries))
    if len({each.filename.lower() for each in entries}) < len(entries):
        raise RefusedError("office_broken")
    for entry in entries:
        _check_entry(entry)
    end = data.rfind(END)
    if end + 22 + len(archive.comment) != len(data) or archive.comment:
        raise RefusedError("office_broken")
    _check_places(data, entries, archive.start_dir)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    mode = entry.external_attr >> 16
    if WORST.search(entry.orig_filename) or stat.S_ISLNK(mode) or entry.flag_bits & 0x1:
        raise RefusedError("office_broken")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RefusedError("office_broken")
    is_large = entry.file_size > UNSUSPICIOUS
    if is_large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise RefusedError("office_heavy")


def _check_places(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """One entry after the other, from the first byte on: none inside another, nothing between."""
    place = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        gap = entry.header_offset - place
        if not 0 <= gap <= (GAP if place else 0):
            raise RefusedError("office_broken")
        # The lengths of name and note as they stand before the entry, not in the list.
        name, note = struct.unpack_from("<HH", data, entry.header_offset + 26)
        place = entry.header_offset + 30 + name + note + entry.compress_size
    if not 0 <= directory - place <= GAP:
        raise RefusedError("office_broken")
