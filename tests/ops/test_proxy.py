"""Public pages come out of nginx, and nobody's own page ever does."""

import gzip
import re
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.conf import settings as portal
from django.core.management import call_command

from gmp_portal.documents import files
from gmp_portal.ui import sharing
from partners.actions import partners
from tests import nginx
from tests.access.addresses import addresses, url_of
from tests.access.private_words import MARK, mark
from tests.access.registry import records_for
from tests.access.test_shared_pages import HEADERS
from tests.access.world import World
from tests.factories.meetings import PaperFactory
from tests.factories.partners import PartnerFactory
from tests.nginx import HOST, OTHER_HOST, OUTER, Answer, Proxy
from tests.processes import Process, StartProcess, wait_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not (nginx.NGINX and nginx.ENVSUBST), reason=nginx.MISSING),
]
PAGE = "/partners/"
# A copy is as good as new for so long; then it is asked for again.
FRESH = 5
ROLES = ("secretariat", "area.lead", "focal.point", "pag.member")


class Web:
    """The web process as the image runs it, behind one proxy."""

    def __init__(self, start_process: StartProcess) -> None:
        self.start_process = start_process
        self.port = nginx.free_port()
        self.process: Process | None = None

    def start(self) -> None:
        arguments = ["--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"]
        self.process = self.start_process(
            ["-m", "granian", "--interface", "wsgi", *arguments,
             "--blocking-threads", "4", "gmp_portal.wsgi:application"],
            ALLOWED_HOSTS=f"{HOST},{OTHER_HOST}",
            SITE_URL=f"http://{HOST}",
            BEHIND_PROXY="1",
            DEMO="0",
        )  # fmt: skip
        nginx.wait_for_port(self.port)

    def kill(self) -> None:
        assert self.process
        self.process.kill()


@pytest.fixture
def web(start_process: StartProcess) -> Web:
    return Web(start_process)


@pytest.fixture
def proxy(web: Web, tmp_path: Path) -> Iterator[Proxy]:
    web.start()
    with nginx.running(tmp_path / "nginx", web.port) as running:
        yield running


def test_the_same_cookies_make_somebody_in_nginx_and_in_the_portal():
    pattern = re.search(r'"~(\(.*\)[^"]*)" yes;', nginx.TEMPLATE.read_text())

    assert pattern
    for name in (*sharing.own_cookies(), "__Host-sessionid"):
        assert re.search(pattern[1], f"a=b; {name}=1")
    assert not re.search(pattern[1], "csrftoken=1; _ga=2")


def test_a_page_is_made_once_for_all_visitors(proxy):
    PartnerFactory.create(name="Example Institute")

    first, second = proxy.get(PAGE), proxy.get(PAGE, cookie="csrftoken=x; _ga=1")
    asked = proxy.get(PAGE, if_none_match=first.headers["etag"])
    head = proxy.get(PAGE, method="HEAD")

    assert [each.cache for each in (first, second, asked, head)] == ["MISS", *["HIT"] * 3]
    assert b"Example Institute" in first.content
    assert second.content == first.content
    assert (asked.status, asked.content) == (304, b"")
    assert (head.status, head.content) == (200, b"")


def test_a_page_that_did_not_change_is_asked_for_by_its_name(proxy):
    """The portal is asked and answers that nothing changed; the page is not made again."""
    first = proxy.get(PAGE)
    time.sleep(FRESH + 1)

    stale = proxy.get(PAGE)
    assert wait_for(lambda: proxy.get(PAGE).cache == "HIT", 10)

    renewed = proxy.get(PAGE)
    assert stale.cache == "STALE"
    assert renewed.headers["etag"] == first.headers["etag"]
    assert renewed.content == first.content


