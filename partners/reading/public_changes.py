"""What a proposed version changes of the words that the public reads (R-40)."""

from typing import TYPE_CHECKING, NamedTuple

from gmp_portal.writing import compare
from gmp_portal.writing.compare import Line
from partners.models import Correction, LetterOfIntent
from partners.reading import personal_data

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Change(NamedTuple):
    """A text of the letter, with what goes and what comes."""

    label: "StrOrPromise"
    lines: tuple[Line, ...]


def of_public(letter: LetterOfIntent, proposed: Correction) -> list[Change]:
    """The texts that differ, each compared word by word."""
    return [
        Change(
            letter._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
            compare.lines(
                getattr(letter, name).splitlines(), getattr(proposed, name).splitlines()
            ),
        )
        for name in personal_data.CLEARED
        if getattr(letter, name) != getattr(proposed, name)
    ]
