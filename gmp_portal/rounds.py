"""Many questions to the database in few rounds: what does not build on each other goes together.

Each question alone costs a way to the database and back. ``ask`` fills any number of querysets
in one statement, each as if it had been asked alone. A *reading* yields the querysets that it
needs, goes on once they are filled, and returns what it makes of them; ``run`` lets readings of
several apps keep step::

    def titles(area: str) -> Reading[list[str]]:
        plans = PlanVersion.objects.filter(area__slug=area)
        yield [plans]
        return [plan.title for plan in plans]

    titles, names = run(titles("waste"), names_of_partners("waste"))  # one query for both
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from psycopg2.extensions import string_types

Result = TypeVar("Result")
# The types whose text the driver turns into something else, as PostgreSQL numbers them.
NUMBERS = {
    "boolean": 16,
    "bytea": 17,
    "bigint": 20,
    "smallint": 21,
    "integer": 23,
    "double precision": 701,
    "smallint[]": 1005,
    "integer[]": 1007,
    "text[]": 1009,
    "varchar[]": 1015,
    "bigint[]": 1016,
    "date": 1082,
    "time": 1083,
    "timestamp with time zone": 1184,
    "timestamp with time zone[]": 1185,
    "interval": 1186,
    "numeric": 1700,
    "uuid": 2950,
    "int4range": 3904,
    "daterange": 3912,
    "daterange[]": 3913,
}
# These stay text; what is JSON, Django reads itself. ``inet`` is left out: cast, it prints more.
TEXTS = ("text", "varchar", "char", "jsonb", "tsvector")
# PostgreSQL takes no more than 1,664 columns, and plans them all before it answers.
MOST_TOGETHER = 500
LENGTH = re.compile(r"\([^)]*\)")


class Number:
    """How many rows there are: ``int()`` tells it, once asked together with other things."""

    def __init__(self, rows: "QuerySet[Any]", *, most: int | None = None) -> None:
        keys = rows.order_by().values("pk")
        self.rows = keys if most is None else keys[:most]
        self.number: int | None = None

    def __int__(self) -> int:
        if self.number is None:
            self.number = self.rows.count()
        return self.number


class Statement:
    """A question whose statement is written once, and then asked for one value after another.

    Django takes longer to write a statement than PostgreSQL to answer it. ``make`` is given the
    ``examples`` and returns the rows for them; each example must stand in its statement, and
    for nothing else there::

        TERMS = Statement(lambda person: LeadTerm.objects.filter(person_id=person), -7)
        terms = TERMS.of(user.pk)
    """

    def __init__(self, make: "Callable[..., QuerySet[Any]]", *examples: Any) -> None:
        self.make = make
        self.examples = examples

    def of(self, *values: Any) -> "FilledStatement":
        """The question for these values, asked when its rows are first looked at."""
        return FilledStatement(self, dict(zip(self.examples, values, strict=True)))

    @cached_property
    def written(self) -> "_Part":
        """The statement for the examples, for all threads; nobody may change it."""
        part = _Part(self.make(*self.examples))
        if missing := set(self.examples).difference(part.parameters):
            message = f"These examples stand in no statement: {missing}"
            raise TypeError(message)
        return part


class FilledStatement:
    """The rows of a question that was written before."""

    def __init__(self, statement: Statement, values: dict[Any, Any]) -> None:
        self.statement = statement
        self.values = values
        self.rows: list[Any] | None = None

    def __iter__(self) -> "Iterator[Any]":
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def _known(self) -> list[Any]:
        if self.rows is None:
            _ask_together([_FilledPart(self)])
        return self.rows or []


Question = QuerySet[Any] | Number | FilledStatement
Reading = Generator[Sequence[Question], None, Result]

# Readings in step -----------------------------------------------------------------------


def run(*readings: "Reading[Any]") -> list[Any]:
    """What these readings return; in each round they ask together."""
    return read(side_by_side(*readings))


def read(reading: "Reading[Result]") -> Result:
    """What a single reading returns."""
    while True:
        try:
            ask(*next(reading))
        except StopIteration as end:
            result: Result = end.value
            return result


def asked(*questions: Question) -> "Reading[None]":
    """A reading of what needs no more than to be asked."""
    yield questions


def rows(queryset: "QuerySet[Any, Any]") -> "Reading[Any]":
    """A reading of these rows as they are."""
    yield [queryset]
    return queryset


def kept(record: Model, **belonging: "QuerySet[Any]") -> "Reading[None]":
    """A reading of what belongs to a record, kept with it: ``record.texts.all()`` has it then.

    Each is named for the relation it comes from, as Django's ``prefetch_related`` would keep it.
    """
    yield [*belonging.values()]
    keep(record, **belonging)


def keep(record: Model, **belonging: "Iterable[Any]") -> None:
    """Keep these rows with a record, as Django's ``prefetch_related`` would keep them."""
    cache = record.__dict__.setdefault("_prefetched_objects_cache", {})
    for name, rows in belonging.items():
        queryset = getattr(record, name).all()
        queryset._result_cache, queryset._prefetch_done = list(rows), True
        cache[name] = queryset


