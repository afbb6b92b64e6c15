"""Junk in the address is answered with a page, never with a breakdown (A51)."""

import re
from urllib.parse import quote, urlencode

import pytest

from tests.access.addresses import Address, addresses
from tests.access.pages import read
from tests.access.records import Record
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, World, plain_refusals

JUNK = (
    "%00",
    "abc",
    "-1",
    str(10**19),
    "9" * 400,
    "%ED%A0%80",
    "x" * 5000,
    quote("name;drop table partners_partner"),
    quote("partner__status"),
    quote("("),
    "99999-01-01",
    "2026-02-30",
    "1e999",
    "NaN",
    quote("{{ 7|add:7 }}"),
    quote("\u202e\U0001f600"),
)
IN_PATHS = {
    "str": ("%00", "%ED%A0%80", "x" * 3000, quote("' or 1=1 --"), quote("é/..", safe="")),
    "slug": ("x" * 3000, "--", "0"),
    "int": ("0", str(2**31), str(10**19), "9" * 400),
    "uuid": ("00000000-0000-0000-0000-000000000000",),
    "path": ("%00", "x" * 3000),
}
# What no page links to and no form shows, and yet is looked at.
HIDDEN_PARAMETERS = {"page", "sort", "on", "next", "with", "state", "nomination", "lead"}
TOKEN = "j-u-n-k"
ASKED = re.compile(r"<(?:(\w+):)?(\w+)>")
RIGHT = {200, 302, 400, 404, 422}
ASKERS = {"desk": "secretariat", "my": "focal.point"}


def _lists() -> list[Address]:
    """Every page of our own that asks for nothing in its path."""
    return [
        address
        for address in addresses()
        if not address.asks and ":" in address.name and address.app != "admin"
    ]


def _role(address: Address) -> str:
    return ANONYMOUS if address.is_public else "secretariat"


def test_junk_in_any_parameter_is_answered(world: World) -> None:
    broken, asked = [], 0
    for address in _lists():
        url = f"/{address.route}"
        answer = world.call(_role(address), url)
        if answer.status != 200:
            continue
        names = read(url, answer.text).parameters
        for query in _queries(names):
            asked += 1
            status = world.call(_role(address), f"{url}?{query}").status
            if status not in RIGHT:
                broken.append(f"{url}?{query[:120]} as {_role(address)}: {status}")

    assert not broken, "\n".join(broken)
    assert asked > 200


def _queries(names: set[str]) -> list[str]:
    """All parameters with the same junk, and each by itself with what databases dislike."""
    every = sorted(names | HIDDEN_PARAMETERS)
    # A page that offers no parameter is asked less.
    junk = JUNK if names else JUNK[:3]
    together = ["&".join(f"{name}={one}" for name in every) for one in junk]
    alone = [f"{name}=%00" for name in sorted(names)]
    return [*together, *alone]


def test_junk_in_a_path_is_answered(world: World) -> None:
    broken, asked = [], 0
    with plain_refusals():
        for address, url in _spoiled(world):
            asked += 1
            for role in ("secretariat", *([ANONYMOUS] if address.is_public else [])):
                answer = world.call(role, url)
                if answer.status >= 500:
                    broken.append(f"{url[:150]} as {role}: {answer.cause[:200]}")

    assert not broken, "\n".join(broken)
    assert asked > 200


def _spoiled(world: World) -> list[tuple[Address, str]]:
    return [
        (address, url)
        for address in addresses()
        if address.asks and ":" in address.name and address.app != "admin"
        for record in records_for(address, world)[:1]
        for name in address.asks
        for url in _with_junk(address, record, name)
    ]


def _with_junk(address: Address, record: Record, name: str) -> list[str]:
    """The address as it is, with one part of its path replaced."""
    converters = {asked: kind or "str" for kind, asked in ASKED.findall(address.route)}

    def part(found: re.Match[str]) -> str:
        asked = found[2]
        return TOKEN if asked == name else quote(str(record.kwargs[asked]), safe="")

    url = "/" + ASKED.sub(part, address.route)
    return [url.replace(TOKEN, junk) for junk in IN_PATHS[converters[name]]]


@pytest.mark.parametrize("name", ["letters/%s/", "reports/%s/", "decisions/%s/"])
def test_junk_is_sent_as_well(world: World, name: str) -> None:
    """A form that arrives at a spoiled address, as somebody who may do everything."""
    for junk in IN_PATHS["str"]:
        answer = world.call("secretariat", f"/{name % junk}", "post", {"text": "x\x00"})

        assert answer.status < 500, (junk[:20], answer.cause)


def test_a_page_number_too_high_gives_the_last_page(world: World) -> None:
    last = world.call(ANONYMOUS, "/partners/?" + urlencode({"page": 99_999}))

    assert last.status == 200
    assert 'aria-current="page"' in last.text
