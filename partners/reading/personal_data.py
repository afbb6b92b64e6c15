"""Personal data that the public never sees of a letter (R-14)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from gmp_portal.ui import personal_data as finder
from partners.models import LetterOfIntent

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PUBLIC = ("support_statement", "contribution")
CLEARED = ("public_statement", "public_contribution")


class Shown(NamedTuple):
    """Something in a text of the letter that the public shall not see."""

    field: str
    label: "StrOrPromise"
    text: str


def countries(letter: LetterOfIntent) -> tuple[str | None]:
    """The country whose numbers are known in their national form."""
    return (letter.country_id,)


def shown_in(letter: LetterOfIntent) -> list[Shown]:
    """What the sender typed into texts that become public, and where."""
    return [*_shown(letter, PUBLIC)]


def _shown(letter: LetterOfIntent, names: tuple[str, ...]) -> Iterator[Shown]:
    for name in names:
        label = letter._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        for hit in finder.find(getattr(letter, name), countries(letter)):
            yield Shown(name, label, hit.text)


def is_needed(letter: LetterOfIntent) -> bool:
    """Whether the free text of the letter shows personal data: then two persons look (R-15)."""
    return bool(shown_in(letter))


def left_in(letter: LetterOfIntent, *texts: str) -> list[str]:
    """Addresses and numbers in texts for the public, also those that were found harmless."""
    hits = (hit.text for text in texts for hit in finder.find(text, countries(letter)))
    return list(dict.fromkeys(hits))


def unsettled_in(letter: LetterOfIntent) -> list[str]:
    """What the cleared texts show, though nobody said with a reason that it is harmless."""
    left = left_in(letter, *(getattr(letter, name) for name in CLEARED))
    harmless = letter.overruled.get("hits", ())
    return [text for text in left if text not in harmless]


def redacted(letter: LetterOfIntent, text: str) -> str:
    """The text with addresses and numbers blacked out, as a proposal to the officer."""
    return finder.redacted(text, countries(letter))
