"""What the public record says of a past meeting, in sentences instead of notes of its file."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gmp_portal.meetings.models import Meeting
from gmp_portal.reference import cited

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What the compilers of the record noted about its gaps.
REMARKS: Final = {
    "how people met is assumed": _(
        "The source does not say how people met; it is assumed."
    ),
    "The year was inferred from the weekday": _(
        "The source does not give the year; it was taken from the day of the week."
    ),
    "The agenda of the thirteenth meeting refers to it": _(
        "The agenda of the thirteenth meeting refers to it."
    ),
    "its date was not found": _("Its date is not known."),
    "Took place between the thirteenth and the fifteenth meeting": _(
        "It took place between the thirteenth and the fifteenth meeting."
    ),
    "no page about it was found": _("Nothing has been found about it."),
}


@dataclass(frozen=True)
class Notes:
    """Sentences for the reader, the notes of the record one by one, and where they stand."""

    sentences: "list[StrOrPromise]"
    notes: list[str]
    sources: list[cited.Cited]


def of(meeting: Meeting) -> Notes | None:
    """Nothing for a meeting of the portal's own: what is told of it was written here."""
    if not meeting.is_imported:
        return None
    said = cited.notes_in(meeting.facts)
    return Notes(
        [
            gettext("This meeting was entered from public sources, after it took place."),
            *(REMARKS[note] for note in said if note in REMARKS),
        ],
        [note[0].upper() + note[1:] for note in said if note not in REMARKS],
        [cited.read(source) for source in cited.notes_in(meeting.source)],
    )
