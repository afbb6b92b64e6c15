"""The letters of a workbook become letters of the past (R-44).

Parts of ``imports.write`` and ``imports.take_back``, in their transactions.
"""

from collections.abc import Sequence
from typing import Any

from gmp_portal import ledger
from gmp_portal.accounts.models import User
from partners.actions import import_parts
from partners.actions.import_parts import AT_ONCE, BuiltOnError
from partners.acts import Act, ImportAct
from partners.models import Import, ImportRow, PastLetter
from partners.reading.imports.comparing import day_of


def write(record: Import, rows: Sequence[ImportRow], by: User) -> None:
    """Add the letters; what they say is never changed, so that no row changes one (R-44)."""
    letters = [
        PastLetter(partner_id=row.partner_id or 0, added_by=by, **_fields(row.values))
        for row in rows
    ]
    PastLetter.objects.bulk_create(letters, batch_size=AT_ONCE)
    for row, letter in zip(rows, letters, strict=True):
        row.target = letter.pk
    _note(Act.PARTNER_PAST_LETTER_ADDED, record, rows, by=by)


def _fields(values: Any) -> dict[str, Any]:
    return {
        "signed_on": day_of(values, "signed_on"),
        "year": values.get("year"),
        "language": values["language"],
        "signed_by": values.get("signed_by") or "",
        "received_on": day_of(values, "received_on"),
        "source": values.get("source") or "",
        "note": values.get("note") or "",
    }


def _note(act: Any, record: Import, rows: Sequence[ImportRow], *, by: User) -> None:
    partners = import_parts.partners_of(rows)
    keys = iter(import_parts.targets(rows))
    ledger.record_each(
        act,
        [partners[row.partner_id or 0] for row in rows],
        by=by,
        facts=lambda _partner: {"letter": next(keys), "import": record.pk},
    )


def take_back(record: Import, rows: Sequence[ImportRow], by: User) -> None:
    """Take the letters out that nobody has withdrawn or added a file to."""
    held = PastLetter.objects.filter(pk__in=import_parts.targets(rows)).order_by("pk")
    letters = list(held.select_related("partner").select_for_update(of=("self",)))
    for letter in letters:
        if letter.withdrawn_at is not None or letter.file_id is not None:
            raise BuiltOnError("letter", letter=letter.title, partner=letter.partner)
    _note(ImportAct.LETTER_TAKEN_OUT, record, rows, by=by)
    import_parts.take_out(letters)
