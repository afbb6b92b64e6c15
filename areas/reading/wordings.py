"""The texts of a draft for which other words can be suggested, as they stand now (B4-2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from areas.annex2 import BY_KEY, Section
from areas.forms.row_kinds import KINDS, RowKind
from areas.models import PlanSuggestion, PlanVersion
from areas.reading import spots
from gmp_portal.typesetting.signs import lines, plain
from gmp_portal.ui.versions import token_of
from gmp_portal.words import beside

SECTION, ROW = "areas.section", "areas.row"
TEXT = "text"


@dataclass(frozen=True)
class Wording:
    """A text with its words: of a section, or in a field of an entry."""

    section: Section
    kind: str
    key: str
    field: str
    label: str
    text: str
    row_kind: RowKind | None = None
    row: Any = None

    @property
    def code(self) -> str:
        """By which an address names it within its section."""
        if self.row_kind is None:
            return TEXT
        return f"{self.row_kind.key}-{self.row.pk}-{self.field}"

    @property
    def token(self) -> str:
        """The name of exactly these words, by which a form says what it was filled from."""
        return token_of({TEXT: self.text.splitlines()})

    @property
    def is_prose(self) -> bool:
        """Whether it may have signs, as the texts of sections may (ADR 57)."""
        return self.row_kind is None

    @property
    def plain(self) -> str:
        """The words without their signs."""
        return plain.text(self.text) if self.is_prose else self.text

    def as_kept(self, text: str) -> str:
        """Other words for it: where it has signs, what stands among the others is read as such."""
        is_lost = self.is_prose and lines.is_signed(self.text) and not lines.is_signed(text)
        return f"{lines.SIGNED}\n{text}" if is_lost and text.strip() else text

    def is_said_by(self, text: str) -> bool:
        """Whether other words say and show exactly what stands there already."""
        if self.is_prose and (lines.is_signed(text) or lines.is_signed(self.text)):
            return lines.read(text) == lines.read(self.text)
        return text.splitlines() == self.text.splitlines()

    def page(self, plan: PlanVersion) -> str:
        """Where its writers change it."""
        place = [plan.area.slug, plan.number]
        if self.row_kind is None:
            return reverse("areas:section_edit", args=[*place, self.section.key])
        return reverse("areas:row_change", args=[*place, self.row_kind.key, self.row.pk])


def of_section(plan: PlanVersion, section: Section) -> Iterator[Wording]:
    """Every text of a section: its own, and those in the fields of its entries."""
    if section.has_text:
        yield of_text(plan, section)
    for kind in spots.kinds_of(section):
        for number, row in enumerate(spots.rows_by_kind(plan, [kind])[kind.key], start=1):
            yield from (_of_row(section, kind, number, row, name) for name in _texts(kind))


def of_text(plan: PlanVersion, section: Section) -> Wording:
    """The text of a section, which is empty until somebody wrote it."""
    label = str(section.text_label)
    text = plan.text_of(section.key)
    return Wording(section, SECTION, f"{plan.pk}-{section.key}", TEXT, label, text)


def _of_row(section: Section, kind: RowKind, number: int, row: Any, name: str) -> Wording:
    label = beside(spots.name_of(kind, number), spots.label_of(kind, name))
    key, text = f"{kind.key}-{row.pk}", getattr(row, name)
    return Wording(section, ROW, key, name, label, text, kind, row)


def _texts(kind: RowKind) -> Iterator[str]:
    """The fields that hold words, and not a choice, a day or a sum."""
    for name in kind.form._meta.fields or ():
        field = kind.model._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield name


def find(plan: PlanVersion, section: Section, code: str) -> Wording | None:
    """The text of this name; nothing where there is none, or none any more."""
    return next((each for each in of_section(plan, section) if each.code == code), None)


def of_suggestion(suggestion: PlanSuggestion) -> Wording | None:
    """The text that a suggestion is about, as it stands now; nothing where it was removed."""
    section = BY_KEY[suggestion.section]
    if suggestion.kind == SECTION:
        return of_text(suggestion.plan, section)
    kind_key, _dash, pk = suggestion.key.partition("-")
    kind = KINDS[kind_key]
    rows = spots.rows_by_kind(suggestion.plan, [kind])[kind.key]
    for number, row in enumerate(rows, start=1):
        if str(row.pk) == pk:
            return _of_row(section, kind, number, row, suggestion.field)
    return None


def gone(suggestion: PlanSuggestion) -> str:
    """What a suggestion was about, where its entry was removed."""
    kind = KINDS[suggestion.key.partition("-")[0]]
    return _("%(kind)s that was removed") % {"kind": kind.singular}
