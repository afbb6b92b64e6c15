"""What each app says of what can be found of its records (ADR 7)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from gmp_portal.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What has no date of its own comes last.
UNDATED = date(1900, 1, 1)


class Place(IntEnum):
    """Which kinds stand first among records whose title has the words that were typed.

    Whoever types a name looks for the area, the partner. What they made follows, then the rules
    by which they work, and what happened on one day comes last.
    """

    AREAS = 1
    PARTNERS = 2
    PLANS = 3
    DECISIONS = 4
    REPORTS = 5
    FRAMEWORK = 6
    LETTERS = 7
    PAPERS = 8
    MEETINGS = 9

    @property
    def is_lasting(self) -> bool:
        """Its records are weighed however old they are."""
        return self in (Place.AREAS, Place.PARTNERS, Place.FRAMEWORK)

    @property
    def is_of_a_day(self) -> bool:
        """Its records go by their day, the newest first, however well their titles fit."""
        return self >= Place.PAPERS


@dataclass(frozen=True)
class Text:
    """One part of a record that can be found by itself, such as a section or a paragraph.

    ``title`` names the record, ``heading`` the part. The part of an uploaded file has the address
    of the file, too, and the number of its page or sheet, 0 where it has none. ``also`` has words
    by which it is found and that nobody needs to read, such as the name in other languages.
    """

    record: int
    title: str
    path: str
    text: str = ""
    also: str = ""
    part: str = ""
    heading: str = ""
    file_path: str = ""
    number: int = 0
    language: str = ""
    dated_on: date | None = None
    areas: tuple[str, ...] = ()


def _nothing(keys: list[int]) -> dict[int, str]:
    """The records have one title for all languages, or no note."""
    return {}


@dataclass(frozen=True)
class Findable:
    """Things of one kind that can be found: their parts in words, and which acts change them.

    ``label`` names the kind and ``singular`` one record of it; ``place`` says which kinds it
    follows where titles have the words.
    ``texts`` gets keys of some of them and asks the database once for all, not for each.
    ``titles`` gives the names of some of them in the language of the reader, if they have any,
    and ``notes`` what should stand below the title, such as what a partner was called before.
    ``summaries`` gives their text in that language where it is made of choices and names.
    ``is_translated`` where ``texts`` has the same of a record ``in_each_language``: one is shown.
    ``ordinary`` are the standings that need not be told: a reader is told of any other.
    ``records`` gives the table, whose QuerySet has ``visible_to``; what the portal itself brings,
    such as clauses, has none and is there for everybody: ``keys`` lists it.
    ``follows`` says for the label of a model, such as ``meetings.meeting``, the keys of what an
    act on one of its records may change; ``of_file`` the keys of those whose texts hold what
    stands in the uploaded file with this hash.
    """

    label: "StrOrPromise"
    singular: "StrOrPromise"
    place: Place
    texts: Callable[[list[int]], Iterable[Text]]
    records: "Callable[[], QuerySet[Any]] | None" = None
    keys: Callable[[], Iterable[int]] = tuple
    follows: dict[str, Callable[[Any], Iterable[int]]] = field(default_factory=dict)
    titles: Callable[[list[int]], dict[int, str]] = _nothing
    notes: Callable[[list[int]], dict[int, str]] = _nothing
    summaries: Callable[[list[int]], dict[int, str]] = _nothing
    is_translated: bool = False
    ordinary: frozenset[str] = frozenset()
    of_file: Callable[[str], Iterable[int]] | None = None

    @property
    def is_named_by_portal(self) -> bool:
        """Its titles are made in the reader's language; others are in that of the record."""
        return self.titles is not _nothing

    def visible_to(self, user: Any) -> "QuerySet[Any] | None":
        """The records that this person may see now; nothing where everybody sees all."""
        if self.records is None:
            return None
        visible: QuerySet[Any] = self.records().visible_to(user)  # type: ignore[attr-defined]
        return visible

    def standing(self, keys: list[int]) -> "dict[int, Any]":
        """Those of these records, with their status alone, whose standing is to be told."""
        if self.records is None:
            return {}
        told = self.records().filter(pk__in=keys).exclude(status__in=self.ordinary)
        return told.only("status").in_bulk()


FINDABLE: Registry[str, Findable] = Registry("what can be found")


def register(kind: str, findable: Findable) -> None:
    """Called in ``AppConfig.ready`` of the app whose records these are."""
    FINDABLE.register(kind, findable)


def own(record: Any) -> tuple[int]:
    """An act on the record itself changes what can be found of it."""
    return (record.pk,)


def names(records: Iterable[Any]) -> dict[int, str]:
    """How records are called in the language of the reader."""
    return {record.pk: str(record) for record in records}


def address(record: Any) -> str:
    """Where the record stands, without a language in front."""
    with translation.override(settings.LANGUAGE_CODE):
        path: str = record.get_absolute_url()
    return path


def address_of(page: str, *key: str) -> str:
    """Where a page of this name stands, without a language in front."""
    with translation.override(settings.LANGUAGE_CODE):
        return reverse(page, args=key)


def in_each_language(text: Callable[[], Text | None]) -> Iterator[Text]:
    """The same record as it reads in each language that the portal speaks throughout.

    ``text`` gives it in the one that is spoken; nothing where it is not there in that.
    """
    for language in settings.COMPLETE_LANGUAGES:
        with translation.override(language):
            whole = text()
        part = "" if language == settings.LANGUAGE_CODE else language
        if whole is not None:
            yield replace(whole, language=language, part=part)


def in_all_languages(said: "StrOrPromise") -> list[str]:
    """A text of the portal in each of these languages, so that it is found by each."""
    texts = []
    for language in settings.COMPLETE_LANGUAGES:
        with translation.override(language):
            texts.append(str(said))
    return texts
