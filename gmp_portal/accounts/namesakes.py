"""People of one name in one list: each is told apart by the address, of which little is shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import Any

from gmp_portal import characters
from gmp_portal.accounts.models import User
from gmp_portal.words import in_brackets


def masked(address: str) -> str:
    """An address as others may read it: whoever knows the person knows which one it is."""
    local, _at, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"


def person_of(record: Any) -> User | None:
    """Whom a record is about: itself, or the one who holds the office."""
    person = record if isinstance(record, User) else getattr(record, "person", None)
    return person if isinstance(person, User) else None


def distinct(labels: Sequence[str], records: Sequence[Any]) -> list[str]:
    """The labels of these records, none of which reads like another one."""
    alike = Counter(map(_form, labels))
    told = [
        _with_address(label, record) if alike[_form(label)] > 1 else label
        for label, record in zip(labels, records, strict=True)
    ]
    return list(_numbered(told))


def _form(label: str) -> str:
    return characters.skeleton(label) or label


def _with_address(label: str, record: Any) -> str:
    person = person_of(record)
    return in_brackets(label, masked(person.email)) if person else label


def _numbered(labels: Iterable[str]) -> Iterable[str]:
    """Where even that is the same, each but the first has a number."""
    taken: set[str] = set()
    for label in labels:
        numbers = (in_brackets(label, number) for number in count(2))
        told = next(text for text in chain([label], numbers) if text not in taken)
        taken.add(told)
        yield told


def tell_apart(people: Iterable[User]) -> None:
    """Note at each of these people, who stand in one list, how a reader knows who is meant."""
    listed = list(people)
    known = {person.pk: person for person in listed}
    told = distinct([person.name for person in known.values()], [*known.values()])
    label_of = dict(zip(known, told, strict=True))
    for person in listed:
        person.told_apart = label_of[person.pk]
