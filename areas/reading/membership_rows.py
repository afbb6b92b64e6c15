"""What each row of the sheet of memberships would do; nothing is written here (A1-2a)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from areas.models import AreaMembership, PartnershipArea
from areas.reading import membership_table
from gmp_portal import dates
from partners.models import ImportRow
from partners.models.imports import ImportStatus, Outcome
from partners.reading.imports import register
from partners.reading.imports.comparing import (
    Answer,
    Asked,
    Values,
    Wrong,
    day_of,
    weigh_days,
)
from partners.reading.imports.whole import Meant, Whole

CHANGING = ("since", "until", "source")
MEMBERSHIP = ("pk", "stands_for", "area__slug", "since", "until", "source")


def comparison(rows: Sequence[Asked], whole: Whole) -> Callable[[Asked], Answer]:
    """Read the memberships in all areas that the rows name, and answer row by row."""
    return _Memberships(rows, whole).answer


class _Memberships:
    def __init__(self, rows: Sequence[Asked], whole: Whole) -> None:
        self.whole = whole
        self.today = dates.today()
        slugs = {row.values.get("area") for row in rows} - {None}
        known = PartnershipArea.objects.filter(slug__in=slugs)
        self.areas = dict(known.values_list("slug", "status"))
        said = {row.values.get("source_key") for row in rows} - {None}
        keys = register.written(membership_table.KEY).filter(
            target__isnull=False, source_key__in=said
        )
        told = keys.values_list("source_key", "target")
        self.keys = {key: target or 0 for key, target in told}
        on_record = AreaMembership.objects.filter(
            Q(area__slug__in=slugs) | Q(pk__in=self.keys.values())
        ).annotate(stands_for=Coalesce("partner__merged_into", "partner"))
        self.by_pk: dict[int, dict[str, Any]] = {
            each["pk"]: each for each in on_record.values(*MEMBERSHIP)
        }
        entered = ImportRow.objects.filter(
            sheet=membership_table.KEY,
            outcome=Outcome.NEW,
            is_left_out=False,
            batch__status=ImportStatus.DONE,
        )
        # What a table entered, a table may correct.
        self.entered = set(entered.values_list("target", flat=True))
        self.on_record: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
        for each in self.by_pk.values():
            self.on_record[each["stands_for"], each["area__slug"]].append(each)
        self.said: dict[tuple[Meant, str], list[tuple[date, date]]] = defaultdict(list)
        self.taken: dict[object, int] = {}

    def answer(self, row: Asked) -> Answer:
        values, area = row.values, row.values["area"]
        weigh_days(values, self.today)
        meant = self.whole.meant(values)
        membership = self._membership(values, meant)
        told = Answer(row.number, Outcome.NEW, meant.partner, partner_row=meant.row)
        if membership is None:
            if not values.get("source"):
                raise Wrong("source", "no_membership_source")
        else:
            told.changes = _changes(values, membership)
            told.outcome = Outcome.CHANGED if told.changes else Outcome.SAME
            told.target = membership["pk"]
            if told.changes and membership["pk"] not in self.entered:
                raise Wrong("partner", "on_page")
        stood = membership or {"since": None, "until": None}
        since = day_of(values, "since") or stood["since"]
        until = day_of(values, "until") or stood["until"]
        if until and since and until < since:
            raise Wrong("until", "ends_before")
        if told.outcome != Outcome.SAME:
            self._refuse_standing(area, meant, until)
        period = (since or date.min, until or date.max)
        self._refuse_overlap(meant, area, period, membership)
        if not row.is_left_out:
            self._take(row, meant, period)
        return told

    def _membership(self, values: Values, meant: Meant) -> dict[str, Any] | None:
        """Which membership on record is meant: by key, by its first day, or the only one."""
        area = values["area"]
        known = self.by_pk.get(self.keys.get(values.get("source_key") or "", 0))
        if known is not None:
            if (known["stands_for"], known["area__slug"]) != (meant.partner, area):
                raise Wrong("source_key", "key_of_membership")
            return known
        here = self.on_record.get((meant.partner or 0, area), [])
        since = day_of(values, "since")
        if since is None:
            return here[0] if len(here) == 1 else None
        return next((each for each in here if each["since"] == since), None)

    def _refuse_standing(self, area: str, meant: Meant, until: date | None) -> None:
        """Whoever works in an area today is confirmed, and the area is at work (A1-2e, P-6)."""
        if until:
            return
        if not self.whole.takes_part(meant):
            raise Wrong("until", "only_confirmed")
        if self.areas[area] != PartnershipArea.Status.ESTABLISHED:
            raise Wrong("until", "closed_area")

    def _refuse_overlap(
        self,
        meant: Meant,
        area: str,
        period: tuple[date, date],
        own: dict[str, Any] | None,
    ) -> None:
        others = [
            (each["since"] or date.min, each["until"] or date.max)
            for each in self.on_record.get((meant.partner or 0, area), [])
            if each is not own
        ]
        for since, until in (*others, *self.said[meant, area]):
            if period[0] < until and since < period[1]:
                raise Wrong("since", "member_twice")

    def _take(self, row: Asked, meant: Meant, period: tuple[date, date]) -> None:
        key = row.values.get("source_key")
        if key and key in self.taken:
            raise Wrong("source_key", "twice", row=self.taken[key])
        self.taken[key] = row.number
        self.said[meant, row.values["area"]].append(period)


def _changes(values: Values, membership: dict[str, Any]) -> dict[str, list[Any]]:
    stood = {
        name: membership[name].isoformat()
        if isinstance(membership[name], date)
        else membership[name]
        for name in CHANGING
    }
    return {
        name: [stood[name], values[name]]
        for name in CHANGING
        if values.get(name) and values[name] != stood[name]
    }
