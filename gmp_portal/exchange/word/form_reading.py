"""A form that came back, and what it says; reading one loads what it takes."""

from collections.abc import Mapping

from gmp_portal.exchange.word.form_answers import (
    LIKELY,
    REASONS,
    SURE,
    Answer,
    FormAnswers,
    LeftOver,
)
from gmp_portal.exchange.word.form_sheets import FormSheet

__all__ = ["LIKELY", "REASONS", "SURE", "Answer", "FormAnswers", "LeftOver", "read_form"]


def read_form(data: bytes, sheets: Mapping[str, FormSheet]) -> FormAnswers:
    """Return the answers of a file, or raise ``UnreadableFileError``; nothing is guessed."""
    from gmp_portal.exchange.word import form_understanding  # noqa: PLC0415 loads lxml

    return form_understanding.read_form(data, sheets)
