"""What a comment is about: a section, words of its text, an entry or one of its fields."""

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
from gmp_portal.words import Written, labelled, numbered
from gmp_portal.writing import anchors
from gmp_portal.writing.anchors import Anchor

ROW, WORDS = "row", "text"
NOWHERE = Anchor("")
# So much of a paragraph or of an entry names it in a list.
NAMED_BY = 90


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
    for number, part in enumerate(_parts(plan, section), start=1):
        name = labelled(numbered(_("Paragraph"), number), _short(part))
        yield f"{WORDS}-{number}", Written(name)
    kinds = kinds_of(section)
    for kind in kinds:
        for number, row in enumerate(_rows(plan, kind), start=1):
            name = labelled(name_of(kind, number), _short(str(row)))
            yield f"{kind.key}-{row.pk}", Written(name)


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(NAMED_BY)


def _parts(plan: PlanVersion, section: Section) -> list[str]:
    """The lines of a section: its paragraphs and the items of its lists."""
    lines = plan.text_of(section.key).splitlines() if section.has_text else []
    return [line for line in lines if line.strip()]


def spot_of(plan: PlanVersion, section: Section, about: str, field: str) -> Spot:
    """The spot that somebody chose; the whole section where there is no such entry any more."""
    kind_key, _dash, number = about.partition("-")
    if not number.isdecimal():
        return Spot()
    if kind_key == WORDS:
        return Spot(anchor=_of_part(plan, section, int(number)))
    kind = next((each for each in kinds_of(section) if each.key == kind_key), None)
    row = _rows(plan, kind).filter(pk=number[:18]).first() if kind else None
    if kind is None or row is None:
        return Spot()
    known = field if field in dict(fields_of(kind)) else ""
    return Spot(kind.key, row.pk, known, _whole(value_of(row, known)) if known else NOWHERE)


def _of_part(plan: PlanVersion, section: Section, number: int) -> Anchor:
    parts = _parts(plan, section)
    if not 0 < number <= len(parts):
        return NOWHERE
    words = parts[number - 1][: anchors.LONGEST]
    return anchors.typed(plan.text_of(section.key), words) or NOWHERE


def _whole(value: str) -> Anchor:
    return anchors.of(value, 0, min(len(value), anchors.LONGEST))


def with_words(plan: PlanVersion, section: Section, spot: Spot, words: str) -> Spot | None:
    """The spot at these words, which somebody marked or typed; nothing where they do not stand."""
    if spot.row_pk is None:
        in_text = anchors.typed(plan.text_of(section.key), words)
        if in_text is not None:
            return Spot(anchor=in_text)
    for kind in kinds_of(section):
        if spot.row_kind not in {"", kind.key}:
            continue
        for row in _rows(plan, kind):
            if spot.row_pk in {None, row.pk} and (match := _in_row(kind, row, spot, words)):
                return match
    return None


def _in_row(kind: RowKind, row: Any, spot: Spot, words: str) -> Spot | None:
    for name, _label in fields_of(kind):
        if spot.field not in {"", name}:
            continue
        if anchor := anchors.typed(value_of(row, name), words):
            return Spot(kind.key, row.pk, name, anchor)
    return None
