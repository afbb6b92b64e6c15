"""What columns hold that a migration reckons anew; each check names what is wrong in one."""

from collections.abc import Iterator

from gmp_portal import characters
from tests.upgrade.contents import Row

REORDERED = {"zh", "ru"}


def forms_of_partners(then: list[Row], now: list[Row]) -> Iterator[str]:
    """The form of the name; a look-alike of another partner keeps its own on purpose."""
    old = {row["id"]: row["skeleton"] for row in then}
    taken = {row["skeleton"] for row in now}
    for row in now:
        form, kept = characters.skeleton(row["name"]), row["skeleton"]
        if kept != form and (kept != old[row["id"]] or form not in taken):
            yield row["name"]


def forms_of_letters(_then: list[Row], now: list[Row]) -> Iterator[str]:
    """The form of the name, also where another letter has the same."""
    for row in now:
        if row["skeleton"] != characters.skeleton(row["organisation"]):
            yield row["organisation"]


def places_of_countries(then: list[Row], now: list[Row]) -> Iterator[str]:
    """Each place once in each language, and another order only where it was wrong."""
    before, after = ({row["iso2"]: row["places"] for row in rows} for rows in (then, now))
    for language in before["AF"].keys() | after["AF"].keys():
        was = {code: places[language] for code, places in before.items()}
        places = {code: places[language] for code, places in after.items()}
        if sorted(places.values()) != [*range(1, len(before) + 1)]:
            yield f"{language}: not every place once"
        if (places != was) != (language in REORDERED):
            yield f"{language}: the order"


def ends_of_memberships(then: list[Row], now: list[Row]) -> Iterator[str]:
    """An end that was there stays; one that was open is filled where the area was closed."""
    before = {row["id"]: row["until"] for row in then}
    for row in now:
        if before[row["id"]] not in (None, row["until"]):
            yield f"membership {row['id']}"


def keys_of_entries(then: list[Row], now: list[Row]) -> Iterator[str]:
    """An entry has the key of the one that it continued; one that continued none, its own."""
    given = {row["id"]: row["key_id"] for row in now}
    first = [given[row["id"]] for row in then if row["continues_id"] is None]
    if len({*first}) != len(first):
        yield "two things have one key"
    for row in then:
        if row["continues_id"] and given[row["id"]] != given[row["continues_id"]]:
            yield f"entry {row['id']}"
