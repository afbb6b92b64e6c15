"""Look for words: what has all of them, seen by whoever looks, the newest or the fittest first."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    TrigramWordSimilarity,
)
from django.db.models import (
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.utils.translation import get_language

from gmp_portal.accounts.models import User
from gmp_portal.search.models import Entry
from gmp_portal.search.questions import LONGEST_QUESTION, Question
from gmp_portal.search.register import FINDABLE, Place
from gmp_portal.search.vectors import month

# So many of the newest make a first page; and so many are weighed against each other, because
# weighing all would take too long.
NEWEST, MOST = 40, 500
# Where a word is common its newest hits are among so many of the newest entries.
RECENT = {NEWEST: 1_000, MOST: 3_000}
MONTHS, KEPT_SECONDS = 36, 30
NEAR = 3


@dataclass(frozen=True)
class Filters:
    """What else somebody wants: one kind, one area, one language, one record of a kind."""

    kind: str = ""
    area: str = ""
    language: str = ""
    record: int | None = None


@dataclass(frozen=True)
class Hit:
    """An entry that was found, and what is counted of it."""

    pk: int
    kind: str
    record: int
    language: str
    areas: list[str]

    @property
    def whole(self) -> tuple[str, int]:
        """The record of which this is a part."""
        return self.kind, self.record


COUNTED = ("pk", "kind", "record", "language", "areas")
WEIGHED = (*COUNTED, "dated_on", "rank", "title")


def hits(
    question: Question,
    user: User | AnonymousUser,
    filters: Filters,
    months: Iterable[str] = (),
) -> "QuerySet[Entry]":
    """Every entry that has all the words and may be seen, in no order."""
    entries = Entry.objects.filter(having(question, months)).filter(_seen_by(user))
    if filters.kind:
        entries = entries.filter(kind=filters.kind)
    if filters.area:
        entries = entries.filter(areas__contains=[filters.area])
    if filters.language:
        entries = entries.filter(language=filters.language)
    if filters.record is not None:
        entries = entries.filter(record=filters.record)
    return entries


def having(question: Question, months: Iterable[str] = ()) -> Q:
    """What has all the words, whoever may see it."""
    return Q(vector=_asked(question, months))


def newest(
    question: Question, user: User | AnonymousUser, filters: Filters, most: int = NEWEST
) -> list[Hit]:
    """The newest hits, at most ``NEWEST`` or at most ``MOST``."""

    def ask(entries: "QuerySet[Entry]") -> "QuerySet[Entry]":
        return _by_day(entries)[:most]

    rows = _recent_or_all(ask, most, question, user, filters, COUNTED)
    return [Hit(*row) for row in _of_known_kinds(rows)]


def fittest(question: Question, user: User | AnonymousUser, filters: Filters) -> list[Hit]:
    """The newest hits, at most ``MOST``, and all of what lasts, such as areas; the fittest first.

    Fittest are those with the words in their title, in the order of ``Place``: an area or a
    partner of that name before meetings long past. Among these the newest is first. Behind them
    comes what has the words in its text, where they stand most densely.
    """
    lasting = [kind for kind, findable in FINDABLE.items() if findable.place.is_lasting]

    def weighed(entries: "QuerySet[Entry]") -> "QuerySet[Entry]":
        candidates = _by_day(entries)[:MOST].values("pk")
        rank = SearchRank(F("vector"), _asked(question), normalization=1)
        return Entry.objects.filter(pk__in=candidates).annotate(rank=rank)

    rows = _recent_or_all(weighed, MOST, question, user, filters, WEIGHED)
    if len(rows) == MOST:
        old = hits(question, user, filters).filter(kind__in=lasting)
        both = [*rows, *weighed(old).values_list(*WEIGHED)]
        rows = list({row[0]: row for row in both}.values())
    weighed_rows = _named(_of_known_kinds(rows), question)
    return [row.hit for row in sorted(weighed_rows, key=_fitness)]


def _of_known_kinds(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without what an earlier version of the portal indexed under a name that is no more."""
    return [row for row in rows if row[1] in FINDABLE]


