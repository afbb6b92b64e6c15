"""The memberships of a workbook are put on record; no lead is written to of them (R-60).

Parts of ``imports.write`` and ``imports.take_back``, in their transactions.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from areas.acts import Act
from areas.models import AreaMembership, PartnershipArea
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from partners.actions import import_parts
from partners.actions.import_parts import AT_ONCE, BuiltOnError
from partners.models import Import, ImportRow
from partners.reading.imports.comparing import day_of

DAYS = ("since", "until")


def write(record: Import, rows: Sequence[ImportRow], by: User) -> None:
    """Put memberships on record, and correct those that an earlier table entered (A1-2a)."""
    new, changed = import_parts.split(rows)
    areas = _areas(rows)
    made = [
        AreaMembership(
            area=areas[row.values["area"]],
            partner_id=row.partner_id or 0,
            since=day_of(row.values, "since"),
            until=day_of(row.values, "until"),
            source=row.values["source"],
        )
        for row in new
    ]
    AreaMembership.objects.bulk_create(made, batch_size=AT_ONCE)
    for row, membership in zip(new, made, strict=True):
        row.target = membership.pk
    held = _held(changed)
    for row in changed:
        _turn(
            held[row.target or 0], {key: said for key, (_old, said) in row.changes.items()}
        )
    _keep(held.values())
    _note(Act.AREA_PARTNER_IMPORTED, record, new, areas, by=by)
    _note(Act.AREA_IMPORT_CHANGED, record, changed, areas, by=by)


def _areas(rows: Iterable[ImportRow]) -> dict[str, PartnershipArea]:
    """The areas of the rows, which nobody closes meanwhile."""
    slugs = {row.values["area"] for row in rows}
    areas = PartnershipArea.objects.filter(slug__in=slugs).order_by("pk")
    return {area.slug: area for area in areas.select_for_update(of=("self",))}


def _held(rows: Sequence[ImportRow]) -> dict[int, AreaMembership]:
    memberships = AreaMembership.objects.filter(pk__in=import_parts.targets(rows))
    held = memberships.order_by("pk").select_for_update(of=("self",))
    return {each.pk: each for each in held.select_related("area", "partner")}


def _turn(membership: AreaMembership, values: dict[str, Any]) -> None:
    for key, value in values.items():
        said = date.fromisoformat(value) if key in DAYS and value else value
        setattr(membership, key, said)


def _keep(memberships: Iterable[AreaMembership]) -> None:
    memberships = list(memberships)
    if memberships:
        names = (*DAYS, "source")
        AreaMembership.objects.bulk_update(memberships, names, batch_size=AT_ONCE)


def _note(
    act: Act,
    record: Import,
    rows: Sequence[ImportRow],
    areas: dict[str, PartnershipArea],
    *,
    by: User,
) -> None:
    said = iter(rows)
    ledger.record_each(
        act,
        [areas[row.values["area"]] for row in rows],
        by=by,
        facts=lambda _area: {"partner": next(said).partner_id, "import": record.pk},
    )


def take_back(record: Import, rows: Sequence[ImportRow], by: User) -> None:
    """Change memberships back and take entered ones out, while they say what the table said."""
    new, changed = import_parts.split(rows)
    areas = _areas(rows)
    held = _held(rows)
    for row in new:
        _refuse_changed(held[row.target or 0], {**row.values})
    for row in changed:
        said = {key: new_value for key, (_old, new_value) in row.changes.items()}
        _refuse_changed(held[row.target or 0], said, names=tuple(said))
        _turn(held[row.target or 0], {key: old for key, (old, _new) in row.changes.items()})
    _keep(held[row.target or 0] for row in changed)
    _note(Act.AREA_IMPORT_CHANGED_BACK, record, changed, areas, by=by)
    _note(Act.AREA_PARTNER_TAKEN_OUT, record, new, areas, by=by)
    import_parts.take_out([held[row.target or 0] for row in new])


def _refuse_changed(
    membership: AreaMembership,
    said: dict[str, Any],
    *,
    names: Sequence[str] = (*DAYS, "source"),
) -> None:
    """Whoever left since, or joined on another day, built on what the table said."""
    for name in names:
        value = getattr(membership, name)
        value = value.isoformat() if isinstance(value, date) else value
        if (value or None) != (said.get(name) or None):
            raise BuiltOnError(
                "membership", partner=membership.partner, area=membership.area
            )
