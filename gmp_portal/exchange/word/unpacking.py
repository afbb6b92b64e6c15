"""Somebody's file is opened within limits: never more is unpacked than a real document needs."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from gmp_portal.exchange.word.elements import Element
from gmp_portal.exchange.word.opening import UnreadableFileError

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_PART = 12 * MEGABYTE
LARGEST_WHOLE = 40 * MEGABYTE
MOST_ENTRIES = 2000
# Text is packed to a tenth at most; what is packed tighter than this was made to do harm.
HIGHEST_RATIO = 200
SMALL = 64 * 1024
MOST_ELEMENTS = 400_000
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
TYPES = "[Content_Types].xml"
MAIN_KINDS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever a file does to its reader becomes the one error that callers know.

    zipfile, zlib and lxml have a dozen kinds of errors for spoilt bytes; no list of them is whole.
    """
    try:
        yield
    except UnreadableFileError:
        raise
    except MemoryError:
        raise UnreadableFileError("too_large") from None
    except Exception as error:
        raise UnreadableFileError("broken") from error


class Package:
    """The parts of a Word file, each read only when asked for and only within the limits."""

    # What other programs of the same family have instead (``tables.workbooks``).
    main_kinds: tuple[str, ...] = MAIN_KINDS
    other, old = "not_word", "old_word"
    most_elements = MOST_ELEMENTS
    largest_part, largest_whole = LARGEST_PART, LARGEST_WHOLE

    def __init__(self, data: bytes) -> None:
        self._refuse_other_files(data)
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._unpacked = 0
        self._elements = 0
        self._refuse_odd_directory()
        self._kinds = self._read_kinds()
        self.main = self._read_main()

    def find(self, ending: str) -> str:
        """Return the name of the part of this kind, such as ``styles+xml``, or nothing."""
        names = (name for name, kind in self._kinds.items() if kind.endswith(ending))
        return next(names, "")

    def find_all(self, ending: str) -> list[str]:
        """Return the names of all parts of this kind, such as the headers of pages."""
        return [name for name, kind in self._kinds.items() if kind.endswith(ending)]

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, or nothing where the file has no such part."""
        if not name or name not in self._archive.namelist():
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        root = etree.fromstring(self._bytes(name), parser)
        if root.getroottree().docinfo.doctype:
            raise UnreadableFileError("doctype")
        self._elements += sum(1 for _element in root.iter())
        if self._elements > self.most_elements:
            raise UnreadableFileError("too_large")
        return root

    def _refuse_odd_directory(self) -> None:
        entries = self._archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise UnreadableFileError("too_large")
        if len({entry.filename.lower() for entry in entries}) < len(entries):
            # Two programs would read two texts from it.
            raise UnreadableFileError("broken")
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFileError("locked")
        for entry in entries:
            if entry.file_size > SMALL + HIGHEST_RATIO * entry.compress_size:
                raise UnreadableFileError("too_tight")
        if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
            raise UnreadableFileError("macros")

    def _bytes(self, name: str) -> bytes:
        """Return a part; what its directory says of its size is not believed."""
        with self._archive.open(name) as source:
            data = source.read(self.largest_part + 1)
        self._unpacked += len(data)
        if len(data) > self.largest_part or self._unpacked > self.largest_whole:
            raise UnreadableFileError("too_large")
        return data

    def _read_kinds(self) -> dict[str, str]:
        root = self.xml(TYPES)
        if root is None:
            raise UnreadableFileError(self.other)
        kinds = {
            element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
            for element in root.iter("{*}Override")
        }
        if any("macroenabled" in kind.lower() for kind in kinds.values()):
            raise UnreadableFileError("macros")
        return kinds

    def _read_main(self) -> Element:
        names = [name for name, kind in self._kinds.items() if kind in self.main_kinds]
        root = self.xml(names[0]) if names else None
        if root is None:
            raise UnreadableFileError(self.other)
        return root

    def _refuse_other_files(self, data: bytes) -> None:
        if len(data) > LARGEST_FILE:
            raise UnreadableFileError("too_large")
        if data.startswith(OLD_WORD):
            raise UnreadableFileError("locked" if LOCKED in data else self.old)
        if not data.startswith(b"PK\x03\x04"):
            raise UnreadableFileError(self.other)
