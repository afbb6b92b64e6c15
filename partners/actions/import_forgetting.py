"""The rows of tables forget people: who removed the own data, and whom no table brought in (R-49).

Parts of other acts, in their transactions. The key of the row, the partner and the role stay.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import F, Func, JSONField, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Lower

from gmp_portal.accounts.models import User
from partners.models import Import, ImportRow, Representative
from partners.models.imports import CONTACTS
from partners.reading.imports import stored

Status = Import.Status
NOTHING = {"name": "", "email": "", "consent_source": ""}


def forget_table(record: Import) -> None:
    """Nobody came in with this table, or nobody stays in by it: it names nobody any more."""
    _empty(record.rows.filter(sheet=CONTACTS))


def forget_person(person: User, addresses: Collection[str]) -> None:
    """Take somebody out of all tables; where one is not written, the row is left out (R-49)."""
    terms = Representative.objects.filter(person=person)
    named = ImportRow.objects.filter(sheet=CONTACTS).annotate(
        address=Lower(KT("values__email"))
    )
    keys = named.filter(
        Q(address__in=addresses) | Q(target__in=terms.values("pk")) | Q(account=person.pk)
    ).values_list("pk", flat=True)
    rows = ImportRow.objects.filter(pk__in=list(keys))
    under_way = Import.objects.filter(
        pk__in=rows.values("batch"),
        status__in=(Status.CHECKING, Status.CHECKED, Status.WRITING),
    )
    for record in under_way.order_by("pk").select_for_update(of=("self",)):
        rows.filter(batch=record).update(is_left_out=True)
        record.counts = stored.counts(record.rows.all())
        record.save(update_fields=["counts"])
    _empty(rows)


def _empty(rows: "QuerySet[ImportRow]") -> None:
    """What people wrote goes, also from what was said of the row; a seal lets nothing else go."""
    text: Any = Func(F("changes"), template="%(expressions)s - 'consent_source'")
    rows.update(
        values=Func(
            F("values"),
            Value(NOTHING, JSONField()),
            template="%(expressions)s",
            arg_joiner=" || ",
        ),
        changes=text,
        faults=[],
        cell_faults=[],
    )
