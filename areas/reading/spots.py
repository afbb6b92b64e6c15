"""What a comment is about: a section, words of its text, an entry or one of its fields."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from areas.annex2 import Section
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanVersion
from gmp_portal.typesetting.signs import lines, plain
from gmp_portal.typesetting.signs.plain import Shown
from gmp_portal.words import Written, labelled, numbered
from gmp_portal.writing import anchors
from gmp_portal.writing.anchors import Anchor, Place

ROW, WORDS = "row", "text"
NOWHERE = Anchor("")
# So much of a paragraph or of an entry names it in a list.
NAMED_BY = 90
# So much of the hash of a part tells it from all others of its text.
TOLD_BY = 12


@dataclass(frozen=True)
class Spot:
    """Where a comment stands within its section; nowhere is the whole of it."""

    row_kind: str = ""
    row_pk: int | None = None
    field: str = ""
    anchor: Anchor = NOWHERE

    @property
    def columns(self) -> dict[str, Any]:
        """The same, as a comment keeps it."""
        return {
            "row_kind": self.row_kind,
            "row_pk": self.row_pk,
            "field": self.field,
            "quote": self.anchor.quote,
            "before_quote": self.anchor.before,
            "after_quote": self.anchor.after,
        }


def kinds_of(section: Section) -> list[RowKind]:
    """The lists of a section, with the milestones of its efforts."""
    return [kind for kind in KINDS.values() if kind.section == section.key]


def rows_by_kind(plan: PlanVersion, kinds: Iterable[RowKind]) -> dict[str, Any]:
    """A question for all entries of each of these lists, in their order."""
    return {kind.key: _rows(plan, kind) for kind in kinds}


def _rows(plan: PlanVersion, kind: RowKind) -> Any:
    if kind.key == "milestones":
        return kind.model._default_manager.filter(effort__plan=plan)
    rows = kind.model._default_manager.filter(plan=plan)
    if kind.key == "efforts":
        return rows.select_related("partner__country")
    return rows.select_related("area") if kind.key == "linkages" else rows


def name_of(kind: RowKind, number: int) -> str:
    """An entry as people call it: “Effort 3”."""
    return numbered(kind.singular, number)


def fields_of(kind: RowKind) -> list[tuple[str, str]]:
    """The fields of an entry that can be spoken about, with their labels."""
    return [(name, label_of(kind, name)) for name in kind.form._meta.fields or ()]


def label_of(kind: RowKind, field: str) -> str:
    """The label of a field; its plain name where the list has no such field any more."""
    try:
        return capfirst(str(kind.model._meta.get_field(field).verbose_name))
    except FieldDoesNotExist:
        return field


def value_of(row: Any, name: str) -> str:
    """What a field of an entry says, without asking for other records."""
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    if field.is_relation:
        return ""
    value = getattr(row, name)
    if value is None:
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField):
        return date_format(value, "Y-m-d")
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def choices(plan: PlanVersion, section: Section) -> Iterator[tuple[str, str]]:
    """What somebody can speak about in a section: all of it, its paragraphs, its entries."""
    yield "", _("The whole section")
    shown = _shown(plan, section)
    for number, (code, (start, end)) in enumerate(_parts(shown).items(), start=1):
        part = shown.text[start:end]
        name = labelled(numbered(_("Paragraph"), number), _short(part))
        yield f"{WORDS}-{code}", Written(name)
    kinds = kinds_of(section)
    for kind in kinds:
        for number, row in enumerate(_rows(plan, kind), start=1):
            name = labelled(name_of(kind, number), _short(str(row)))
            yield f"{kind.key}-{row.pk}", Written(name)


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(NAMED_BY)


def _shown(plan: PlanVersion, section: Section) -> Shown:
    """The words of the text of a section, as its page shows them."""
    return plain.shown(plan.text_of(section.key) if section.has_text else "")


def _parts(shown: Shown) -> dict[str, tuple[int, int]]:
    """Each part of a text by its words, so that nobody's change puts another one in its place."""
    times = Counter(shown.parts)
    coded: dict[str, tuple[int, int]] = {}
    for number, (part, span) in enumerate(zip(shown.parts, shown.spans(), strict=True)):
        # Those that stand there twice are told apart in exactly this text, and in no other one.
        code = _code(part) if times[part] == 1 else f"{_code(shown.text)}-{number}"
        coded[code] = span
    return coded


