"""Look into one file in a small, short-lived process and say what it is.

Reads the file from standard input; writes one line of JSON, and behind it the bytes to keep where
they are others than those that came. Never imported by the web process.
"""

import json
import resource
import sys
import time
from importlib import import_module
from typing import IO

from gmp_portal.documents.inspection.verdict import RefusedError, Safe

MEMORY = 512 * 1024 * 1024
SECONDS = 20
LARGEST_COPY = 64 * 1024 * 1024
BRANDS = {
    b"heic": "heic",
    b"heix": "heic",
    b"heim": "heic",
    b"heis": "heic",
    b"hevc": "heic",
    b"hevx": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
    b"avif": "avif",
}
HEADS = (
    (b"%PDF-", "pdf", "inspect"),
    (b"\x89PNG\r\n\x1a\n", "png", "inspect"),
    (b"\xff\xd8\xff", "jpeg", "inspect"),
    (b"PK\x03\x04", "office", "inspect"),
    (b"II*\0", "converted", "tiff"),
    (b"MM\0*", "converted", "tiff"),
)


def verdict(data: bytes) -> Safe:
    """Answer the bytes to keep, or refuse the file with a reason; no other way out."""
    try:
        module, function = kind_of(data)
        inspection = import_module(f"gmp_portal.documents.inspection.{module}")
        safe: Safe = getattr(inspection, function)(data)
    except MemoryError:
        raise RefusedError("heavy") from None
    return safe


def kind_of(data: bytes) -> tuple[str, str]:
    """Which inspection is for files that begin like this."""
    for head, module, function in HEADS:
        if data.startswith(head):
            return module, function
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "converted", "webp"
    if data[4:8] == b"ftyp" and data[8:12] in BRANDS:
        return "converted", BRANDS[data[8:12]]
    if data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        return "pdf", "inspect"
    raise RefusedError(_unknown(data))


def _unknown(data: bytes) -> str:
    """What else it is, to say what to do."""
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        return "office_locked" if is_locked else "office_old"
    if data.startswith((b"GIF8", b"BM")):
        return "picture_other"
    return "unknown"


def run(source: IO[bytes], target: IO[bytes]) -> None:
    """Judge what comes in; the answer says how much memory it took."""
    answer: dict[str, object]
    data, content = source.read(), b""
    try:
        safe = verdict(data)
    except RefusedError as refusal:
        answer = {"reason": refusal.reason}
    else:
        content = b"" if safe.content == data else safe.content
        answer = {"media_type": safe.media_type, "is_same": not content}
    answer |= {"peak_kb": peak_kb(), "seconds": round(time.process_time(), 2)}
    target.write(json.dumps(answer).encode() + b"\n" + content)


def peak_kb() -> int:
    """The most memory that this process has held."""
    with open("/proc/self/status", encoding="ascii") as status:
        lines = [line.split() for line in status if line.startswith("VmHWM:")]
    return int(lines[0][1])


def limit() -> None:
    """Bound this process before it reads anything."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_COPY, LARGEST_COPY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    run(sys.stdin.buffer, sys.stdout.buffer)
