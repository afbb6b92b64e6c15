"""What each row of a table would do to the register; nothing is written here (C16)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gmp_portal import characters, dates
from partners.models import Partner
from partners.models.choices import FIRST_ON_RECORD, Evidence
from partners.models.imports import PARTNERS, Outcome
from partners.models.partners import LIKE
from partners.reading import name_variants
from partners.reading.imports.near import Names, likeness
from partners.reading.imports.register import Register

Status = Partner.Status
Values = Mapping[str, Any]
# By the column of the table the column of the partner, where a row changes it.
CHANGING = {
    "name": "name",
    "short_name": "short_name",
    "told_apart": "told_apart",
    "kind": "kind",
    "country": "country_id",
    "unep_region": "unep_region",
    "website": "website",
    "on_record_by": "on_record_by",
    "evidence": "evidence",
    "source": "source",
}
EVIDENCE = tuple(each.value for each in Evidence if each != Evidence.LETTER)
SHOWN = 3


@dataclass
class Asked:
    """A row that came in, by its number, without the cells that nobody can read."""

    number: int
    values: Values
    cell_faults: Sequence[Mapping[str, str]] = ()
    is_left_out: bool = False
    sheet: str = PARTNERS


@dataclass
class Answer:
    """What the row would do: to which partner, which faults keep it, and who is like it."""

    number: int
    outcome: str
    partner: int | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    faults: list[dict[str, str]] = field(default_factory=list)
    near: list[dict[str, Any]] = field(default_factory=list)
    sheet: str = PARTNERS
    # Of another sheet: the row of the same workbook that enters its partner, and what is changed.
    partner_row: int | None = None
    target: int | None = None


class Wrong(Exception):  # noqa: N818 a finding, and no error
    """What keeps a row out: the column, the code of ``words.FAULTS`` and what it names."""

    def __init__(self, column: str, code: str, **named: object) -> None:
        super().__init__(code)
        # What else is wrong with the row.
        self.others: list[dict[str, str]] = []
        self.fault = {"column": column, "code": code}
        self.fault |= {name: str(value) for name, value in named.items()}


def compare(
    rows: Iterable[Asked], register: Register, *, looks_near: bool = True
) -> list[Answer]:
    """Answer each row; the same rows and the same register give the same answers.

    Whoever writes what was shown needs no likely doubles any more: they take most of the time.
    """
    rows = list(rows)
    comparison = _Comparison(register)
    answers = [comparison.answer(row) for row in rows]
    if not looks_near:
        return answers
    near = _Near(register)
    for row, answer in zip(rows, answers, strict=True):
        if answer.outcome == Outcome.NEW:
            answer.near = near.of(row)
            near.add(row)
    return answers


class _Comparison:
    def __init__(self, register: Register) -> None:
        self.register = register
        self.today = dates.today()
        # Which row has a name and country, a key, or a partner already.
        self.taken: dict[object, int] = {}
        # By the form of its name the new partners of earlier rows: country, words, row.
        self.new: dict[str, list[tuple[str | None, str, int]]] = defaultdict(list)

    def answer(self, row: Asked) -> Answer:
        faults = [wrong.fault for wrong in self._weigh(row.values)]
        is_whole = "name" in row.values and "kind" in row.values
        if not (row.cell_faults or is_whole):
            faults.append(Wrong("name", "no_name").fault)
        if row.cell_faults or not is_whole:
            return Answer(row.number, Outcome.FAULTY, faults=faults)
        if faults:
            faults += [wrong.fault for wrong in self._lacks(row.values)]
            return Answer(row.number, Outcome.FAULTY, faults=faults)
        try:
            return self._answer(row)
        except Wrong as wrong:
            return Answer(row.number, Outcome.FAULTY, faults=[wrong.fault, *wrong.others])

    def _answer(self, row: Asked) -> Answer:
        partner = self._partner(row.values)
        if not row.is_left_out:
            self._take(row, partner)
        if partner is None:
            self._refuse_taken(row.values, None)
            self._refuse_letter(row.values)
            refuse(without_evidence(row.values))
            if not row.is_left_out:
                self._refuse_twin(row)
            return Answer(row.number, Outcome.NEW)
        if partner["status"] == Status.APPLICANT:
            raise Wrong("name", "applicant", name=partner["name"])
        changes = self._changes(row.values, partner)
        if changes and partner["evidence"] == Evidence.LETTER:
            raise Wrong("name", "of_letter", name=partner["name"])
        if {"name", "country", "told_apart"} & changes.keys():
            self._refuse_taken(row.values, partner)
            self._refuse_other_key(row.values, partner)
        outcome = Outcome.CHANGED if changes else Outcome.SAME
        return Answer(row.number, outcome, partner["id"], changes)

    def _weigh(self, values: Values) -> Iterator[Wrong]:
        """What one row says must fit together, whatever the register says; all of it is told."""
        if "name" in values and not characters.skeleton(values["name"]):
            yield Wrong("name", "no_letters")
        year = values.get("on_record_by")
        if year is not None and not FIRST_ON_RECORD <= year <= self.today.year:
            yield Wrong("on_record_by", "year", first=FIRST_ON_RECORD, last=self.today.year)
        yield from wrong_days(values, self.today)

    def _lacks(self, values: Values) -> list[Wrong]:
        """What a row that is wrong otherwise lacks, too, where it would enter somebody."""
        try:
            partner = self._partner(values)
        except Wrong as wrong:
            return [wrong]
        return [] if partner else [*without_evidence(values)]

    def _partner(self, values: Values) -> dict[str, Any] | None:
        """Who is meant: by the key of the source, else by name and country."""
        key = self.register.by_source.get(values.get("source_key") or "")
        if key is not None:
            return self.register.partners[key]
        form, country = characters.skeleton(values["name"]), values.get("country")
        for known in (self.register.named(form), self.register.once_named(form)):
            here = [each for each in known if each["country_id"] == country]
            words = characters.skeleton(values.get("told_apart") or "")
            told = [
                each for each in here if characters.skeleton(each["told_apart"]) == words
            ]
            if words and here and not told:
                # Another one of this name, which these words tell apart.
                return None
            if len(told or here) > 1:
                raise Wrong("told_apart", "several", name=here[0]["name"])
            if here:
                return (told or here)[0]
        return None

    def _refuse_other_key(self, values: Values, partner: Mapping[str, Any]) -> None:
        """A key that another list uses for somebody else changes nobody here."""
        key = self.register.by_source.get(values.get("source_key") or "")
        form, country = characters.skeleton(values["name"]), values.get("country")
        is_elsewhere = country and partner["country_id"] not in (None, country)
        if key != partner["id"] or not is_elsewhere or self._was_called(partner, form):
            return
        if likeness(form, partner["skeleton"]) < LIKE:
            raise Wrong("source_key", "other_key", name=partner["name"])

    def _was_called(self, partner: Mapping[str, Any], form: str) -> bool:
        return form == partner["skeleton"] or partner["id"] in self.register.former.get(
            form, ()
        )

    def _take(self, row: Asked, partner: Mapping[str, Any] | None) -> None:
        values = row.values
        words = characters.skeleton(values.get("told_apart") or "")
        marks: list[tuple[str, object]] = [
            ("name", (characters.skeleton(values["name"]), values.get("country"), words))
        ]
        if values.get("source_key"):
            marks.append(("source_key", values["source_key"]))
        if partner is not None:
            marks.append(("name", partner["id"]))
        for column, mark in marks:
            if mark in self.taken:
                raise Wrong(column, "twice", row=self.taken[mark])
        self.taken |= {mark: row.number for _column, mark in marks}

    def _refuse_twin(self, row: Asked) -> None:
        """What the register would refuse, one row refuses the other (A1-2e)."""
        form, country = characters.skeleton(row.values["name"]), row.values.get("country")
        words = characters.skeleton(row.values.get("told_apart") or "")
        for other_country, other_words, number in self.new[form]:
            is_here = None in (country, other_country) or country == other_country
            if is_here and (not words or words == other_words):
                raise Wrong("name", "twice", row=number)
        self.new[form].append((country, words, row.number))

    def _refuse_taken(self, values: Values, own: Mapping[str, Any] | None) -> None:
        """Two of one name have two countries, or words that tell them apart (A1-2e)."""
        country = values.get("country") or (own["country_id"] if own else None)
        words = characters.skeleton(
            values.get("told_apart") or (own or {}).get("told_apart", "")
        )
        for other in self.register.named(characters.skeleton(values["name"])):
            is_here = not country or other["country_id"] in (None, country)
            if not is_here or (own and own["id"] == other["id"]):
                continue
            if not words or characters.skeleton(other["told_apart"]) == words:
                raise Wrong("name", "taken", name=other["name"])

    def _refuse_letter(self, values: Values) -> None:
        """Nobody comes in past the letter on which UNEP is about to decide (A1-2e, R-06)."""
        form, country = characters.skeleton(values["name"]), values.get("country")
        for letter in self.register.letters.get(form, ()):
            if not country or letter["country_id"] in (None, country):
                raise Wrong(
                    "name",
                    "letter",
                    name=letter["organisation"],
                    reference=letter["reference"],
                )

    def _changes(self, values: Values, partner: Mapping[str, Any]) -> dict[str, list[Any]]:
        since, until = day_of(values, "since"), day_of(values, "until")
        last = self.register.ends.get(partner["id"])
        if since and since != partner["since"]:
            raise Wrong("since", "day_on_record")
        if until and (last is None or until != last - timedelta(days=1)):
            raise Wrong("until", "day_on_record")
        said = {**values, "evidence": evidence_of(values)}
        country = values.get("country")
        if country and country != partner["country_id"] and not values.get("unep_region"):
            said["unep_region"] = self.register.regions.get(country, "")
        changes = {}
        for column, name in CHANGING.items():
            value = said.get(column)
            if column == "evidence" and partner["evidence"] == Evidence.LETTER:
                continue
            if column == "name" and not self._is_other_name(values, partner):
                continue
            if value not in (None, "") and value != partner[name]:
                changes[column] = [partner[name], value]
        return changes

    def _is_other_name(self, values: Values, partner: Mapping[str, Any]) -> bool:
        """Only a key tells that another name is meant; a former name changes nothing back."""
        key = self.register.by_source.get(values.get("source_key") or "")
        form = characters.skeleton(values["name"])
        if form == partner["skeleton"]:
            return True
        return key == partner["id"] and not self._was_called(partner, form)


def refuse(wrongs: Iterable[Wrong]) -> None:
    """Raise the first, which names the others, too; where nothing is wrong, nothing."""
    told = [*wrongs]
    if told:
        told[0].others = [wrong.fault for wrong in told[1:]]
        raise told[0]


def without_evidence(values: Values) -> Iterator[Wrong]:
    """A source shows it, and a date is never invented: without one, evidence (A1-2e, R-36)."""
    if not values.get("source"):
        yield Wrong("source", "no_source")
    if not (values.get("since") or evidence_of(values)):
        yield Wrong("evidence", "no_evidence")


def weigh_days(values: Values, today: date) -> None:
    """A first and a last day that are over, in this order."""
    refuse(wrong_days(values, today))


def wrong_days(values: Values, today: date) -> Iterator[Wrong]:
    """What is wrong with the days of a row."""
    since, until = day_of(values, "since"), day_of(values, "until")
    for column, day in (("since", since), ("until", until)):
        if day and day > today:
            yield Wrong(column, "future")
    if since and until and until < since:
        yield Wrong("until", "ends_before")


def day_of(values: Values, column: str) -> date | None:
    said = values.get(column)
    return date.fromisoformat(said) if said else None


def evidence_of(values: Values) -> str:
    """The evidence that the row names, in its own column or in brackets in its source."""
    said = values.get("evidence")
    source = values.get("source") or ""
    return said or next((mark for mark in EVIDENCE if f"[{mark}]" in source), "")


def _namesakes(row: Asked, form: str, register: Register) -> list[dict[str, Any]]:
    """Partners of the same name elsewhere, and those who have this name for short."""
    elsewhere = [
        {"why": "elsewhere", "partner": each["id"]} for each in register.named(form)
    ]
    short = [{"why": "short", "partner": pk} for pk in register.by_short_name.get(form, [])]
    named = [*elsewhere, *short][:SHOWN]
    return [each | {"name": register.partners[each["partner"]]["name"]} for each in named]


class _Near:
    """Who is like a new row: in the register, and in the rows before it."""

    def __init__(self, register: Register) -> None:
        self.register = register
        partners = register.partners.values()
        self.names = Names.of(partner["skeleton"] for partner in partners)
        self.countries: dict[str, set[str | None]] = defaultdict(set)
        for partner in partners:
            self.countries[partner["skeleton"]].add(partner["country_id"])
        self.rows: dict[str, Asked] = {}

    def add(self, row: Asked) -> None:
        form = characters.skeleton(row.values["name"])
        self.names.add(form)
        self.countries[form].add(row.values.get("country"))
        self.rows.setdefault(form, row)

    def of(self, row: Asked) -> list[dict[str, Any]]:
        form = characters.skeleton(row.values["name"])
        near: list[dict[str, Any]] = _namesakes(row, form, self.register)
        for other, alike in self.names.like(form, self._fits(form, row)).items():
            near.append(self._called(other) | {"percent": round(100 * alike)})
        short = characters.skeleton(row.values.get("short_name") or "")
        same = self.register.by_short_name.get(short, [])[:1]
        partners = self.register.partners
        return near + [
            {"why": "short", "partner": pk, "name": partners[pk]["name"]} for pk in same
        ]

    def _fits(self, form: str, row: Asked) -> Callable[[str], bool]:
        """Of another country are only those whose name is written in another way."""
        country, own = row.values.get("country"), name_variants.words_of(form)

        def fits(other: str) -> bool:
            known = self.countries[other]
            is_here = country is None or None in known or country in known
            return is_here or name_variants.is_variant(own, name_variants.words_of(other))

        return fits

    def _called(self, form: str) -> dict[str, Any]:
        known = next(iter(self.register.named(form)), None)
        if known:
            return {"why": "similar", "partner": known["id"], "name": known["name"]}
        row = self.rows[form]
        name = row.values["name"]
        return {"why": "row", "partner": None, "name": name, "row": row.number}
