"""The writing of a table into the register: many partners with few statements.

A part of ``imports.write``, in its transaction; forms of names, former names, namesakes,
histories and the ledger come out as if each partner had been entered by itself.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain, count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from gmp_portal import characters, ledger
from gmp_portal.accounts.models import User
from gmp_portal.reference import numbers
from gmp_portal.reference.models import Country
from gmp_portal.search import index
from gmp_portal.search import jobs as search_jobs
from partners.actions import import_parts
from partners.actions.import_parts import AT_ONCE
from partners.acts import ImportAct
from partners.models import FormerName, Import, ImportRow, Participation, Partner
from partners.models.imports import PARTNERS, Outcome
from partners.reading.imports import comparing, stored
from partners.reading.imports.comparing import CHANGING, Answer
from partners.reading.imports.sheets import SHEETS

DOING = (Outcome.NEW, Outcome.CHANGED)
Status = Partner.Status


def write(
    record: Import, answers: Sequence[Answer], *, by: User
) -> dict[str, tuple[int, int]]:
    """Write what the rows say; give how many of each sheet are new and how many changed."""
    rows = record.rows.filter(is_left_out=False).order_by("number")
    written = {PARTNERS: _write_partners(record, rows.filter(sheet=PARTNERS), by=by)}
    others = list(rows.exclude(sheet=PARTNERS).filter(outcome__in=DOING))
    _name_partners(record, others, answers)
    for sheet in SHEETS.values():
        own = [row for row in others if row.sheet == sheet.key]
        if own:
            sheet.write(record, own, by)
            new, changed = import_parts.split(own)
            written[sheet.key] = len(new), len(changed)
    stored.keep(others)
    touched = rows.filter(outcome__in=DOING).values_list("partner", flat=True)
    let_be_found(set(touched), run=f"import-{record.pk}")
    return written


def _name_partners(
    record: Import, rows: Iterable[ImportRow], answers: Sequence[Answer]
) -> None:
    """Let rows that name a partner of the same workbook know its key, now that it is entered."""
    named = {(each.sheet, each.number): each.partner_row for each in answers}
    of_sheet = record.rows.filter(sheet=PARTNERS, entered__isnull=False)
    entered = dict(of_sheet.values_list("number", "entered"))
    for row in rows:
        if row.partner_id is None:
            row.partner_id = entered[named[row.sheet, row.number] or 0]


def _write_partners(
    record: Import, rows: "QuerySet[ImportRow]", *, by: User
) -> tuple[int, int]:
    entered = _enter(list(rows.filter(outcome=Outcome.NEW)), by=by)
    changed = _change(list(rows.filter(outcome=Outcome.CHANGED)), by=by)
    before = {characters.skeleton(old) for old in _old_names(record)}
    note_namesakes({partner.skeleton for partner in (*entered, *changed)} | before)
    return len(entered), len(changed)


def _old_names(record: Import) -> Iterator[str]:
    rows = record.rows.filter(sheet=PARTNERS, is_left_out=False, changes__has_key="name")
    return (changes["name"][0] for changes in rows.values_list("changes", flat=True))


def _enter(rows: Sequence[ImportRow], *, by: User) -> list[Partner]:
    countries = Country.objects.in_bulk()
    slugs = _Slugs()
    made = [_partner(row.values, countries, slugs) for row in rows]
    partners: list[Partner] = bulk_create_with_history(
        made,
        Partner,
        batch_size=AT_ONCE,
        default_user=by,
        default_change_reason=_("Import"),
    )
    periods = [
        Participation(partner=partner, period=_period(row.values))
        for row, partner in zip(rows, partners, strict=True)
    ]
    Participation.objects.bulk_create(periods, batch_size=AT_ONCE)
    for row, partner in zip(rows, partners, strict=True):
        row.partner, row.entered = partner, partner.pk
    stored.keep(rows)
    status = {partner.pk: str(partner.status) for partner in partners}
    ledger.record_each(
        ImportAct.PARTNER_ENTERED,
        partners,
        by=by,
        facts=lambda partner: {"to": status[partner.pk], "import": rows[0].batch_id},
    )
    return partners


def _partner(values: Any, countries: Any, slugs: "_Slugs") -> Partner:
    country = countries.get(values.get("country"))
    region = values.get("unep_region") or (country.unep_region if country else "")
    year, since = values.get("on_record_by"), comparing.day_of(values, "since")
    short_name = values.get("short_name") or ""
    return Partner(
        name=values["name"],
        short_name=short_name,
        skeleton=characters.skeleton(values["name"]),
        short_skeleton=characters.skeleton(short_name),
        told_apart=values.get("told_apart") or "",
        slug=slugs.free(short_name, values["name"]),
        kind=values["kind"],
        country=country,
        unep_region=region,
        website=values.get("website") or "",
        status=Status.INACTIVE if values.get("until") else Status.CONFIRMED,
        since=since,
        since_note="" if since else note_of(year),
        on_record_by=year,
        evidence=comparing.evidence_of(values),
        source=values.get("source") or "",
    )


def note_of(year: int | None) -> str:
    """What is known of the date, in the words of the public record (``seed``)."""
    return f"On record by {year}; the day is not known" if year else "The date is not known"


def _period(values: Any) -> DateRange:
    since, until = comparing.day_of(values, "since"), comparing.day_of(values, "until")
    return DateRange(since, until + timedelta(days=1) if until else None)


class _Slugs:
    """Free addresses for many partners; whoever else wants one waits (``numbers``)."""

    def __init__(self) -> None:
        self.taken = set(Partner.with_merged.values_list("slug", flat=True))
        # Where very many share a beginning, nobody counts again from two.
        self.next: dict[str, Any] = {}

    def free(self, *names: str) -> str:
        readable = next(filter(None, map(characters.slug_of, names)), "")
        wanted = readable or f"partner-{numbers.take('PARTNER')}"
        numbered = self.next.setdefault(wanted, count(2))
        slug = next(
            each
            for each in chain([wanted], (f"{wanted}-{number}" for number in numbered))
            if each not in self.taken and not numbers.is_reserved(Partner, each)
        )
        self.taken.add(slug)
        return slug


def _change(rows: Sequence[ImportRow], *, by: User) -> list[Partner]:
    partners = Partner.with_merged.in_bulk([key_of(row) for row in rows])
    for row in rows:
        turn(partners[key_of(row)], {key: new for key, (_old, new) in row.changes.items()})
    keep(list(partners.values()), by=by, reason=_("Import"))
    _remember(rows, partners)
    changes = {key_of(row): row.changes for row in rows}
    ledger.record_each(
        ImportAct.PARTNER_CHANGED,
        partners.values(),
        by=by,
        facts=lambda partner: {"import": rows[0].batch_id, "changes": changes[partner.pk]},
    )
    return list(partners.values())


def key_of(row: ImportRow) -> int:
    """The key of the partner of a row that has one."""
    return row.partner_id or 0


def turn(partner: Partner, values: Any) -> None:
    """Give the partner these values of the table, and the forms of its names."""
    for key, value in values.items():
        setattr(partner, CHANGING[key], value)
    partner.skeleton = characters.skeleton(partner.name)
    partner.short_skeleton = characters.skeleton(partner.short_name)


def keep(partners: Sequence[Partner], *, by: User, reason: str) -> None:
    """Keep what was changed, with its history."""
    fields = [*CHANGING.values(), "skeleton", "short_skeleton"]
    if partners:
        bulk_update_with_history(
            partners,
            Partner,
            fields,
            batch_size=AT_ONCE,
            default_user=by,
            default_change_reason=reason,
        )


def _remember(rows: Iterable[ImportRow], partners: dict[int, Partner]) -> None:
    """Let partners be found by the names that they had, and by no former name twice."""
    old = [
        FormerName(partner=partners[key_of(row)], name=name, skeleton=form)
        for row in rows
        for name in (
            row.changes[key][0] for key in ("name", "short_name") if key in row.changes
        )
        if (form := characters.skeleton(name)) and form not in _now(partners[key_of(row)])
    ]
    FormerName.objects.bulk_create(old, batch_size=AT_ONCE, ignore_conflicts=True)


def _now(partner: Partner) -> set[str]:
    return {partner.skeleton, partner.short_skeleton}


def note_namesakes(names: Collection[str]) -> None:
    """Note at all partners of these names whether there are several of them."""
    forms = sorted(names)
    twins = Partner.objects.filter(skeleton=OuterRef("skeleton")).exclude(pk=OuterRef("pk"))
    for begin in range(0, len(forms), AT_ONCE):
        named = Partner.objects.filter(skeleton__in=forms[begin : begin + AT_ONCE])
        named.update(has_namesake=Exists(twins))


def let_be_found(keys: Collection[int], *, run: str) -> None:
    """Bring up to date what can be found: at once, or by jobs where there are very many."""
    if len(keys) <= AT_ONCE:
        index.refresh("partner", sorted(keys))
    else:
        search_jobs.enqueue_batch(run, "partner", after=min(keys) - 1)
