"""Every page that a sitemap lists, and every public address, known or left out on purpose."""

import re
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from gmp_portal.ui import public_pages
from gmp_portal.ui.full_addresses import OFFICIAL as CODES
from gmp_portal.ui.full_addresses import X_DEFAULT, in_each_language, whole
from gmp_portal.website.reading import sitemaps
from tests.access.addresses import addresses
from tests.access.expected import PUBLIC
from tests.access.world import ANONYMOUS, World

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MOST_ADDRESSES, MOST_BYTES, LONGEST = 10_000, 50_000_000, 2_048
DESCRIBED = re.compile(r'<meta name="description" content="[^"]')
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00")
# Public addresses that no sitemap lists, and why.
LEFT_OUT = {
    "advisory_group:point_list": "a review beside the next version; both have pages of their own",
    "health": "for whoever runs the portal",
    "service_worker": "a script",
    "session_state": "a script asks it",
    "robots": "no page",
    "favicon": "no page",
    "security": "no page",
    "sitemap_index": "no page",
    "sitemap_detail": "no page",
    "kept_post_carry": "takes only what a form sends",
    "documents:upload_begin": "takes only what a form sends",
    "documents:upload_detail": "takes only what a form sends",
    "documents:file": "a file has the page of its record",
    "website:components": "for those who build pages",
    "website:demo_mail_list": "only in the demonstration",
    "website:demo_mail_detail": "only in the demonstration",
    "website:demo_mail_reply": "only in the demonstration",
    "website:integrity_verifier": "a script to take away",
    "website:search": "what is found has pages of its own",
    "website:opensearch": "for the browser's bar",
    "website:calendar_file": "a calendar; the page of the calendar offers it",
    "website:calendar_file_of_body": "a calendar",
    "website:calendar_file_of_area": "a calendar",
    "website:calendar_file_of_meeting": "a calendar",
    "website:calendar_file_of_person": "a secret address",
    "website:mail_choice": "a secret address",
    "website:mail_choice_end": "a secret address",
    "website:newsletter_confirm": "a secret address",
    "website:newsletter_end": "a secret address",
    "website:feed_detail": "a feed; the page of the feeds lists them",
    "website:feed_of_area": "a feed",
    "website:feed_of_area_and_kind": "a feed",
    "website:data_file": "a download",
    "areas:area_roster": "a download",
    "areas:area_share": "texts to copy; the page of the area offers them",
    "areas:area_share_word": "a download",
    "areas:row_workbook": "a download",
    "partners:partner_csv": "a download",
    "partners:partner_json": "a download",
    "partners:signature_confirm": "a secret address",
    "partners:letter_form": "a download",
    "partners:confirmation": "the page of the partner says the same",
    "partners:letter_link": "a secret address",
    "partners:letter_link_word": "a secret address",
    "partners:letter_link_paper": "a secret address",
    "partners:invitation_link": "a secret address",
    "partners:introduction_link": "a link that partners pass on; the page about joining is listed",
    "partners:letter_start": "a form; the page about joining leads there",
    "areas:plan_current": "leads to the plan in force",
    "areas:plan_pdf_state": "a script asks it",
    "areas:area_opportunities": "a part of a list that is listed",
    "areas:milestone_list": "a view of a plan that is listed",
    "areas:key_detail": "one entry of plans that are listed",
    "areas:plan_compare": "a view of two plans that are listed",
    "areas:plan_trace": "a view of a plan that is listed",
    "advisory_group:chair_detail": "the record of a person; the group's page names the chairs",
    "reporting:report_data": "a download",
}
# Where one signs in, and the interface for programs, to which the page of the data leads.
NO_PAGES = ("account_", "mfa_", "api:")


@pytest.fixture(scope="package")
def maps(world: World) -> dict[str, bytes]:
    return {code: world.call(ANONYMOUS, f"/sitemap-{code}.xml").content for code in CODES}


