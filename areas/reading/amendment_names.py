"""How people call the places of amendments, and in which order they stand in a plan (A2-VIII-2)."""

from collections.abc import Iterable

from django.utils.text import Truncator

from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from areas.models import AmendmentPlace
from areas.reading import spots
from areas.reading.amendment_joining import Collision
from areas.reading.entries_by_key import Entries
from gmp_portal.words import beside, labelled


def in_order(places: Iterable[AmendmentPlace], entries: Entries) -> list[AmendmentPlace]:
    """Places as they follow each other in the plan; what is new comes last in its section."""
    sections, kinds, keys = (
        list(BY_KEY),
        [AmendmentPlace.TEXT, *KINDS],
        list(entries.by_key),
    )
    stands = {key: at for at, key in enumerate(keys)}

    def at(place: AmendmentPlace) -> tuple[int, int, int, int]:
        last = stands.get(place.key_id or 0, len(stands))
        return sections.index(place.section), kinds.index(place.kind), last, place.pk or 0

    return sorted(places, key=at)


def title_of(place: AmendmentPlace, entries: Entries) -> str:
    """A place as people call it, beside its section: “Summary of the issue”, “Effort, …”."""
    if place.is_text:
        return str(BY_KEY[place.section].title)
    row = entries.row_of(place)
    values = place.proposed or place.base or {}
    names = [name for name in KINDS[place.kind].form._meta.fields or () if name in NAMING]
    said = str(row) if row is not None else "".join(values.get(next(iter(names), ""), []))
    return beside(KINDS[place.kind].singular, said)


# The fields that say what an entry is.
NAMING = {"statement", "title", "description", "text", "name"}


def label_of(place: AmendmentPlace, name: str, entries: Entries) -> str:
    """What people call a field of the place."""
    if place.is_text:
        return str(entries.text_form(BY_KEY[place.section]).fields[name].label)
    return spots.label_of(KINDS[place.kind], name)


def name_of(collision: Collision, entries: Entries) -> str:
    """The place and the field of a collision, so that a sentence can name them."""
    title = Truncator(title_of(collision.place, entries)).chars(100)
    if collision.is_whole:
        return title
    return labelled(title, label_of(collision.place, collision.name, entries))
