"""What each row of the sheet of letters would do; nothing is written here (R-44)."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from gmp_portal import dates
from partners.models import LetterOfIntent, PastLetter
from partners.models.choices import FIRST_YEAR
from partners.models.imports import Outcome
from partners.models.letter_states import ADMITTED
from partners.reading.imports import letter_table, register
from partners.reading.imports.comparing import Answer, Asked, Values, Wrong, day_of
from partners.reading.imports.whole import Meant, Whole

# By which a letter of a partner is the same: its day, its year, its language.
Place = tuple[str, Any, str]
FACTS = ("signed_by", "received_on", "source", "note")
LETTER = ("pk", "stands_for", "signed_on", "year", "language", "withdrawn_at", *FACTS)


def comparison(rows: Sequence[Asked], whole: Whole) -> Callable[[Asked], Answer]:
    """Read the letters of all partners that the rows may mean, and answer row by row."""
    return _Letters(rows, whole).answer


class _Letters:
    def __init__(self, rows: Sequence[Asked], whole: Whole) -> None:
        self.whole = whole
        self.today = dates.today()
        stands_for = Coalesce("partner__merged_into", "partner")
        admitted = LetterOfIntent.objects.filter(status__in=ADMITTED)
        self.of_portal = set(admitted.values_list(stands_for, flat=True))
        said = {row.values.get("source_key") for row in rows} - {None}
        keys = register.written(letter_table.KEY).filter(
            target__isnull=False, source_key__in=said
        )
        told = keys.values_list("source_key", "target")
        self.keys = {key: target or 0 for key, target in told}
        languages = {row.values.get("language") for row in rows} - {None}
        on_record = PastLetter.objects.filter(
            Q(language__in=languages) | Q(pk__in=self.keys.values())
        )
        letters = list(on_record.annotate(stands_for=stands_for).values(*LETTER))
        # By place what was withdrawn, perhaps several times.
        self.withdrawn: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
        for each in letters:
            if each["withdrawn_at"] is not None:
                self.withdrawn[_place_of(each)].append(each)
        self.by_pk: dict[int, dict[str, Any]] = {
            each["pk"]: each for each in letters if each["withdrawn_at"] is None
        }
        self.by_place = {_place_of(each): each for each in self.by_pk.values()}
        self.taken: dict[object, int] = {}

    def answer(self, row: Asked) -> Answer:
        values = row.values
        self._weigh(values)
        meant = self.whole.meant(values)
        if meant.partner in self.of_portal:
            raise Wrong("partner", "has_letter")
        place = _place(values)
        letter = self._letter(values, meant, place)
        if letter is None:
            self._refuse_withdrawn(values, (meant.partner, *place))
        if letter is not None and _differs(values, letter):
            raise Wrong("signed_on", "letter_stays")
        if not row.is_left_out:
            self._take(row, meant, place)
        outcome = Outcome.NEW if letter is None else Outcome.SAME
        told = Answer(row.number, outcome, meant.partner, partner_row=meant.row)
        told.target = None if letter is None else letter["pk"]
        return told

    def _weigh(self, values: Values) -> None:
        """A day or a year, and nothing that is still to come."""
        signed_on, received_on = day_of(values, "signed_on"), day_of(values, "received_on")
        year = values.get("year")
        if (signed_on is None) == (year is None):
            raise Wrong("signed_on", "day_or_year")
        if year is not None and not FIRST_YEAR <= year <= self.today.year:
            raise Wrong("year", "letter_year", first=FIRST_YEAR, last=self.today.year)
        if signed_on and signed_on.year < FIRST_YEAR:
            raise Wrong("signed_on", "letter_early", first=FIRST_YEAR)
        for column, day in (("signed_on", signed_on), ("received_on", received_on)):
            if day and day > self.today:
                raise Wrong(column, "future")
        signed_in = signed_on or date(year or FIRST_YEAR, 1, 1)
        if received_on and received_on < signed_in:
            raise Wrong("received_on", "received_before")

    def _letter(self, values: Values, meant: Meant, place: Place) -> dict[str, Any] | None:
        """Which letter on record is meant: by key, else by partner, day and language."""
        known = self.by_pk.get(self.keys.get(values.get("source_key") or "", 0))
        if known is None:
            return self.by_place.get((meant.partner, *place))
        if known["stands_for"] != meant.partner:
            raise Wrong("source_key", "key_of_letter")
        if _place_of(known)[1:] != place:
            raise Wrong("signed_on", "letter_stays")
        return known

    def _refuse_withdrawn(self, values: Values, place: tuple[Any, ...]) -> None:
        """What was added by mistake does not come back with the table that said it (R-44)."""
        for letter in self.withdrawn.get(place, ()):
            if not _differs(values, letter):
                raise Wrong("signed_on", "letter_withdrawn")

    def _take(self, row: Asked, meant: Meant, place: Place) -> None:
        key = row.values.get("source_key")
        if key and key in self.taken:
            raise Wrong("source_key", "twice", row=self.taken[key])
        if (meant, *place) in self.taken:
            raise Wrong("signed_on", "letter_twice", row=self.taken[meant, *place])
        self.taken |= {key: row.number, (meant, *place): row.number}


def _place(values: Values) -> Place:
    return values.get("signed_on") or "", values.get("year"), values["language"]


def _place_of(letter: dict[str, Any]) -> tuple[Any, ...]:
    day = letter["signed_on"]
    signed_on = day.isoformat() if day else ""
    return letter["stands_for"], signed_on, letter["year"], letter["language"]


def _differs(values: Values, letter: dict[str, Any]) -> bool:
    """Whether a cell says something else than the letter, which nobody changes any more."""
    stood = {name: letter[name] for name in FACTS}
    stood["received_on"] = letter["received_on"] and letter["received_on"].isoformat()
    return any(values.get(name) and values[name] != stood[name] for name in FACTS)
