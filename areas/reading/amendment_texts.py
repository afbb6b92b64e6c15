"""What an amendment says, in words: each place with its fields as they read and shall read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from areas.annex2 import BY_KEY
from areas.forms.row_kinds import KINDS
from areas.models import AmendmentPlace, PartnershipArea, PlanAmendment, PlanVersion
from areas.reading import amendment_names, entries_by_key, narrative
from areas.reading.entries_by_key import POINTING, Entries
from areas.reading.tongue import Tongue
from gmp_portal import rounds
from gmp_portal.accounts import offices
from gmp_portal.accounts.models import User
from gmp_portal.accounts.rights import Anybody
from gmp_portal.rounds import Reading
from gmp_portal.typesetting.signs import lines as signs
from gmp_portal.ui.versions import Field
from gmp_portal.words import labelled, listed
from gmp_portal.writing import compare
from gmp_portal.writing.compare import Line
from partners.models import Partner

# The fields of entries that name somebody or something outside the plan.
NAMED = {"partner": Partner, "contact": User, "area": PartnershipArea}


class Words:
    """Values as people read them, for all places of some amendments."""

    def __init__(self, entries: Entries, names: dict[tuple[str, str], str]) -> None:
        self.entries = entries
        self.names = names

    def of(self, place: AmendmentPlace, name: str, value: Sequence[str]) -> str:
        """A value in words: choices by their labels, entries and people by their names."""
        if name in POINTING:
            return listed(self._entry(code) for code in value)
        if name in NAMED and not place.is_text:
            return listed(self.names.get((name, key), key) for key in value)
        field = None if place.is_text else KINDS[place.kind].model._meta.get_field(name)
        if isinstance(field, models.BooleanField):
            return _("yes") if value else _("no")
        if isinstance(field, ArrayField):
            labels = dict(field.base_field.choices or ())
            return listed(labelled(key, labels.get(key, key)) for key in value)
        choices: Any = field.choices if field is not None else None
        labels = dict(choices or ())
        return "\n".join(str(labels.get(each, each)) for each in value)

    def _entry(self, code: str) -> str:
        _kind, row = self.entries.by_code.get(code, (None, None))
        return code if row is None else labelled(code, row)

    def marked(
        self, place: AmendmentPlace, name: str, before: Field, after: Field
    ) -> tuple[Line, ...]:
        """What one text says and the other does not, paragraph by paragraph."""
        was, becomes = "".join(before), "".join(after)
        is_signed = signs.is_signed(was) or signs.is_signed(becomes)
        if place.is_text and name == AmendmentPlace.TEXT and is_signed:
            to = Tongue(self.entries.plan.language)
            both = (narrative.lines(signs.read(text), to) for text in (was, becomes))
            return compare.lines(*both)
        said = (self.of(place, name, value).splitlines() for value in (before, after))
        return compare.lines(*said)


@dataclass(frozen=True)
class FieldLines:
    """A field that shall read otherwise, with its words marked."""

    name: str
    label: str
    lines: tuple[Line, ...]

    @property
    def changed(self) -> tuple[Line, ...]:
        """The paragraphs that change; the others of a long text stay away."""
        return tuple(line for line in self.lines if line.is_changed)

    @property
    def is_only_look(self) -> bool:
        """Whether only the look of the words is another one, which marks do not show."""
        return not self.changed


def fields_of(place: AmendmentPlace, words: Words) -> list[FieldLines]:
    """Every field that the place changes; of an entry that goes, nothing."""
    if place.is_removal:
        return []
    base, proposed = place.base or {}, place.proposed or {}
    return [
        FieldLines(
            name,
            amendment_names.label_of(place, name, words.entries),
            words.marked(place, name, base.get(name, []), proposed.get(name, [])),
        )
        for name in place.changed
    ]


def words_of(
    places: Iterable[AmendmentPlace], entries: Entries, reader: Anybody | None
) -> Reading[Words]:
    """Ask in one round for the names of all whom these places name."""
    keys: dict[str, set[int]] = defaultdict(set)
    for place in places:
        for values in (place.base or {}, place.proposed or {}):
            for name in NAMED:
                if not place.is_text:
                    keys[name] |= {
                        int(key) for key in values.get(name, ()) if key.isdecimal()
                    }
    asked: dict[str, Any] = {
        name: model._default_manager.filter(pk__in=keys[name])
        for name, model in NAMED.items()
        if keys[name]
    }
    if "partner" in asked:
        asked["partner"] = asked["partner"].select_related("country")
    yield list(asked.values())
    names: dict[tuple[str, str], str] = {}
    for name, rows in asked.items():
        called = offices.names_of(rows, reader) if name == "contact" else {}
        for row in rows:
            said = row.full_name if name == "partner" else called.get(row.pk, row)
            names[name, str(row.pk)] = str(said)
    return Words(entries, names)


def written(amendment: PlanAmendment, in_force: PlanVersion) -> str:
    """What the area is asked to agree to, as plain text that everybody may read in the end.

    The reason is for the area alone, and stands on the page of the amendment (R-83).
    """
    places = list(amendment.places.all())
    entries = rounds.read(entries_by_key.of(in_force))
    words = rounds.read(words_of(places, entries, None))
    return "\n\n".join(_written(amendment, places, words))


def _written(
    amendment: PlanAmendment, places: Sequence[AmendmentPlace], words: Words
) -> Iterator[str]:
    said = _(
        "The partners of the area “%(area)s” agree to amendment %(number)d, “%(title)s”, of the "
        "business plan “%(plan)s”, and to taking it into its next version."
    )
    yield said % {
        "area": amendment.area.name,
        "number": amendment.number,
        "title": amendment.title,
        "plan": words.entries.plan.title,
    }
    for place in amendment_names.in_order(places, words.entries):
        title = "" if place.is_text else amendment_names.title_of(place, words.entries)
        section = BY_KEY[place.section]
        yield labelled(section, title) if title else str(section)
        if place.is_removal:
            yield _("This entry is taken out.")
        for field in fields_of(place, words):
            if field.name == "contact":
                yield _of_contact(place, field)
                continue
            for line in field.changed:
                yield from _of_line(field.label, line)


def _of_contact(place: AmendmentPlace, field: FieldLines) -> str:
    """That the contact changes, without a name: the decision is public (A2-IV-4)."""
    if not (place.proposed or {}).get(field.name):
        said = _("%(field)s: nobody is named any more.")
    elif (place.base or {}).get(field.name):
        said = _("%(field)s: another person is named.")
    else:
        said = _("%(field)s: a person is named.")
    return said % {"field": field.label}


def _of_line(label: str, line: Line) -> Iterator[str]:
    """A paragraph as it reads and as it shall read."""
    was = "".join(piece.text for piece in line.pieces if piece.kind != "added").strip()
    becomes = "".join(
        piece.text for piece in line.pieces if piece.kind != "removed"
    ).strip()
    facts = {"field": label, "was": was, "becomes": becomes}
    if was and becomes:
        yield _("%(field)s: instead of “%(was)s” it reads “%(becomes)s”.") % facts
    elif becomes:
        yield _("%(field)s: “%(becomes)s” comes in.") % facts
    else:
        yield _("%(field)s: “%(was)s” goes.") % facts
