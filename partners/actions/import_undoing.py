"""The taking back of a table that was written: a part of ``imports.undo``, in its transaction."""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ProtectedError, QuerySet
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.ledger.models import Entry
from gmp_portal.words import labelled
from partners.actions import import_writing
from partners.actions.import_parts import AT_ONCE, BuiltOnError
from partners.acts import Act, ImportAct
from partners.models import FormerName, Import, ImportRow, Participation, Partner
from partners.models.imports import PARTNERS, Outcome
from partners.reading.imports.comparing import CHANGING
from partners.reading.imports.sheets import SHEETS

# What another table did and was taken back with it is as it was.
BY_TABLES = (
    *(ImportAct.PARTNER_CHANGED, ImportAct.PARTNER_CHANGED_BACK),
    *(ImportAct.CONTACT_ENTERED, ImportAct.CONTACT_CHANGED),
    *(ImportAct.CONTACT_CHANGED_BACK, ImportAct.CONTACT_TAKEN_OUT),
    *(Act.PARTNER_PAST_LETTER_ADDED, ImportAct.LETTER_TAKEN_OUT),
)


def undo(record: Import, *, by: User) -> tuple[int, int]:
    """Take the entered ones out and change the changed ones back; or say why all of it stands."""
    rows = record.rows.filter(is_left_out=False, partner__isnull=False).order_by("number")
    others = _undo_others(record, rows.exclude(sheet=PARTNERS), by=by)
    rows = rows.filter(sheet=PARTNERS)
    new, changed = rows.filter(outcome=Outcome.NEW), rows.filter(outcome=Outcome.CHANGED)
    keys = [import_writing.key_of(row) for row in (*new, *changed)]
    held = (
        Partner.with_merged.filter(pk__in=keys)
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    partners = {partner.pk: partner for partner in held}
    _refuse_changed_since(record, partners)
    forms = {partner.skeleton for partner in partners.values()}
    back = _change_back(list(changed), partners, by=by)
    out = [partners[import_writing.key_of(row)] for row in new]
    _take_out(record, out, by=by)
    import_writing.note_namesakes(forms | {partner.skeleton for partner in back})
    import_writing.let_be_found(others | {*keys}, run=f"import-undone-{record.pk}")
    return len(out), len(back)


def _undo_others(record: Import, rows: "QuerySet[ImportRow]", *, by: User) -> set[int]:
    """Take back what the other sheets did, the last one first; give the partners of it."""
    others = list(rows.filter(outcome__in=import_writing.DOING))
    for sheet in reversed(list(SHEETS.values())):
        own = [row for row in others if row.sheet == sheet.key]
        if own:
            sheet.take_back(record, own, by)
    return {import_writing.key_of(row) for row in others}


def _refuse_changed_since(record: Import, partners: dict[int, Partner]) -> None:
    """Whoever did something to one of them since built on what the table said."""
    written = ledger.trail(record).filter(kind=ImportAct.WRITTEN.value).latest("seq")
    subjects = {ledger.subject_of(partner): partner for partner in partners.values()}
    later = Entry.objects.filter(subject__in=subjects, seq__gt=written.seq)
    undone = Import.objects.filter(status=Import.Status.UNDONE).values_list("pk", flat=True)
    by_tables = [act.value for act in BY_TABLES]
    later = later.exclude(kind__in=by_tables, body__import__in=list(undone))
    entry = later.select_related("actor").order_by("seq").first()
    if entry is not None:
        raise BuiltOnError(
            "changed_by",
            partner=subjects[entry.subject],
            person=entry.actor or "",
            act=entry.kind,
        )


def _change_back(
    rows: Sequence[ImportRow], partners: dict[int, Partner], *, by: User
) -> list[Partner]:
    back = [partners[import_writing.key_of(row)] for row in rows]
    for row, partner in zip(rows, back, strict=True):
        for key, (_old, new) in row.changes.items():
            if getattr(partner, CHANGING[key]) != new:
                raise BuiltOnError("changed", partner=partner)
        import_writing.turn(partner, {key: old for key, (old, _new) in row.changes.items()})
    import_writing.keep(back, by=by, reason=_("Import taken back"))
    for partner in back:
        # It has this name again: nobody is told of it as a former one.
        now = (partner.skeleton, partner.short_skeleton)
        FormerName.objects.filter(partner=partner, skeleton__in=now).delete()
    ledger.record_each(
        ImportAct.PARTNER_CHANGED_BACK,
        back,
        by=by,
        facts=lambda _partner: {"import": rows[0].batch_id},
    )
    return back


def _take_out(record: Import, partners: Sequence[Partner], *, by: User) -> None:
    keys = [partner.pk for partner in partners]
    ledger.record_each(ImportAct.PARTNER_TAKEN_OUT, partners, by=by)
    for begin in range(0, len(keys), AT_ONCE):
        some = keys[begin : begin + AT_ONCE]
        Participation.objects.filter(partner__in=some).delete()
    _refuse_built_on(partners)
    # Also of tables that found them in the register afterwards: nobody stands there any more.
    ImportRow.objects.filter(partner__in=keys).update(partner=None)
    FormerName.objects.filter(partner__in=keys).delete()
    _note_in_history(partners, by=by)
    # One after the other, a history of its own for each would take minutes.
    for begin in range(0, len(keys), AT_ONCE):
        gone: Any = Partner.objects.filter(pk__in=keys[begin : begin + AT_ONCE]).order_by()
        gone._raw_delete(gone.db)


def _refuse_built_on(partners: Sequence[Partner]) -> None:
    """What belongs to a partner keeps it in the register."""
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect(partners)
    except ProtectedError as protected:
        other = next(iter(protected.protected_objects))
        named = labelled(capfirst(str(other._meta.verbose_name)), other)
        raise BuiltOnError("belongs", record=named) from None


def _note_in_history(partners: Sequence[Partner], *, by: User) -> None:
    history = Partner.history.model
    now = timezone.now()
    told = {"history_user": by, "history_date": now, "history_type": "-"}
    reason = _("Import taken back")
    rows = (
        history(
            **{
                field.attname: getattr(each, field.attname)
                for field in history.tracked_fields
            },
            **told,
            history_change_reason=reason,
        )
        for each in partners
    )
    history.objects.bulk_create(rows, batch_size=AT_ONCE)