def _listed(content: bytes) -> list[str]:
    return [loc.text or "" for loc in etree.fromstring(content).iter(f"{SITEMAP}loc")]


def test_every_public_address_is_listed_or_left_out_on_purpose() -> None:
    public = {name for name in PUBLIC if not name.startswith(NO_PAGES)}

    assert public - set(public_pages.PAGES) == set(LEFT_OUT)
    assert set(public_pages.PAGES) <= {one.name for one in addresses() if one.is_public}


def test_every_listed_page_opens_for_a_visitor(
    world: World, maps: dict[str, bytes]
) -> None:
    paths = [address.removeprefix(whole("")) for address in _listed(maps["en"])]

    answers = {path: world.call(ANONYMOUS, path) for path in paths}

    assert len(paths) > 150
    assert {path: one.status for path, one in answers.items() if one.status != 200} == {}
    # What a sitemap lists, its own page does not forbid to list, and it says what it is.
    forbidden = [path for path, one in answers.items() if 'name="robots"' in one.text]
    assert forbidden == []
    silent = [path for path, one in answers.items() if not DESCRIBED.search(one.text)]
    assert silent == []


def test_a_listed_page_names_itself_as_the_sitemap_does(
    world: World, maps: dict[str, bytes]
) -> None:
    differing = [
        address
        for code in ("en", "ar")
        for address in _listed(maps[code])[::10]
        if f'<link rel="canonical" href="{address}">'
        not in world.call(ANONYMOUS, address.removeprefix(whole(""))).text
    ]

    assert differing == []


def test_the_sitemaps_of_all_languages_list_the_same_pages(maps: dict[str, bytes]) -> None:
    expected = [dict(in_each_language(urlsplit(one).path)) for one in _listed(maps["en"])]

    for code, content in maps.items():
        assert _listed(content) == [languages[code] for languages in expected]
        for url, languages in zip(etree.fromstring(content), expected, strict=True):
            links = url.findall(f"{XHTML}link")
            others = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
            assert others == languages
            assert set(others) == {*CODES, X_DEFAULT}


def test_a_sitemap_keeps_within_the_limits(maps: dict[str, bytes]) -> None:
    for content in maps.values():
        urls = _listed(content)
        moments = [
            one.text or "" for one in etree.fromstring(content).iter(f"{SITEMAP}lastmod")
        ]

        assert sitemaps.PER_PART <= MOST_ADDRESSES
        assert len(urls) == len(set(urls)) <= sitemaps.PER_PART
        assert len(content) / len(urls) * sitemaps.PER_PART < MOST_BYTES
        assert all(url.startswith(whole("/")) and len(url) < LONGEST for url in urls)
        assert moments
        assert all(MOMENT.fullmatch(moment) for moment in moments)


def test_a_long_register_comes_in_parts_that_miss_nothing(
    world: World, maps: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "PER_PART", 7)
    index = _listed(world.call(ANONYMOUS, "/sitemap.xml").content)
    french = [one.removeprefix(whole("")) for one in index if "/sitemap-fr.xml" in one]

    parts = [_listed(world.call(ANONYMOUS, path).content) for path in french]

    assert {len(part) for part in parts[:-1]} == {7}
    assert [one for part in parts for one in part] == _listed(maps["fr"])
    after = f"/sitemap-fr.xml?page={len(parts) + 1}"
    assert world.call(ANONYMOUS, after).status == 404


def test_a_sitemap_takes_three_queries(world: World) -> None:
    """The version of all that is public, how many pages of each kind, and those of its part."""
    with CaptureQueriesContext(connection) as captured:
        world.call(ANONYMOUS, "/sitemap-en.xml")

    asked = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) == 3


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 5000, "1.5"])
def test_a_part_that_does_not_exist_is_not_found(world: World, page: str) -> None:
    answer = world.call(ANONYMOUS, f"/sitemap-en.xml?page={page}")

    assert answer.status == 404
