"""One text or entry of a draft, as it was when somebody was here and as it is now (R-67)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.db.models import Q
from django.http import Http404
from django.utils.text import Truncator

from areas.annex2 import Section
from areas.forms.row_kinds import RowKind
from areas.models import PlanVersion
from areas.reading import change_facts, narrative, removed
from areas.reading.change_facts import Change, How
from areas.reading.section_page import rows_of
from areas.reading.tongue import Tongue
from areas.reading.wordings import ROW, SECTION, TEXT
from areas.writings import FRAME, SectionOfPlan
from areas.writings import SECTION as SECTIONS
from gmp_portal.typesetting.signs import lines
from gmp_portal.ui.versions import Values, label_of, values_of
from gmp_portal.writing import compare
from gmp_portal.writing.models import Revision
from gmp_portal.writing.reading import changes
from gmp_portal.writing.reading.changes import FieldChange
from gmp_portal.writing.written import Forms

# Fields that point to other entries of the plan, by the lists in which these stand.
LINKS = {
    "action": "actions",
    "donor": "donors",
    "effort": "efforts",
    "objective": "objectives",
    "objectives": "objectives",
    "request": "requests",
}


@dataclass(frozen=True)
class Held:
    """A text or an entry by its forms, and under which name it is kept."""

    kind: str
    key: str
    forms: Forms
    name: str = ""


def section(plan: PlanVersion, of: Section) -> Held:
    """The text of a section."""
    if not of.has_text:
        raise Http404
    record = SectionOfPlan(plan, of)
    return Held(SECTION, SECTIONS.key(record), SECTIONS.forms(record))


def frame(plan: PlanVersion) -> Held:
    """Title, language and period."""
    return Held(FRAME.kind, FRAME.key(plan), FRAME.forms(plan))


def row(plan: PlanVersion, kind: RowKind, pk: int) -> Held:
    """An entry that is there, or that was removed."""
    key = f"{kind.key}-{pk}"
    there = rows_of(plan, kind).filter(pk=pk).first()
    if there is not None:
        return Held(ROW, key, kind.forms(instance=there, plan=plan), _short(there))
    kept = removed.find(plan, kind, pk)
    if kept is None:
        raise Http404
    stored = next(iter(serializers.deserialize("json", kept.rows, ignorenonexistent=True)))
    return Held(ROW, key, kind.forms(instance=stored.object, plan=plan), _short(kept.name))


def between(
    plan: PlanVersion, held: Held, change: Change | None, hidden: Collection[str]
) -> list[FieldChange]:
    """What differs, field by field, without what the reader is not told."""
    if change is None:
        return []
    now = change_facts.without(values_of(held.forms), hidden)
    was: Values = {}
    if change.how == How.REMOVED:
        now, was = {}, now
    elif change.how == How.CHANGED:
        until = {change.since: Q(kind=held.kind, key=held.key)}
        old = change_facts.before(until).first()
        was = change_facts.without(old.values, hidden) if old else {}
    _name_what_is_gone(plan, held.forms, (was, now))
    texts = _narrative(plan, held, was, now) if held.kind == SECTION else []
    return texts + changes.between(held.forms, Revision(values=was), Revision(values=now))


def _name_what_is_gone(plan: PlanVersion, forms: Forms, values: Iterable[Values]) -> None:
    """Let links to entries that were removed be told by name: no form offers these any more."""
    keys = {
        f"{plan.pk}-{LINKS[name]}-{pk}": (name, pk)
        for each in values
        for name in LINKS.keys() & each.keys()
        for pk in each[name]
    }
    gone = Revision.objects.filter(kind=removed.KIND, key__in=keys)
    names = {keys[each.key]: each.values["name"][0] for each in gone.order_by("number")}
    for (name, pk), said in names.items():
        field = forms[0].fields[name]
        if str(pk) not in (str(key) for key, _label in field.choices):
            field.choices = [*field.choices, (pk, said)]


def _short(name: object) -> str:
    return Truncator(str(name)).chars(change_facts.NAME_LENGTH)


def _narrative(
    plan: PlanVersion, held: Held, was: Values, now: Values
) -> list[FieldChange]:
    """The text as it reads, without its signs; it is taken out of the other fields."""
    to = Tongue(plan.language)
    old, new = (narrative.lines(lines.read(_text(values)), to) for values in (was, now))
    if old == new:
        return []
    return [FieldChange(label_of(held.forms, TEXT), compare.lines(old, new))]


def _text(values: Values) -> str:
    typed: Any = values.pop(TEXT, [])
    return "".join(typed)
