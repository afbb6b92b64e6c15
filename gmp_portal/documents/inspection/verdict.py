"""What an inspection says: the bytes to keep, or the reason why there are none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Safe:
    """A copy that every reader may open, and its media type."""

    content: bytes
    media_type: str


class RefusedError(Exception):
    """A file that is not kept; the reason is a key of ``documents.sentences``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