@dataclass(frozen=True)
class _Weighed:
    """A hit with what puts it in order."""

    hit: Hit
    day: date
    rank: float
    is_named: bool


def _named(rows: list[tuple[Any, ...]], question: Question) -> list[_Weighed]:
    """Which of these hits have the words in their title, as the reader sees it.

    Half a word may be all that was typed; where a title has it as a word, other words count less.
    """
    asked: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for _pk, kind, record, *_rest in rows:
        asked[kind][record] = None
    titles = {kind: FINDABLE[kind].titles(list(keys)) for kind, keys in asked.items()}
    names = [titles[row[1]].get(row[2], row[-1]) for row in rows]
    is_named = [question.is_in(name, is_whole=True) for name in names]
    if not any(is_named):
        is_named = [question.is_in(name, is_whole=False) for name in names]
    return [
        _Weighed(Hit(*counted), day, rank, named)
        for (*counted, day, rank, _title), named in zip(rows, is_named, strict=True)
    ]


def _fitness(row: _Weighed) -> tuple[float, ...]:
    """By what an entry is put in order, the fittest first."""
    place = FINDABLE[row.hit.kind].place
    newest = (-row.day.toordinal(), -row.hit.pk)
    if not row.is_named:
        return (max(Place) + 1, -row.rank, *newest)
    return (place, 0 if place.is_of_a_day else -row.rank, *newest)


def _recent_or_all(
    ask: "Callable[[QuerySet[Entry]], QuerySet[Entry]]",
    enough: int,
    question: Question,
    user: User | AnonymousUser,
    filters: Filters,
    columns: tuple[str, ...],
) -> list[tuple[Any, ...]]:
    """What is asked of the last months where there is enough in them, else of all."""
    for months in dict.fromkeys([_last_months(RECENT[enough]), ()]):
        rows = list(ask(hits(question, user, filters, months)).values_list(*columns))
        if len(rows) == enough:
            break
    return rows


def _by_day(entries: "QuerySet[Entry]") -> "QuerySet[Entry]":
    # By the day itself the planner would walk through all entries from the newest on, and take
    # each one's words out of its storage.
    day = ExpressionWrapper(F("dated_on") + Value(0), output_field=DateField())
    return entries.order_by(day.desc(), "-pk")


def _last_months(entries: int) -> tuple[str, ...]:
    """The months with so many of the newest entries, at most ``MONTHS``; none if all are few.

    They are kept for half a minute: so long an entry of a month that has none yet may be missing
    at the top of the hits of a common word.
    """
    return _months_then(entries, int(time.monotonic() / KEPT_SECONDS))


