"""What each row of the sheet of contacts would do; nothing is written here (R-60)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.db.models.functions import Coalesce

from gmp_portal import characters, dates
from gmp_portal.accounts.models import User
from partners.models import Representative
from partners.models.imports import Outcome
from partners.reading.imports import contact_table, register
from partners.reading.imports.comparing import (
    Answer,
    Asked,
    Values,
    Wrong,
    day_of,
    weigh_days,
)
from partners.reading.imports.whole import Meant, Whole

# A period as its first day and the day after its last one.
Days = tuple[date, date | None]
# The key of an account, or the address of somebody who has none yet.
Who = int | str
TERM = (
    *("pk", "person_id", "role", "period", "consented_at", "confirmed_at", "imported_at"),
    *("consent_source", "stands_for", "person__name"),
)


def comparison(rows: Sequence[Asked], whole: Whole) -> Callable[[Asked], Answer]:
    """Read accounts and terms of all rows at once, and answer row by row."""
    return _Contacts(rows, whole).answer


class _Contacts:
    def __init__(self, rows: Sequence[Asked], whole: Whole) -> None:
        self.whole = whole
        self.today = dates.today()
        addresses = {str(row.values.get("email") or "") for row in rows}
        self.people = User.objects.by_addresses(addresses)
        said = {row.values.get("source_key") for row in rows} - {None}
        keys = register.written(contact_table.KEY).filter(
            target__isnull=False, source_key__in=said
        )
        told = keys.values_list("source_key", "target")
        self.keys = {key: target or 0 for key, target in told}
        self._read_terms()
        # By partner and person what earlier rows of the file say, by key which row says it.
        self.said: dict[tuple[Meant, Who], list[Days]] = defaultdict(list)
        self.names: dict[str, tuple[str, int]] = {}
        self.taken: dict[object, int] = {}

    def _read_terms(self) -> None:
        persons = [person.pk for person in self.people.values()]
        terms = Representative.objects.filter(
            Q(person__in=persons) | Q(pk__in=self.keys.values())
        ).annotate(stands_for=Coalesce("partner__merged_into", "partner"))
        self.by_pk: dict[int, dict[str, Any]] = {
            term["pk"]: term for term in terms.order_by("period").values(*TERM)
        }
        self.terms: dict[tuple[int, Who], list[dict[str, Any]]] = defaultdict(list)
        for term in self.by_pk.values():
            self.terms[term["stands_for"], term["person_id"]].append(term)

    def answer(self, row: Asked) -> Answer:
        values, address = row.values, row.values["email"].lower()
        self._weigh(values, address)
        meant = self.whole.meant(values)
        who = self._weigh_person(row, address)
        term = self._term(values, meant, who)
        told = Answer(row.number, Outcome.NEW, meant.partner, partner_row=meant.row)
        if term is not None:
            told.changes = _changes(values, term)
            told.outcome = Outcome.CHANGED if told.changes else Outcome.SAME
            told.target = term["pk"]
            if told.changes and (term["confirmed_at"] or not term["imported_at"]):
                raise Wrong("email", "of_person", name=term["person__name"])
        if "consent" in told.changes or (term is None and values.get("consent")):
            self._refuse_unproved(values)
        period = self._days(values, term)
        self._refuse_overlap(meant, who, period, term)
        if not row.is_left_out:
            self._take(row, meant, who, period)
        return told

    def _weigh(self, values: Values, address: str) -> None:
        """What one row says must fit together, whatever is on record."""
        try:
            validate_email(address)
        except ValidationError:
            raise Wrong("email", "address") from None
        weigh_days(values, self.today)
        if values.get("until") and not values.get("since"):
            raise Wrong("since", "first_day")

    def _weigh_person(self, row: Asked, address: str) -> Who:
        """One address is one person: that of the account, or that of the first row with it."""
        name = row.values.get("name") or ""
        known = self.people.get(address)
        if known is None:
            earlier, number = self.names.get(address, (name, row.number))
            if not characters.skeleton(earlier):
                raise Wrong("name", "no_person")
            if name and not _is_same_person(name, earlier):
                raise Wrong("email", "row_of_other", row=number)
            if not row.is_left_out:
                self.names.setdefault(address, (name, row.number))
            return address
        if known.pk in self.whole.own:
            raise Wrong("email", "oneself")
        if not known.is_active:
            raise Wrong("email", "closed")
        if name and not _is_same_person(name, known.name):
            raise Wrong("name", "other_person", name=known.name)
        return known.pk

    def _term(self, values: Values, meant: Meant, who: Who) -> dict[str, Any] | None:
        """Which term on record is meant: by key, else by its first day, else the one that runs."""
        known = self.by_pk.get(self.keys.get(values.get("source_key") or "", 0))
        if known is not None:
            if (known["stands_for"], known["person_id"]) != (meant.partner, who):
                raise Wrong("source_key", "key_of_other", name=known["person__name"])
            return known
        terms = self.terms.get((meant.partner or 0, who), [])
        since = day_of(values, "since")
        if since is not None:
            return next((term for term in terms if term["period"].lower == since), None)
        running = [term for term in terms if self.today in term["period"]]
        return next(iter((running or terms)[-1:]), None)

    def _refuse_unproved(self, values: Values) -> None:
        """Consent is never assumed: a yes says where it is written (A1-6d-iii)."""
        if values.get("consent") and not values.get("consent_source"):
            raise Wrong("consent_source", "no_consent_source")

    def _days(self, values: Values, term: dict[str, Any] | None) -> Days:
        first, last = (None, None) if term is None else _ends(term)
        first = day_of(values, "since") or first or self.today
        last = day_of(values, "until") or last
        if last and last < first:
            raise Wrong("until", "ends_before")
        return first, last + timedelta(days=1) if last else None

    def _refuse_overlap(
        self, meant: Meant, who: Who, period: Days, own: dict[str, Any] | None
    ) -> None:
        """Nobody belongs to a partner twice at the same time (A1-6a-ii)."""
        others = [
            (term["period"].lower, term["period"].upper)
            for term in self.terms.get((meant.partner or 0, who), [])
            if term is not own
        ]
        for other in (*others, *self.said[meant, who]):
            if _overlap(period, other):
                raise Wrong("since", "overlaps")

    def _take(self, row: Asked, meant: Meant, who: Who, period: Days) -> None:
        mark = row.values.get("source_key")
        if mark and mark in self.taken:
            raise Wrong("source_key", "twice", row=self.taken[mark])
        self.taken[mark] = row.number
        self.said[meant, who].append(period)


def _ends(term: dict[str, Any]) -> tuple[date, date | None]:
    upper = term["period"].upper
    return term["period"].lower, upper - timedelta(days=1) if upper else None


def _overlap(period: Days, other: Days) -> bool:
    begins_before_end = other[1] is None or period[0] < other[1]
    ends_after_begin = period[1] is None or other[0] < period[1]
    return begins_before_end and ends_after_begin


def _is_same_person(name: str, other: str) -> bool:
    """Whether two ways of writing a name share a word; Chinese names are one."""
    words, others = (set(characters.skeleton(each).split()) for each in (name, other))
    return bool(words & others) or not (words and others)


def _changes(values: Values, term: dict[str, Any]) -> dict[str, list[Any]]:
    """What an empty cell does not say stays as it is; so does a consent that nobody withdrew."""
    first, last = _ends(term)
    stood = {
        "role": term["role"],
        "since": first.isoformat(),
        "until": last.isoformat() if last else None,
        "consent": term["consented_at"] is not None,
        "consent_source": term["consent_source"],
    }
    return {
        key: [old, values[key]]
        for key, old in stood.items()
        if values.get(key) not in (None, "") and values[key] != old
    }
