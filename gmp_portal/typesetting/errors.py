"""What can keep a document from becoming a PDF."""

from collections.abc import Sequence


class TypesettingError(Exception):
    """A document could not be typeset."""


class PdfUnavailableError(TypesettingError):
    """The machine has no layout engine."""

    def __init__(self) -> None:
        super().__init__(
            "PDF files cannot be made on this machine, because the Pango library or "
            "WeasyPrint is missing; everything else works."
        )


class NotesDoNotConvergeError(TypesettingError):
    """Some notes stay away from the pages of their calls, however the text is set."""

    def __init__(self, wrong: Sequence[int], rounds: int) -> None:
        self.wrong = tuple(wrong)
        self.rounds = rounds
        numbers = ", ".join(str(number) for number in wrong)
        super().__init__(
            f"After {rounds} rounds these notes still stand on another page than their "
            f"calls: {numbers}."
        )


class FaultyPdfError(TypesettingError):
    """The finished file failed its own checks and must not be stored."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(faults))


class TextDiffersError(TypesettingError):
    """The file does not say what its source says, and must not be stored."""

    def __init__(self, source: str, printed: str) -> None:
        self.source = source
        self.printed = printed
        super().__init__(
            "The text of the file differs from its source. First difference: the source "
            f"says “{source}”, the file says “{printed}”."
        )