def known(result: Result) -> "Reading[Result]":
    """A reading of something that needs no question."""
    return result
    yield []


def side_by_side(*readings: "Reading[Any]") -> "Reading[list[Any]]":
    """Several readings as one, in step with each other."""
    answers: list[Any] = [None] * len(readings)
    running = dict(enumerate(readings))
    while running:
        asked: list[Question] = []
        for place, reading in [*running.items()]:
            try:
                asked += next(reading)
            except StopIteration as end:
                answers[place] = end.value
                del running[place]
        if asked:
            yield asked
    return answers


# Questions in one statement -------------------------------------------------------------


def ask(*questions: Question) -> None:
    """Fill all these querysets, and count where that is asked, with a single query."""
    waiting = {id(each): each for each in questions if not _is_answered(each)}
    if len(waiting) == 1:
        _ask_alone(*waiting.values())
        return
    parts = [part for each in waiting.values() if (part := _part_of(each)).sql]
    for first in range(0, len(parts), MOST_TOGETHER):
        _ask_together(parts[first : first + MOST_TOGETHER])


def _part_of(question: Question) -> "_Part | _FilledPart":
    return (
        _FilledPart(question) if isinstance(question, FilledStatement) else _Part(question)
    )


def _ask_together(parts: "Sequence[_Part | _FilledPart]") -> None:
    with connection.cursor() as cursor:
        parameters = [value for part in parts for value in part.parameters]
        cursor.execute(f"SELECT {', '.join(part.sql for part in parts)}", parameters)
        for part, rows in zip(parts, cursor.fetchone(), strict=True):
            part.fill(rows, cursor.cursor)


def _is_answered(question: Question) -> bool:
    if isinstance(question, Number):
        return question.number is not None
    if isinstance(question, FilledStatement):
        return question.rows is not None
    return question._result_cache is not None


def _ask_alone(question: Question) -> None:
    if isinstance(question, Number):
        int(question)
    else:
        len(question)


class _Part:
    """One question as a column of the statement: an array of its rows, their values as text.

    Types get lost on that way; the driver's own readers make values of the texts again, so that
    a row is what it would have been by itself. Where no row can fit, there is no statement.
    """

    def __init__(self, question: "QuerySet[Any] | Number") -> None:
        self.question = question
        queryset = question.rows if isinstance(question, Number) else question
        # Not Django's stand-in for it, which is asked hundreds of times while one is written.
        self.compiler = queryset.query.get_compiler(
            connection=connections[DEFAULT_DB_ALIAS]
        )
        try:
            statement, self.parameters = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""
            _ask_alone(question)
            return
        if isinstance(question, Number):
            self.sql = f"(SELECT count(*) FROM ({statement}) AS t)"  # noqa: S608 Django's own
            return
        names = [f"c{number}" for number in range(len(self.compiler.select))]
        values = ", ".join(f"{name}::text" for name in names)
        rows = f"({statement}) AS t({', '.join(names)})"
        self.sql = f"ARRAY(SELECT ARRAY[{values}] FROM {rows})"  # noqa: S608 Django's own

    def fill(self, answer: Any, cursor: Any) -> None:
        """Let the queryset make of these rows what it makes of those of its own question."""
        if isinstance(self.question, Number):
            self.question.number = answer
            return
        _fill(self.question, self.compiler, answer, cursor)


class _FilledPart:
    """The same of a question that was written before: only its values are put in."""

    def __init__(self, question: FilledStatement) -> None:
        self.question = question
        self.written = question.statement.written
        values = question.values
        self.sql = self.written.sql
        self.parameters = [values.get(each, each) for each in self.written.parameters]

    def fill(self, answer: Any, cursor: Any) -> None:
        """Let a copy of its queryset make of these rows what it makes of its own."""
        queryset = self.written.question._chain()  # type: ignore[union-attr]
        # Other threads are handed their rows by the same compiler.
        compiler = copy(self.written.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        _fill(queryset, compiler, answer, cursor)
        self.question.rows = list(queryset)


def _fill(queryset: "QuerySet[Any]", compiler: Any, answer: Any, cursor: Any) -> None:
    query = queryset.query
    readers = [_reader_of(column.output_field) for column, *_sql in compiler.select]
    rows = [
        [
            text if text is None or reader is None else reader(text, cursor)
            for text, reader in zip(row, readers, strict=True)
        ]
        for row in answer
    ]
    compiler.execute_sql = lambda *_args, **_named: [rows]
    query.get_compiler = lambda *_args, **_named: compiler  # type: ignore[method-assign]
    try:
        len(queryset)
    finally:
        del query.get_compiler


@lru_cache(maxsize=4096)
def _reader_of(field: Any) -> Any:
    """What the driver reads values of this type with; nothing where it leaves them as text."""
    kind = LENGTH.sub("", field.db_type(connection))
    return None if kind in TEXTS else string_types[NUMBERS[kind]]