def test_a_page_changes_soon_after_an_act(proxy, secretariat):
    partner = PartnerFactory.create(name="Example Institute")
    proxy.get(PAGE)

    partners.rename(partner, "Sample Institute", reason="Asked for.", by=secretariat)
    done = time.monotonic()

    assert wait_for(lambda: b"Sample Institute" in proxy.get(PAGE).content, 15)
    assert time.monotonic() - done < FRESH + 3


def test_pages_are_there_while_the_portal_is_not(proxy, web):
    kept = proxy.get(PAGE)
    web.kill()
    time.sleep(FRESH + 1)

    stale = [proxy.get(PAGE) for _time in range(3)]
    unknown = proxy.get("/areas/")

    assert {each.cache for each in stale} == {"STALE"}
    assert {each.content for each in stale} == {kept.content}
    assert (unknown.status, unknown.headers["retry-after"]) == (503, "30")
    assert b"Try again in a while" in unknown.content
    web.start()
    assert wait_for(lambda: proxy.get("/areas/").status == 200, 20)


def test_each_reader_gets_what_it_can_unpack(proxy):
    packed = proxy.get(PAGE, accept_encoding="gzip")
    smaller = proxy.get(PAGE, accept_encoding="gzip, deflate, br")
    plain = proxy.get(PAGE)
    refused = proxy.get(PAGE, accept_encoding="gzip, br;q=0")

    assert [each.cache for each in (packed, smaller, plain, refused)] == [
        "MISS",
        "MISS",
        "HIT",
        "HIT",
    ]
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert brotli.decompress(smaller.content) == plain.content
    assert refused.content == packed.content


def test_each_language_and_each_host_has_pages_of_its_own(proxy):
    english, arabic = proxy.get(PAGE), proxy.get("/ar" + PAGE)
    other = proxy.get(PAGE, host=OTHER_HOST)
    again = proxy.get(PAGE, accept_language="ar")

    assert [each.cache for each in (english, arabic, other, again)] == [
        *["MISS"] * 3,
        "HIT",
    ]
    assert (english.headers["content-language"], arabic.headers["content-language"]) == (
        "en",
        "ar",
    )
    assert again.content == english.content


@pytest.mark.parametrize("host", ["evil.example.org", "127.0.0.1", f"{HOST}.evil.org"])
def test_whoever_asks_for_another_host_gets_no_answer(proxy, host):
    with pytest.raises(nginx.http.client.RemoteDisconnected):
        proxy.get(PAGE, host=host)


def test_the_container_may_ask_whether_nginx_runs(proxy):
    assert proxy.get("/proxy-health", host="any").status == 204
    assert proxy.get("/proxy-health").status == 404


def test_a_file_is_asked_for_each_time_and_in_parts(proxy):
    first, second = (
        files.store(
            content, name="a.pdf", media_type="application/pdf", policy="meeting_paper"
        )
        for content in (b"%PDF-1.4 sample", b"%PDF-1.4 secret")
    )
    PaperFactory.create(meeting__convened=True, document=first)
    PaperFactory.create(document=second)
    address = first.get_absolute_url()

    whole, part = proxy.get(address), proxy.get(address, range="bytes=5-7")
    known = proxy.get(address, if_none_match=whole.headers["etag"])
    hidden = proxy.get(second.get_absolute_url())

    assert (whole.content, part.content) == (b"%PDF-1.4 sample", b"1.4")
    answers = (whole, part, known, hidden)
    assert [each.status for each in answers] == [200, 206, 304, 404]
    assert {each.cache for each in answers} == {""}


@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/ar/accounts/session/", "/zh-hans/search/?q=a", "/my/"]
)
def test_whoever_asks_for_what_is_never_kept_waits_for_nobody(proxy, address):
    """Of pages that nginx may keep, one reader fetches the first copy and others wait for it."""
    answer = proxy.get(address)

    assert (answer.cache, answer.status < 500) == ("", True)


