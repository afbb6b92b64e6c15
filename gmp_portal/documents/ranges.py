"""A part of a file, for whoever goes on with a download or opens a long document in the middle.

Only one part at a time (RFC 9110, section 14): whoever asks for several gets the whole file,
which is always right. Libraries for it are unkept, or refuse a single byte (ADR 35).
"""

import re
from http import HTTPStatus
from typing import IO, Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

# Few digits, so that nobody can write a number that takes long to read.
RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})", re.ASCII)


class Part(NamedTuple):
    """The first byte and how many; none where there is nothing of the kind."""

    first: int
    length: int

    def of(self, size: int) -> str:
        """As the answer names it."""
        return f"bytes {self.first}-{self.first + self.length - 1}/{size}"


class Slice:
    """A file from one byte on, so many of them."""

    def __init__(self, file: IO[bytes], part: Part) -> None:
        self.file = file
        self.left = part.length
        file.seek(part.first)

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        content = self.file.read(wanted)
        self.left -= len(content)
        return content

    def close(self) -> None:
        self.file.close()


def asked(request: HttpRequest, *, size: int, etag: str) -> Part | None:
    """The part that is asked for; of another version of the file, no part is any use."""
    match = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or match is None:
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    first, last = match["first"], match["last"]
    if first and last and int(last) < int(first):
        return None
    if first:
        end = min(int(last), size - 1) if last else size - 1
        return Part(int(first), max(end - int(first) + 1, 0))
    if last:
        length = min(int(last), size)
        return Part(size - length, length)
    return None


def refused(size: int) -> HttpResponse:
    """There is no such part: the answer says how long the file is."""
    response = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
    response["Content-Range"] = f"bytes */{size}"
    return response


def offered(response: HttpResponseBase, part: Part | None, *, size: int) -> Any:
    """Say which part it is, or that there could be one."""
    response["Accept-Ranges"] = "bytes"
    if part is not None:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response["Content-Range"] = part.of(size)
        response["Content-Length"] = str(part.length)
    return response
