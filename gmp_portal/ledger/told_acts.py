"""What an act was about and how several of a kind are counted: each app says it of its own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gmp_portal.accounts.rights import Anybody
from gmp_portal.ledger.models import Entry
from gmp_portal.registry import Registry
from gmp_portal.rounds import Reading, known, side_by_side

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Of some acts and their reader, by the number of each: what it was about, as far as is kept
# and may be known. A reading for all the acts of a page, so that it asks the database once.
Words = Mapping[Any, "StrOrPromise"]
About = Callable[[Sequence[Entry], Anybody], Reading[Words]]


@dataclass(frozen=True)
class ToldAct:
    """The words of one kind of act; ``many`` is a plural with ``%(count)d`` in it."""

    many: Any = None
    about: About | None = None


TOLD: Registry[str, ToldAct] = Registry("words about acts")


def register(words: Mapping[str, ToldAct]) -> None:
    for kind, told in words.items():
        TOLD.register(str(kind), told)


def tell(entries: Iterable[Entry], reader: Anybody) -> Reading[None]:
    """Note on each entry what it was about and how several of its kind are counted."""
    asked: dict[About, list[Entry]] = {}
    for entry in entries:
        told = TOLD.get(entry.kind)
        if told is None:
            continue
        entry.many = told.many
        if told.about is not None:
            asked.setdefault(told.about, []).append(entry)
    words = yield from side_by_side(
        *(about(group, reader) for about, group in asked.items())
    )
    for group, gathered in zip(asked.values(), words, strict=True):
        for entry in group:
            entry.what = gathered.get(entry.pk, "")


def each(words: "Callable[[Mapping[str, Any]], StrOrPromise]") -> About:
    """Words from what the entry itself keeps; an old entry may lack it, and says nothing."""

    def about(entries: Sequence[Entry], _reader: Anybody) -> Reading[Words]:
        gathered: dict[int, StrOrPromise] = {}
        for entry in entries:
            try:
                gathered[entry.pk] = words(entry.body)
            except (KeyError, ValueError, TypeError):
                continue
        return known(gathered)

    return about


def by_key(fact: str, words: Callable[[Collection[Any], Anybody], Reading[Words]]) -> About:
    """Words of the records whose keys the entries keep under this name, looked up together."""

    def about(entries: Sequence[Entry], reader: Anybody) -> Reading[Words]:
        keys = {entry.pk: entry.body[fact] for entry in entries if fact in entry.body}
        gathered = yield from words(set(keys.values()), reader)
        return {pk: gathered[key] for pk, key in keys.items() if key in gathered}

    return about
