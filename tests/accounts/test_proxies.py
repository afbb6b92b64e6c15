"""Who asks is whom the outermost of our own proxies heard, and nobody whom a header invents."""

import environ
import pytest

from gmp_portal import production
from gmp_portal.accounts import proxies

FORGED = "203.0.113.9"
CLIENT, OUTER, INNER = "198.51.100.7", "192.0.2.1", "192.0.2.2"
HEARD = [
    # No proxy of ours: whatever the header says, the connection counts.
    (0, None, CLIENT, CLIENT),
    (0, FORGED, CLIENT, CLIENT),
    (1, CLIENT, INNER, CLIENT),
    (1, f"{FORGED}, {CLIENT}", INNER, CLIENT),
    (1, f"{FORGED},{FORGED} , {CLIENT}", INNER, CLIENT),
    (2, f"{CLIENT}, {OUTER}", INNER, CLIENT),
    (2, f"{FORGED}, {CLIENT}, {OUTER}", INNER, CLIENT),
    # Somebody went round a proxy.
    (1, None, CLIENT, CLIENT),
    (2, OUTER, INNER, INNER),
    (1, "", CLIENT, CLIENT),
    (1, "unknown", INNER, INNER),
    (1, "nonsense, also nonsense", INNER, INNER),
    # With a port, and in the other notation
    (1, f"{CLIENT}:4711", INNER, CLIENT),
    (1, "[2001:db8::7]:4711", INNER, "2001:db8::7"),
    (1, "2001:db8::7", INNER, "2001:db8::7"),
    (1, "[2001:db8::7]", INNER, "2001:db8::7"),
    # A server that listens on a socket names no address.
    (0, None, "", "0.0.0.0"),  # noqa: S104
]


@pytest.mark.parametrize(("count", "header", "connection", "client"), HEARD)
def test_the_address_is_counted_from_the_right(
    rf, settings, count, header, connection, client
):
    settings.PROXIES = count
    headers = {} if header is None else {"x-forwarded-for": header}

    request = rf.get("/", headers=headers, REMOTE_ADDR=connection)

    assert proxies.client_address(request) == client


@pytest.mark.parametrize(
    ("said", "count"),
    [("0", 0), ("1", 1), ("2", 2), (" 3 ", 3), ("yes", 1), ("true", 1), ("off", 0)],
)
def test_behind_proxy_is_the_number_of_proxies(monkeypatch, said, count):
    monkeypatch.setitem(environ.Env.ENVIRON, "BEHIND_PROXY", said)

    assert production.proxies(environ.Env()) == count


def test_without_the_setting_there_is_no_proxy(monkeypatch):
    monkeypatch.delitem(environ.Env.ENVIRON, "BEHIND_PROXY", raising=False)

    assert production.proxies(environ.Env()) == 0


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_a_line_is_what_its_addresses_begin_with(rf, address, line):
    assert proxies.client_line(rf.get("/", REMOTE_ADDR=address)) == line


@pytest.mark.parametrize(("count", "lines"), [(0, 1), (1, 0)])
def test_a_proxy_that_nobody_told_of_is_named_in_the_log_once(
    rf, settings, caplog, count, lines
):
    settings.PROXIES = count
    proxies._warn_once.cache_clear()
    for _ in range(3):
        proxies.client_address(rf.get("/", headers={"x-forwarded-for": FORGED}))
        proxies.client_address(rf.get("/"))

    assert caplog.text.count("BEHIND_PROXY is 0") == lines
