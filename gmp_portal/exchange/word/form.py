"""A form to fill in with Word, and all that describes it; writing one loads what it takes.

Pages that only speak of forms import this without the library for XML.
"""

from gmp_portal.exchange.word.form_sheets import (
    CHOICE,
    CHOICES,
    LONG_TEXT,
    NO,
    TEXT,
    YES,
    YES_NO,
    Choice,
    FormSheet,
    Question,
    Section,
)

__all__ = [
    "CHOICE",
    "CHOICES",
    "LONG_TEXT",
    "NO",
    "TEXT",
    "YES",
    "YES_NO",
    "Choice",
    "FormSheet",
    "Question",
    "Section",
    "form",
]


def form(sheet: FormSheet) -> bytes:
    """Return the form as a Word file: equal bytes for an equal sheet."""
    from gmp_portal.exchange.word import form_writing  # noqa: PLC0415 loads lxml

    return form_writing.form(sheet)