@lru_cache(maxsize=8)
def _months_then(entries: int, _now: int) -> tuple[str, ...]:
    days = Entry.objects.order_by("-dated_on").values_list("dated_on", flat=True)
    ends = days[:1].union(days[entries : entries + 1], all=True)
    match sorted(day.year * 12 + day.month - 1 for day in ends):
        case [oldest, last]:
            first = max(oldest, last - MONTHS + 1)
        case _:
            return ()
    return tuple(month(date(n // 12, n % 12 + 1, 1)) for n in range(first, last + 1))


def by_record(ordered: Iterable[Hit]) -> dict[tuple[str, int], list[int]]:
    """The keys of the entries of each record; the record with the first of all comes first.

    What the portal has in several languages stands there in one of them.
    """
    records: defaultdict[tuple[str, int], list[Hit]] = defaultdict(list)
    for hit in ordered:
        records[hit.whole].append(hit)
    return {
        whole: [hit.pk for hit in _in_one_language(hits)] for whole, hits in records.items()
    }


def _in_one_language(of_record: list[Hit]) -> list[Hit]:
    """Those in the language of the reader, else in that of the first."""
    first = of_record[0]
    if not FINDABLE[first.kind].is_translated:
        return of_record
    here = get_language()
    languages = {hit.language for hit in of_record}
    language = here if here in languages else first.language
    return [hit for hit in of_record if hit.language == language]


def shown(keys: Iterable[int], user: User | AnonymousUser) -> dict[int, Entry]:
    """These entries by their keys, without those that this person may not see any more."""
    entries = Entry.objects.defer("vector").in_bulk(list(keys))
    return {entry.pk: entry for entry in still_seen(entries.values(), user)}


@dataclass(frozen=True)
class Told:
    """What a reader is told of a record beside its words."""

    note: str = ""
    standing: Any = None


def told(entries: Iterable[Entry]) -> dict[tuple[str, int], Told]:
    """What the records of these entries are now; at most two questions for each kind."""
    of_all: dict[tuple[str, int], Told] = {}
    for kind, keys in _records_by_kind(entries).items():
        notes, standing = FINDABLE[kind].notes(keys), FINDABLE[kind].standing(keys)
        for key in keys:
            of_all[kind, key] = Told(notes.get(key, ""), standing.get(key))
    return of_all


def in_this_language(entries: dict[int, Entry]) -> dict[int, Entry]:
    """The same, with titles and summaries that the records have in the reader's language."""
    asked = _records_by_kind(entries.values())
    titles = {kind: FINDABLE[kind].titles(keys) for kind, keys in asked.items()}
    summaries = {kind: FINDABLE[kind].summaries(keys) for kind, keys in asked.items()}
    for entry in entries.values():
        entry.title = titles[entry.kind].get(entry.record, entry.title)
        entry.text = summaries[entry.kind].get(entry.record, entry.text)
    return entries


def _records_by_kind(entries: Iterable[Entry]) -> dict[str, list[int]]:
    """The records of these entries, each once: an app is asked of all of its own at a time."""
    asked: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for entry in entries:
        asked[entry.kind][entry.record] = None
    return {kind: list(keys) for kind, keys in asked.items()}


def near(question: Question) -> list[str]:
    """Public titles that are spelt nearly like this, the nearest first."""
    typed = question.typed[:LONGEST_QUESTION]
    likeness = TrigramWordSimilarity(typed, "title")
    close = Entry.objects.filter(is_public=True, title__trigram_word_similar=typed)
    titles = close.annotate(likeness=likeness).order_by("-likeness", "title")
    return list(dict.fromkeys(titles.values_list("title", flat=True)[:20]))[:NEAR]


def still_seen(entries: Iterable[Entry], user: User | AnonymousUser) -> list[Entry]:
    """Those whose own app lets this person see them now; one question for each kind."""
    entries = list(entries)
    asked = _records_by_kind(entries)
    seen = {kind: _seen(kind, keys, user) for kind, keys in asked.items()}
    return [entry for entry in entries if entry.record in seen[entry.kind]]


class _Asked(SearchQuery):
    """The words as they are indexed: PostgreSQL's own parser would take them apart otherwise."""

    template = "%(expressions)s::tsquery"


def _asked(question: Question, months: Iterable[str] = ()) -> _Asked:
    return _Asked(Value(question.as_query(months)))


def _seen(kind: str, keys: list[int], user: User | AnonymousUser) -> set[int]:
    if kind not in FINDABLE:
        return set()
    visible = FINDABLE[kind].visible_to(user)
    return set(keys) if visible is None else set(_keys(visible.filter(pk__in=keys)))


def _keys(records: "QuerySet[Any]") -> Iterable[int]:
    return records.order_by().values_list("pk", flat=True)


def _seen_by(user: User | AnonymousUser) -> Q:
    """What is public, and of the rest what this person may see by the rule of each app."""
    seen = Q(is_public=True)
    if isinstance(user, AnonymousUser):
        return seen
    for kind, findable in FINDABLE.items():
        visible = findable.visible_to(user)
        if visible is not None:
            record = visible.order_by().filter(pk=OuterRef("record"))
            seen |= Q(kind=kind) & Q(Exists(record))
    return seen
