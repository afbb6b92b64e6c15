"""Why somebody's file is not read."""

REASONS = (
    *("not_word", "old_word", "locked", "macros", "too_large", "too_tight", "doctype"),
    "broken",
)


class UnreadableFileError(Exception):
    """A file that is not read; the reason is one of ``REASONS``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
