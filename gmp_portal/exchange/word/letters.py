"""A letter as a Word file; writing one loads what it takes."""

from gmp_portal.typesetting.letter import LetterSheet


def letter(sheet: LetterSheet, *, to_sign: bool = False) -> bytes:
    """Return the letter with the facts and the order of its PDF; ``to_sign`` leaves lines."""
    from gmp_portal.exchange.word import letter_writing  # noqa: PLC0415 loads lxml

    return letter_writing.letter(sheet, to_sign=to_sign)
