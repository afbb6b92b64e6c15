"""What a letter says, with questions, answers and public words, as whoever decides reads it."""

from typing import Any, ClassVar

from gmp_portal.writing.read_texts import (
    ReadText,
    Written,
    joined,
    register,
)
from partners.models import LetterOfIntent, SignatureRequest


class OfLetter(ReadText[LetterOfIntent]):
    """The letter, what was asked and answered, and what the public will see (A1-2e, A1-2c-6).

    Sender and officers write parts of it, so it is not told who changed it last.
    """

    model: ClassVar[Any] = LetterOfIntent

    def now(self, record: LetterOfIntent) -> Written:
        return Written(record.words_read())

    def clause(self, record: LetterOfIntent) -> str:
        return "A1-2e"


class OfSignature(ReadText[SignatureRequest]):
    """What the signatory signs (A1-2c-1)."""

    model: ClassVar[Any] = SignatureRequest

    def now(self, record: SignatureRequest) -> Written:
        letter = record.letter
        return Written(joined(record.name, letter.support_statement, letter.contribution))

    def clause(self, record: SignatureRequest) -> str:
        return "R-21"

    def page(self, record: SignatureRequest) -> str:
        """The letter is not for everybody who has the link; the form itself shows the text."""
        return ""


def register_all() -> None:
    """Tell ``writing`` on which texts people act."""
    register(OfLetter(), OfSignature())
