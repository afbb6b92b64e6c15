"""Personal data that the public never sees of a letter (R-14)."""

import re

from partners.models import LetterOfIntent

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<!\w)(?:\+|00)\d[\d ()/.\-\u2010-\u2015]{6,20}\d")
WITHHELD = "\u2588" * 5


def personal_data_in(text: str) -> list[str]:
    """E-mail addresses and telephone numbers in a text."""
    return [*EMAIL.findall(text), *(match.strip() for match in PHONE.findall(text))]


def is_needed(letter: LetterOfIntent) -> bool:
    """Whether the free text of the letter shows personal data: then two persons look (R-15)."""
    return bool(personal_data_in(f"{letter.support_statement}\n{letter.contribution}"))


def redacted(text: str) -> str:
    """The text with addresses and numbers blacked out, as a proposal to the officer."""
    return PHONE.sub(WITHHELD, EMAIL.sub(WITHHELD, text))
