"""Every address, every role: nothing breaks, nothing leaks, and asking changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from urllib.parse import urlsplit

import pytest

from gmp_portal.ledger.models import Entry
from tests.access.addresses import ADMIN, Address, addresses, url_of
from tests.access.expected import BUTTONS, PAGES, PUBLIC, SENT_BY_PAGES, UNSEEN_STATUS
from tests.access.records import EVERYBODY, Record
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, ROLES, Answer, World, plain_refusals

LOGIN, ADMIN_LOGIN = "/accounts/login/", "/admin/login/"
ADMIN_OPEN = ("admin:login", "admin:logout", "admin:jsi18n")
SAFE, UNSAFE = "get", "post"
FRAMEWORK_APPS = ("admin", "health")
FRAMEWORK_NAMES = ("account_", "mfa_", "usersessions_")
# How a form without a single field is answered: sent back, done, or there is no such form.
ANSWERS = {302, 403, 404, 405, 409, 422}
STRANGERS = tuple(role for role in ROLES if role not in (ANONYMOUS, "secretariat"))
VISIT = ('INSERT INTO "writing_visit"', 'UPDATE "writing_visit"')
NOTED = {
    "documents:file": ('INSERT INTO "documents_filereading"',),
    "areas:plan_detail": VISIT,
    "areas:section_edit": VISIT,
    "areas:change_list": VISIT,
    "areas:change_of_frame": VISIT,
    "areas:change_of_section": VISIT,
    "areas:change_of_row": VISIT,
}


@dataclass
class Cell:
    """One question: who asked how, where, for what, and the answer."""

    address: Address
    record: Record
    role: str
    method: str
    url: str
    answer: Answer

    def __str__(self) -> str:
        return (
            f"{self.method.upper()} {self.url} ({self.address.name}, {self.record.label})"
            f" as {self.role}: {self.answer.status} {self.answer.location}"
            f" {self.answer.cause}"
        )

    @property
    def is_hidden(self) -> bool:
        return self.role not in self.record.seen_by


@pytest.fixture(scope="package")
def cells(world: World) -> list[Cell]:
    """The whole walk, once: all addresses with their records, as every role it concerns."""
    return list(_walk(world))


def _walk(world: World) -> Iterator[Cell]:
    turn = cycle(STRANGERS)
    with plain_refusals():
        yield from _cells(world, turn)


def _cells(world: World, turn: Iterator[str]) -> Iterator[Cell]:
    closed: set[tuple[Address, str]] = set()
    for address in addresses():
        for record in records_for(address, world):
            url = url_of(address, record.kwargs)
            for role in roles_for(address, record, turn):
                for method in (SAFE, UNSAFE):
                    if (address, method) in closed or _is_known(address, role, method):
                        continue
                    if method == SAFE:
                        answer = world.asked(role, url)
                    else:
                        answer = world.call(role, url, method)
                    if answer.status == 405:
                        # A method that an address does not take, it takes from nobody.
                        closed.add((address, method))
                    yield Cell(address, record, role, method, url, answer)


def _is_known(address: Address, role: str, method: str) -> bool:
    """A visitor is sent to the login before any method is looked at: once is enough."""
    return role == ANONYMOUS and not address.is_public and method == UNSAFE


def roles_for(address: Address, record: Record, turn: Iterator[str]) -> list[str]:
    """Everybody where a page is not for all; else who may know of it, a visitor, a stranger.

    The strangers take turns, so that each of them tries many acts.
    """
    if address.app in FRAMEWORK_APPS or address.name.startswith(FRAMEWORK_NAMES):
        return [ANONYMOUS, "plain.person", "secretariat", "admin"]
    if address.name in PAGES and record.seen_by != EVERYBODY:
        return list(ROLES)
    some = [ANONYMOUS, next(turn)]
    if record.seen_by == EVERYBODY:
        return [*some, "secretariat"]
    return list(dict.fromkeys([*some, *sorted(record.seen_by)]))


def _listed(faults: list[Any]) -> str:
    return "\n".join(str(fault) for fault in faults)


def test_every_address_has_a_record_to_be_tried_with(world: World) -> None:
    missing = [
        f"{address.name} ({address.route}) asks for {', '.join(address.asks)}: name a record"
        " for it in tests/access/registry.py."
        for address in addresses()
        if not records_for(address, world)
    ]

    assert not missing, _listed(missing)


def test_no_address_breaks_for_anybody(cells: list[Cell]) -> None:
    broken = [cell for cell in cells if cell.answer.status >= 500]

    assert not broken, _listed(broken)


def test_nobody_is_sent_to_another_host(cells: list[Cell]) -> None:
    led_away = [
        cell
        for cell in cells
        if urlsplit(cell.answer.location).netloc not in ("", "testserver")
    ]

    assert not led_away, _listed(led_away)


def test_what_is_public_was_reviewed() -> None:
    public = {one.name for one in addresses() if one.is_public and not _is_admin(one)}

    assert public == set(PUBLIC), "Review who may read it, then add it to expected.py."


def test_visitors_get_in_nowhere_else(cells: list[Cell]) -> None:
    inside = [
        cell
        for cell in cells
        if cell.role == ANONYMOUS
        and cell.address.name not in PUBLIC
        and not _is_refused(cell)
    ]

    assert not inside, _listed(inside)


def _is_refused(cell: Cell) -> bool:
    if cell.answer.status == 302:
        return cell.answer.location.startswith((LOGIN, ADMIN_LOGIN))
    return cell.answer.status == UNSEEN_STATUS or cell.address.name in ADMIN_OPEN


def test_visitors_find_what_is_public_and_nothing_more(cells: list[Cell]) -> None:
    surprising = [
        f"{cell}, expected {_expected(cell)}"
        for cell in cells
        if cell.role == ANONYMOUS
        and cell.method == SAFE
        and cell.address.name in PUBLIC
        and cell.answer.status != _expected(cell)
    ]

    assert not surprising, _listed(surprising)


def _expected(cell: Cell) -> int:
    if not cell.record.is_public:
        return UNSEEN_STATUS
    status = PUBLIC[cell.address.name]
    return status if isinstance(status, int) else status[cell.record.label]


def test_a_page_opens_for_those_whom_it_concerns(cells: list[Cell]) -> None:
    closed = [
        cell
        for cell in cells
        if cell.address.name in PAGES
        and cell.method == SAFE
        and not cell.is_hidden
        and cell.answer.status != 200
    ]

    assert not closed, _listed(closed)


def test_what_somebody_may_not_know_of_does_not_exist(cells: list[Cell]) -> None:
    """Another organization's or area's draft is a 404 under every address of it (A01)."""
    revealed = [cell for cell in cells if cell.is_hidden and not _is_nothing(cell)]

    assert not revealed, _listed(revealed)


def _is_nothing(cell: Cell) -> bool:
    status = cell.answer.status
    if cell.role == ANONYMOUS and status == 302:
        return cell.answer.location.startswith(LOGIN)
    # An address that only takes POST says so before it looks anything up.
    return status in (UNSEEN_STATUS, 405)


def test_asking_changes_nothing(cells: list[Cell]) -> None:
    """GET leaves every table as it is (A29)."""
    written = [
        f"{cell}: {cell.answer.writes[0][:120]}"
        for cell in cells
        if cell.method == SAFE and cell.answer.writes
        if not _is_first_look(cell) and not _is_noted(cell)
    ]

    assert not written, _listed(written)


def test_a_look_at_the_head_changes_nothing_either(world: World) -> None:
    newest = Entry.objects.order_by("-pk").first()
    asked = [
        (url, world.call("secretariat", url, method))
        for address in addresses()
        for record in records_for(address, world)[:1]
        for url in [url_of(address, record.kwargs)]
        for method in ("head", "options")
    ]

    assert not [(url, one.writes[0][:120]) for url, one in asked if one.writes]
    assert not [(url, one.cause) for url, one in asked if one.status >= 500]
    assert Entry.objects.order_by("-pk").first() == newest


def _is_first_look(cell: Cell) -> bool:
    """The framework notes the address of an account that was made without signing up."""
    return cell.address.name == "account_email"


def _is_noted(cell: Cell) -> bool:
    """That somebody opened a closed file or a draft, and nothing else (R-51, R-67)."""
    notes = NOTED.get(cell.address.name, ())
    return len(cell.answer.writes) == 1 and cell.answer.writes[0].startswith(notes)


def test_an_act_that_is_refused_changes_nothing(cells: list[Cell]) -> None:
    written = [
        f"{cell}: {cell.answer.writes[0][:120]}"
        for cell in cells
        if cell.method == UNSAFE and cell.answer.status >= 400 and cell.answer.writes
    ]

    assert not written, _listed(written)


def test_an_empty_form_is_refused_like_any_other(cells: list[Cell]) -> None:
    """Nobody gets the page of a form that was not sent, having sent it."""
    shown = [
        cell
        for cell in _own(cells)
        if cell.answer.status not in ANSWERS and cell.address.name not in SENT_BY_PAGES
    ]

    assert not shown, _listed(shown)


def test_an_empty_form_chooses_nothing(cells: list[Cell]) -> None:
    """Only what asks nothing more than to be pressed acts without a word (BUTTONS)."""
    acted = [
        cell for cell in _own(cells) if any("ledger" in one for one in cell.answer.writes)
    ]

    chosen = [cell for cell in acted if cell.address.name not in BUTTONS]

    assert acted
    assert not chosen, _listed(chosen)


def _own(cells: list[Cell]) -> list[Cell]:
    return [
        cell
        for cell in cells
        if cell.method == UNSAFE
        and ":" in cell.address.name
        and cell.address.app not in FRAMEWORK_APPS
    ]


def _is_admin(address: Address) -> bool:
    return address.name.startswith(ADMIN)
