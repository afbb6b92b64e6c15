"""What is kept on the way is the same for every visitor, and nobody's own page is ever kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from tests.access.addresses import Address, addresses, url_of
from tests.access.expected import NOT_SHARED, PUBLIC
from tests.access.registry import records_for
from tests.access.world import ANONYMOUS, LOGINS, Answer, World

# What a sender may put into a request that is no part of the address.
HEADERS = {
    "accept": "application/json",
    "accept-charset": "utf-16",
    "accept-language": "ar,zh;q=0.9",
    "cache-control": "no-cache",
    "content-type": "application/json",
    "forwarded": "host=evil.example.org;proto=https",
    "from": "secretariat@example.org",
    "front-end-https": "on",
    "hx-request": "true",
    "if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT",
    "origin": "https://evil.example.org",
    "pragma": "no-cache",
    "range": "bytes=0-1",
    "referer": "https://testserver/desk/?q=1",
    "save-data": "on",
    "sec-fetch-site": "same-origin",
    "te": "trailers",
    "true-client-ip": "127.0.0.1",
    "upgrade-insecure-requests": "1",
    "via": "1.1 evil",
    "x-csrftoken": "x",
    "x-forwarded-host": "evil.example.org",
    "x-forwarded-port": "81",
    "x-forwarded-prefix": "/evil",
    "x-forwarded-scheme": "https",
    "x-forwarded-server": "evil.example.org",
    "x-http-method-override": "POST",
    "x-method-override": "DELETE",
    "x-original-host": "evil.example.org",
    "x-original-url": "/desk/",
    "x-real-ip": "127.0.0.1",
    "x-requested-with": "XMLHttpRequest",
    "x-rewrite-url": "/my/",
    "x-user": "1",
}


def shared_urls(world: World) -> list[str]:
    urls = (
        url_of(address, record.kwargs)
        for address in addresses()
        if address.is_shared
        for record in records_for(address, world)
    )
    return list(dict.fromkeys(urls))


@pytest.fixture(scope="module", autouse=True)
def _the_clock_stands(world: World) -> Iterator[None]:
    """A page has another name five minutes later."""
    moment = timezone.now()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        yield


@pytest.fixture(scope="module")
def kept(world: World, _the_clock_stands: None) -> dict[str, Answer]:
    """What everybody on the way has of each public page, asked for once by a visitor."""
    answers = {url: world.call(ANONYMOUS, url) for url in shared_urls(world)}
    return {url: answer for url, answer in answers.items() if answer.status == 200}


def test_each_public_address_is_shared_or_it_is_known_why_not() -> None:
    public = {address.name for address in addresses() if address.name in PUBLIC}
    shared = {address.name for address in addresses() if address.is_shared}

    assert shared | set(NOT_SHARED) == public
    assert not shared & set(NOT_SHARED)


def test_most_public_pages_are_kept_by_everybody_on_the_way(
    kept: dict[str, Answer],
) -> None:
    unkept = [url for url, answer in kept.items() if not _is_kept(answer.response)]

    assert len(kept) > 150
    # The PDF of a plan or of a report of a meeting that no job has made yet.
    assert len(unkept) < 5, unkept
    assert all("/plan" in url or "/report" in url for url in unkept), unkept


def _is_kept(response: Any) -> bool:
    return str(response.headers["Cache-Control"]).startswith("public, ")


def test_pages_of_one_name_are_the_same(world: World, kept: dict[str, Answer]) -> None:
    other = [
        url
        for url, answer in kept.items()
        if _is_kept(answer.response) and not _is_same(answer, world.call(ANONYMOUS, url))
    ]

    assert not other, other


def _is_same(first: Answer, second: Answer) -> bool:
    name = first.response.headers["ETag"]
    return second.response.headers["ETag"] == name and first.content == second.content


def test_what_is_kept_says_so_and_sets_no_cookie(kept: dict[str, Answer]) -> None:
    faults = [
        url
        for url, answer in kept.items()
        if answer.response.cookies
        or b"csrfmiddlewaretoken" in answer.content
        or (_is_kept(answer.response) and "Accept-Encoding" not in answer.response["Vary"])
    ]

    assert not faults, faults


def test_nothing_but_its_address_changes_what_is_kept(
    world: World, kept: dict[str, Answer]
) -> None:
    poisoned = [
        url
        for url, answer in kept.items()
        if _is_kept(answer.response)
        and not _is_same(answer, world.call(ANONYMOUS, url, headers=HEADERS))
    ]

    assert len(HEADERS) > 30
    assert not poisoned, poisoned


@pytest.mark.parametrize("role", LOGINS)
def test_what_somebody_signed_in_sees_is_stored_nowhere(
    world: World, kept: dict[str, Answer], role: str
) -> None:
    """Each address is asked for with the name of the kept page, as a browser does that has it."""
    told = [
        f"{url}: {fault}"
        for url, name in _urls(world, kept)
        for fault in _told(world, role, url, name)
    ]

    assert not told, told


def _urls(world: World, kept: dict[str, Answer]) -> Iterator[tuple[str, str]]:
    """One record of each address, public or not."""
    for address in addresses():
        if address.name.startswith("api:") or _is_session(address):
            continue
        for record in [*records_for(address, world)][:1]:
            url = url_of(address, record.kwargs)
            answer = kept.get(url)
            yield url, answer.response.headers.get("ETag", "") if answer else ""


def _is_session(address: Address) -> bool:
    # Signing out ends the session of the role for every test that follows.
    return address.name in ("account_logout", "admin:logout")


def _told(world: World, role: str, url: str, name: str) -> Iterator[str]:
    if name:
        answer = world.call(role, url, headers={"if-none-match": name})
    else:
        answer = world.asked(role, url)
    response = answer.response
    if response.status_code == 304:
        yield "answered as to a visitor"
    control = response.headers.get("Cache-Control", "")
    if "public" in control or "s-maxage" in control:
        yield f"kept on the way: {control}"
    if response.status_code == 200 and "no-store" not in control:
        yield f"kept by the browser: {control}"
