"""Keeping a removed entry with its links and its place, and putting it back there (B4-2)."""

import json
from typing import Any, cast

from django.apps import apps
from django.core import serializers
from django.db import models
from django.utils.translation import gettext as _

from areas.forms.row_kinds import KINDS, RowKind
from areas.models import Milestone, PlanRow, PlanVersion
from areas.reading import hanging, removed
from areas.reading.removed import Removed
from gmp_portal.accounts.models import User
from gmp_portal.ui.versions import Values
from gmp_portal.workflow import RuleRefusedError
from gmp_portal.writing import actions as revisions

Row = PlanRow | Milestone
Link = dict[str, Any]


def keep(plan: PlanVersion, row: Row, *, by: User) -> None:
    """Write down an entry that is about to be removed, and everything that hangs on it."""
    kind = kind_of(row)
    along = [each for tie in hanging.ties([row]) if tie.goes_along for each in tie.rows]
    stored = type(row)._default_manager.get(pk=row.pk)
    gone = removed.of_plan(plan)
    before, after = _neighbours(plan, row, [each for each in gone if each.kind == kind])
    values: Values = {
        "name": [str(row)],
        "rows": [serializers.serialize("json", [stored, *along])],
        "links": [json.dumps([*_links(row), *_links_to_come(gone, stored)])],
        "before": [json.dumps(before)],
        "after": [json.dumps(after)],
    }
    revisions.keep_removed(removed.KIND, removed.key(plan, kind, row.pk), values, by=by)


def put_back(plan: PlanVersion, kept: Removed) -> Row:
    """Make the entry again under its key, linked and placed as far as the rest is there."""
    made: list[Any] = list(
        serializers.deserialize("json", kept.rows, ignorenonexistent=True)
    )
    for record in made:
        _leave_out_what_is_gone(record)
        record.save(force_insert=True)
    for link in kept.links:
        _link(link)
    row = cast("Row", made[0].object)
    if isinstance(row, PlanRow):
        _place(plan, row, kept)
    return row


def number(rows: list[PlanRow]) -> None:
    """Let the entries stand in this order."""
    for position, row in enumerate(rows):
        if row.position != position:
            manager = type(row)._default_manager
            manager.filter(pk=row.pk).update(position=position)


def kind_of(row: Row) -> RowKind:
    return next(kind for kind in KINDS.values() if kind.model is type(row))


def _neighbours(
    plan: PlanVersion, row: Row, gone: list[Removed]
) -> tuple[list[int], list[int]]:
    """What stands or stood before it and behind it: entries come back in any order."""
    if isinstance(row, Milestone):
        return [], []
    manager = type(row)._default_manager
    order = list(manager.filter(plan=plan).values_list("pk", flat=True))
    for earlier in reversed(gone):
        order.insert(_place_of(earlier, order), earlier.pk)
    place = order.index(row.pk)
    return order[:place], order[place + 1 :]


def _links(row: Row) -> list[Link]:
    """Who points to this entry, and stays without it."""
    return [
        {"model": each._meta.label, "pk": each.pk, "field": tie.field, "to": row.pk}
        for tie in hanging.ties([row])
        if not tie.goes_along
        for each in tie.rows
    ]


def _links_to_come(gone: list[Removed], row: Row) -> list[Link]:
    """Where this entry pointed to one that was removed before it: both may come back."""
    return [
        link
        for earlier in gone
        for link in earlier.links
        if (link["model"], link["pk"]) == (row._meta.label, row.pk)
    ]


def _leave_out_what_is_gone(made: Any) -> None:
    """Let no field point to what was removed meanwhile."""
    row = made.object
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.remote_field is None or value is None:
            continue
        if field.related_model._default_manager.filter(pk=value).exists():
            continue
        if not field.null:
            refusal = _("Bring back first what this entry belonged to.")
            raise RuleRefusedError(refusal, clause="B4-2")
        setattr(row, field.attname, None)
    for name, keys in made.m2m_data.items():
        target = row._meta.get_field(name).related_model
        made.m2m_data[name] = list(target._default_manager.filter(pk__in=keys))


def _link(link: Link) -> None:
    """Let one entry point to the other again, if both are there and it points nowhere else."""
    model = apps.get_model(link["model"])
    row = model._default_manager.filter(pk=link["pk"]).first()
    field = model._meta.get_field(link["field"])
    target = cast("type[models.Model]", field.related_model)
    there = target._default_manager.filter(pk=link["to"]).first()
    if row is None or there is None:
        return
    if isinstance(field, models.ManyToManyField):
        getattr(row, field.name).add(there)
    elif getattr(row, field.name) is None:
        model._default_manager.filter(pk=row.pk).update(**{field.name: there})


def _place(plan: PlanVersion, row: PlanRow, kept: Removed) -> None:
    others = list(type(row)._default_manager.filter(plan=plan).exclude(pk=row.pk))
    place = _place_of(kept, [other.pk for other in others])
    number([*others[:place], row, *others[place:]])


def _place_of(kept: Removed, order: list[int]) -> int:
    """After the nearest entry that stood before it, else before one that stood after it."""
    before = [order.index(pk) + 1 for pk in kept.before if pk in order]
    after = [order.index(pk) for pk in kept.after if pk in order]
    return before[-1] if before else next(iter(after), len(order))