def test_nobody_is_believed_about_where_a_request_comes_from(proxy):
    """Only who ends TLS before us may say that a request came by https."""
    told = {"x_forwarded_proto": "https", "x_forwarded_for": "203.0.113.9"}

    plain, believed = proxy.get(PAGE, **told), proxy.get(PAGE, source=OUTER, **told)
    again = proxy.get(PAGE)

    assert (plain.cache, believed.cache, again.cache) == ("MISS", "MISS", "HIT")
    assert plain.headers["etag"] != believed.headers["etag"]


def test_a_list_as_a_file_comes_out_whole(proxy):
    PartnerFactory.create_batch(300)

    first, second = (proxy.get("/data/partners.csv") for _time in range(2))

    assert (first.cache, second.cache) == ("MISS", "HIT")
    assert first.content.count(b"\n") == 301
    assert second.content == first.content


def test_nothing_that_a_sender_adds_reaches_the_next_visitor(proxy, web):
    """Whoever comes first writes headers that no key knows; the second gets the plain page."""
    partner = PartnerFactory.create()
    direct = Proxy(web.port)
    changed = []
    for number, (name, value) in enumerate(HEADERS.items()):
        # Addresses that nobody has asked for yet, of the kinds of answers that are kept.
        for address in (
            f"/partners/?sort=name&x={number}",
            f"/ar/partners/{partner.slug}/?x={number}",
            f"/feeds/all.atom?x={number}",
            f"/api/v1/partners?page_size={number + 1}",
        ):
            proxy.get(address, **{name: value})
            after, alone = proxy.get(address), direct.get(address)
            if (after.status, after.content) != (200, alone.content):
                changed.append((name, address, after.status, after.cache))

    assert len(HEADERS) > 30
    assert not changed


def test_no_page_of_anybody_comes_out_of_the_cache(web, tmp_path, monkeypatch):
    """Several people ask for every address; then a visitor asks for the same (A31)."""
    monkeypatch.setenv("DEMO_PASSWORD", "a sample phrase")
    call_command("load_demo", verbosity=0)
    world = mark(World.of_the_demonstration())
    urls = _urls(world)
    web.start()

    with nginx.running(tmp_path / "nginx", web.port) as proxy:
        mine = {role: [_as(proxy, world, role, url) for url in urls] for role in ROLES}
        visits = {url: [proxy.get(url), proxy.get(url)] for url in urls}

    kept = [
        (role, url, answer.cache)
        for role, answers in mine.items()
        for url, answer in zip(urls, answers, strict=True)
        # The interface for programs knows nobody, whoever asks.
        if not url.startswith("/api/")
        if answer.cache not in ("", "BYPASS")
        or (answer.status == 200 and "no-store" not in answer.headers["cache-control"])
    ]
    told = [
        (url, words)
        for url, (first, second) in visits.items()
        if (words := set(MARK.findall(_text(first) + _text(second))))
    ]
    signed_in = [
        url
        for url, answers in visits.items()
        for answer in answers
        if answer.cache and b"/accounts/logout/" in answer.content
        if "public" in answer.headers.get("cache-control", "")
    ]
    private = sum(bool(MARK.search(_text(each))) for each in mine["secretariat"])
    assert len(urls) > 150
    assert private > 20
    assert sum(second.cache == "HIT" for _first, second in visits.values()) > 60
    assert kept == []
    assert told == []
    assert signed_in == []


def _urls(world: World) -> list[str]:
    """One record of each address; signing out would end the session of all that follows."""
    urls = [
        url_of(address, record.kwargs)
        for address in addresses()
        if "logout" not in address.name
        for record in [*records_for(address, world)][:1]
    ]
    return list(dict.fromkeys(urls))


def _as(proxy: Proxy, world: World, role: str, url: str) -> Answer:
    session = world.clients[role].cookies[portal.SESSION_COOKIE_NAME].value
    return proxy.get(url, cookie=f"{portal.SESSION_COOKIE_NAME}={session}")


def _text(answer: Answer) -> str:
    return answer.content.decode(errors="replace")
