"""How a history is laid out: alike acts in one line, few lines at first, parts of it on pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import ngettext

from gmp_portal import dates

SHOWN = 6
# So many names still read well in a line; more of them are folded away.
NAMED = 3


@dataclass(frozen=True)
class Line:
    """One act, or several of a kind by one person on one day."""

    entries: tuple[Any, ...]

    @property
    def newest(self) -> Any:
        return self.entries[0]

    @property
    def is_one(self) -> bool:
        return len(self.entries) == 1

    @property
    def day(self) -> date:
        """The day in the reader's zone: several acts in a line are all of one."""
        return dates.day_for_reader(self.newest.at)

    @property
    def title(self) -> str:
        count = len(self.entries)
        if count == 1:
            return str(self.newest.label)
        many = getattr(self.newest, "many", None)
        if many:
            return str(many % {"count": count})
        words = ngettext("%(act)s, %(count)d time", "%(act)s, %(count)d times", count)
        return words % {"act": self.newest.label, "count": count}

    @property
    def parts(self) -> list[str]:
        """What the acts were about, each thing once."""
        told = (str(getattr(entry, "what", "")) for entry in self.entries)
        return list(dict.fromkeys(words for words in told if words))

    @property
    def is_folded(self) -> bool:
        return len(self.parts) > NAMED

    @property
    def reason(self) -> str:
        """Where several were done for one reason it stands once."""
        return str(getattr(self.newest, "reason", ""))


@dataclass(frozen=True)
class Layout:
    """What a page shows of a history."""

    first: list[Line]
    rest: list[Line]
    page: int
    has_older: bool

    @property
    def count(self) -> int:
        return len(self.first) + len(self.rest)

    @property
    def is_whole(self) -> bool:
        return self.page == 1 and not self.has_older

    @property
    def older(self) -> int:
        return self.page + 1

    @property
    def newer(self) -> int:
        return self.page - 1


def lay_out(entries: Any, asked: str) -> Layout:
    """``entries`` knows its pages or is a short list; ``asked`` is the page, as typed."""
    # No history has a million pages, and the database refuses numbers that are too big.
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    page = max(page, 1)
    if hasattr(entries, "page"):
        listed, has_older = entries.page(page)
    else:
        listed, has_older, page = list(entries), False, 1
    lines = fold(listed)
    # One line more is no reason to hide it.
    shown = SHOWN if len(lines) > SHOWN + 1 else len(lines)
    return Layout(lines[:shown], lines[shown:], page, has_older)


def fold(entries: Iterable[Any]) -> list[Line]:
    """Put what one person did to a record again and again on a day into one line."""
    return [Line(tuple(alike)) for _key, alike in groupby(entries, key=_sameness)]


def _sameness(entry: Any) -> tuple[Any, ...]:
    who = getattr(entry, "who", "") or getattr(entry, "actor", None)
    moves = (entry.from_status, entry.to_status)
    day = dates.day_for_reader(entry.at)
    # What moved a record from state to state is told step by step.
    apart = id(entry) if any(moves) else None
    return (entry.label, str(who), day, entry.reason, apart)