def _code(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:TOLD_BY]


def spot_of(plan: PlanVersion, section: Section, about: str, field: str) -> Spot:
    """The spot that somebody chose; the whole section where there is no such entry any more."""
    kind_key, _dash, number = about.partition("-")
    if kind_key == WORDS:
        return Spot(anchor=_of_part(plan, section, number))
    if not number.isdecimal():
        return Spot()
    kind = next((each for each in kinds_of(section) if each.key == kind_key), None)
    row = _rows(plan, kind).filter(pk=number[:18]).first() if kind else None
    if kind is None or row is None:
        return Spot()
    known = field if field in dict(fields_of(kind)) else ""
    return Spot(kind.key, row.pk, known, _whole(value_of(row, known)) if known else NOWHERE)


def _of_part(plan: PlanVersion, section: Section, code: str) -> Anchor:
    shown = _shown(plan, section)
    start, end = _parts(shown).get(code, (0, 0))
    return anchors.of(shown.text, start, min(end, start + anchors.LONGEST))


def _whole(value: str) -> Anchor:
    return anchors.of(value, 0, min(len(value), anchors.LONGEST))


def with_words(plan: PlanVersion, section: Section, spot: Spot, words: str) -> Spot | None:
    """The spot at these words, which somebody marked or typed; nothing where they do not stand."""
    if spot.row_pk is None:
        in_text = _in_text(plan, section, words)
        if in_text is not None:
            return Spot(anchor=in_text)
    for kind in kinds_of(section):
        if spot.row_kind not in {"", kind.key}:
            continue
        for row in _rows(plan, kind):
            if spot.row_pk in {None, row.pk} and (match := _in_row(kind, row, spot, words)):
                return match
    return None


def _in_text(plan: PlanVersion, section: Section, words: str) -> Anchor | None:
    """Words of the text: marked on a page, among the numbers of its notes, or among its signs."""
    shown = _shown(plan, section)
    if same := anchors.first(shown.text, words):
        return anchors.of(shown.text, *same)
    numbered_text, places = shown.with_numbers()
    if same := anchors.first(numbered_text, words):
        kept = [place for place in places[slice(*same)] if place is not None]
        return anchors.of(shown.text, kept[0], kept[-1] + 1) if kept else None
    # Copied from the text itself: without signs a list has its marks all the same.
    is_signed = lines.is_signed(plan.text_of(section.key))
    bare = plain.of_piece(words) if is_signed else plain.shown(words).text
    return anchors.typed(shown.text, bare) or anchors.typed(shown.text, words)


def without_signs(anchor: Anchor) -> Anchor:
    """The same words as they are shown, where they were kept with the signs among them."""
    said = (anchor.quote, anchor.before, anchor.after)
    return Anchor(*map(plain.of_piece, said))


def place_of(text: str, anchor: Anchor) -> Place | None:
    """Where the words of a comment stand; those kept with their signs are found without them."""
    place = anchors.find(text, anchor)
    if place is not None and place.is_same:
        return place
    bare = without_signs(anchor)
    return (anchors.find(text, bare) if bare != anchor else None) or place


def _in_row(kind: RowKind, row: Any, spot: Spot, words: str) -> Spot | None:
    for name, _label in fields_of(kind):
        if spot.field not in {"", name}:
            continue
        if anchor := anchors.typed(value_of(row, name), words):
            return Spot(kind.key, row.pk, name, anchor)
    return None
