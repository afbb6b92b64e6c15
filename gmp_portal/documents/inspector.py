"""Walk every object of a PDF in a small, short-lived process and say what it is.

Reads the file from standard input; prints ``ok`` or a reason. Never imported by the portal.
"""

import io
import resource
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MEMORY = 512 * 1024 * 1024
SECONDS = 20
MAX_PAGES = 500
MAX_OBJECTS = 100_000
ACTIVE_KEYS = frozenset(
    {
        "/JS",
        "/JavaScript",
        "/AA",
        "/Launch",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/RichMedia",
        "/XFA",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
    }
)


def verdict(data: bytes, *, max_objects: int = MAX_OBJECTS) -> str:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            return "encrypted"
        if not 0 < len(reader.pages) <= MAX_PAGES:
            return "pages"
        return "active" if _is_active(reader, max_objects) else "ok"
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "broken"
    except MemoryError:
        return "heavy"


def _is_active(reader: object, max_objects: int) -> bool:
    seen: set[tuple[int, int]] = set()
    waiting: list[object] = [reader.trailer]  # type: ignore[attr-defined]
    while waiting:
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            mark = (item.idnum, item.generation)
            if mark in seen:
                continue
            seen.add(mark)
            if len(seen) > max_objects:
                raise MemoryError
            waiting.append(item.get_object())
        elif isinstance(item, DictionaryObject):
            if _names_action(item):
                return True
            waiting.extend(item.values())
        elif isinstance(item, ArrayObject):
            waiting.extend(item)
    return False


def _names_action(item: dict[str, object]) -> bool:
    if ACTIVE_KEYS & set(item):
        return True
    if str(item.get("/S", "")) in ACTIVE_KEYS or item.get("/Type") == "/Filespec":
        return True
    # An array only says which page to open first, which is harmless; a dictionary acts.
    opening = item.get("/OpenAction")
    opening = opening.get_object() if hasattr(opening, "get_object") else opening
    return isinstance(opening, DictionaryObject) and opening.get("/S") != "/GoTo"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.write(verdict(sys.stdin.buffer.read()))
