"""The public register and the page of a partner (C13)."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gmp_portal import rounds
from gmp_portal.reference import seed as reference_seed
from gmp_portal.ui.paging import LAST, PER_PAGE
from gmp_portal.ui.tags.pictures import Dot
from partners import worklist
from partners.api import PARTNERS
from partners.models import LetterOfIntent, Partner
from partners.reading import interests
from tests.factories.accounts import UserFactory
from tests.factories.areas import AreaFactory
from tests.factories.partners import (
    InformationRequestFactory,
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)
from tests.factories.reference import CountryFactory

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status


# The register --------------------------------------------------------------------------


def test_the_register_filters_by_plain_links(client):
    wanted = PartnerFactory(kind="industry", unep_region="africa")
    PartnerFactory(kind="ngo", unep_region="africa")

    page = client.get(
        reverse("partners:partner_list"), {"kind": "industry", "region": "africa"}
    )

    assert [row.partner for row in page.context["rows"]] == [wanted]


def test_the_register_filters_by_the_area_that_the_areas_answer(client):
    member, _other = PartnerFactory(), PartnerFactory()
    membership = interests.Membership("example-area", "Example area", "/areas/x/")
    areas = interests.AreaRegister(
        choices=lambda: [interests.Area("example-area", "Example area")],
        join_areas=lambda partner, slugs, *, by: None,
        partners_in=lambda slug: Partner.objects.filter(pk=member.pk).values("pk"),
        memberships_of=lambda ids, **_named: rounds.known({member.pk: [membership]}),
    )

    with interests.AREAS.replaced(interests.KEY, areas):
        page = client.get(reverse("partners:partner_list"), {"area": "example-area"})

    assert [row.partner for row in page.context["rows"]] == [member]
    assert 'href="/areas/x/"' in page.content.decode()


@pytest.mark.parametrize(
    "query",
    ["page=99999", "sort=;drop", "kind=nonsense", "country=XX", "since=abc", "q=%00"],
)
def test_junk_in_the_address_never_breaks_the_register(client, query):
    PartnerFactory()

    assert client.get(f"{reverse('partners:partner_list')}?{query}").status_code == 200


def test_applicants_are_not_in_the_register(client):
    partner = PartnerFactory(status=Partner.Status.APPLICANT)

    assert client.get(reverse("partners:partner_list")).context["page"].paginator.count == 0
    assert client.get(partner.get_absolute_url()).status_code == 404


def test_a_withdrawn_partner_stays_visible_with_dates(client):
    partner = PartnerFactory(withdrawn=True)

    page = client.get(partner.get_absolute_url()).content.decode()

    assert '<time datetime="2025-06-30">' in page


def test_an_unknown_partner_gives_near_names(client):
    near = PartnerFactory(name="Blacksmith Example Institute")

    response = client.get(reverse("partners:partner_detail", args=["blacksmit-example"]))

    assert response.status_code == 404
    assert near.get_absolute_url() in response.content.decode()


@pytest.mark.parametrize(
    ("day", "answer"), [("2024-05-01", "Yes: "), ("2020-05-01", "No: ")]
)
def test_membership_is_answered_for_a_day(client, day, answer):
    partner = PartnerFactory()

    page = client.get(partner.get_absolute_url(), {"on": day}).content.decode()

    assert f"{answer}{partner.name}" in page


def test_names_of_representatives_are_public_only_with_consent(client):
    hidden = RepresentativeFactory(person__name="Sample Hidden")
    RepresentativeFactory(
        partner=hidden.partner, person__name="Sample Shown", consented_at=timezone.now()
    )

    page = client.get(hidden.partner.get_absolute_url()).content.decode()

    assert "Sample Shown" in page
    assert "Sample Hidden" not in page


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", " =", "\t="])
def test_no_cell_of_the_download_is_a_formula(client, beginning):
    PartnerFactory(name=f"Example {beginning}", short_name=f"{beginning}HYPERLINK(1)")

    text = b"".join(client.get(reverse("partners:partner_csv")).streaming_content).decode(
        "utf-8-sig"
    )

    [row] = csv.DictReader(io.StringIO(text))
    assert row["short_name"].lstrip().startswith("'")


def test_the_json_download_has_every_partner_of_the_filter(client):
    PartnerFactory.create_batch(2, kind="ngo")
    PartnerFactory(kind="industry")

    text = b"".join(
        client.get(reverse("partners:partner_json"), {"kind": "ngo"}).streaming_content
    )

    assert len(json.loads(text)) == 2
    assert tuple(json.loads(text)[0]) == tuple(field.name for field in PARTNERS.fields)


PARTNER_STEPS = [
    "partner_rename",
    "partner_deactivate",
    "partner_reactivate",
    "partner_withdraw",
    "representative_appoint",
    "representative_consent",
]


@pytest.mark.parametrize("step", PARTNER_STEPS)
def test_a_stranger_changes_nothing_of_a_partner(as_user, step):
    partner = PartnerFactory()

    response = as_user(UserFactory()).post(reverse(f"partners:{step}", args=[partner.slug]))

    assert response.status_code == 403


def test_the_secretariat_does_not_speak_for_a_partner_that_leaves(as_user, secretariat):
    partner = PartnerFactory()

    response = as_user(secretariat).post(
        reverse("partners:partner_withdraw", args=[partner.slug]), {"reason": "x"}
    )

    assert response.status_code == 403
    assert "#R-11" in response.content.decode()


def test_a_stranger_decides_on_no_request(as_user):
    asked = JoinRequestFactory()
    url = reverse("partners:join_request_decide", args=[asked.partner.slug, asked.pk])

    assert as_user(asked.person).post(url, {"accept": "1"}).status_code == 403


def test_a_representative_ends_a_term_and_accepts_a_request(as_user):
    term, other = RepresentativeFactory(), None
    other = RepresentativeFactory(partner=term.partner)
    asked = JoinRequestFactory(partner=term.partner)
    client = as_user(term.person)

    client.post(
        reverse("partners:representative_end", args=[term.partner.slug, other.pk]),
        {"reason": "x"},
    )
    client.post(
        reverse("partners:join_request_decide", args=[term.partner.slug, asked.pk]),
        {"accept": 1},
    )

    assert set(term.partner.current_representatives()) == {term.person, asked.person}


# What the register says ----------------------------------------------------------------


def test_the_numbers_beside_a_filter_are_those_that_the_other_filters_leave(client):
    for kind, region in (("ngo", "africa"), ("ngo", "europe"), ("industry", "africa")):
        PartnerFactory(kind=kind, unep_region=region)

    page = client.get(reverse("partners:partner_list"), {"kind": "ngo"})

    counts = page.context["counts"]
    assert (counts.shown, counts.total) == (2, 3)
    assert counts.by("kind") == {"ngo": 2, "industry": 1}
    assert counts.by("region") == {"africa": 1, "europe": 1}
    assert "<b>2</b> of 3 partners" in page.content.decode()


def test_words_and_years_count_for_every_number(client):
    PartnerFactory(name="Example Retort Makers", kind="industry")
    PartnerFactory(name="Example Lamp Makers", kind="industry")

    counts = client.get(reverse("partners:partner_list"), {"q": "retort"}).context["counts"]

    assert (counts.shown, counts.total, counts.by("kind")) == (1, 2, {"industry": 1})


def test_the_register_says_what_the_published_letter_pledges(client):
    published = LetterFactory(published=True, contribution_kinds=["training", "data"])
    hidden = LetterFactory(confirmed=True, contribution_kinds=["funding"])

    page = client.get(reverse("partners:partner_list")).content.decode()

    lines = {
        partner: next(line for line in page.split("<tr>") if partner.slug in line)
        for partner in (published.partner, hidden.partner)
    }
    assert "Training, Data" in lines[published.partner]
    assert "Funding" not in lines[hidden.partner]


def test_the_download_says_what_the_newest_published_letter_pledges(client):
    old = LetterFactory(
        published=True,
        contribution_kinds=["funding"],
        published_at=timezone.now() - timedelta(days=400),
    )
    new = LetterFactory(
        published=True, partner=old.partner, contribution_kinds=["training", "data"]
    )
    LetterFactory(confirmed=True, contribution_kinds=["outreach"])

    text = b"".join(client.get(reverse("partners:partner_json")).streaming_content)

    rows = {row["slug"]: row for row in json.loads(text)}
    row = rows.pop(old.partner.slug)
    assert (row["letter"], row["contribution_kinds"]) == (
        new.reference,
        ["training", "data"],
    )
    assert all(other["contribution_kinds"] == [] for other in rows.values())


def test_a_short_name_stands_below_the_name_unless_that_says_it(client):
    PartnerFactory(name="Example League of Miners", short_name="ELM")
    PartnerFactory(name="Example Union (EXU)", short_name="EXU")

    page = client.get(reverse("partners:partner_list")).content.decode()

    assert "<bdi>ELM</bdi>" in page
    assert "<bdi>EXU</bdi>" not in page


def test_columns_that_carry_nothing_are_not_shown(client):
    PartnerFactory()

    page = client.get(reverse("partners:partner_list")).content.decode()

    assert '<th scope="col">Areas</th>' not in page
    assert "Contributes</th>" not in page


def test_columns_stay_where_they_are_when_a_page_is_turned(client):
    PartnerFactory.create_batch(PER_PAGE + 1)

    page = client.get(reverse("partners:partner_list"), {"page": LAST}).content.decode()

    assert '<th scope="col">Areas</th>' in page
    assert "Contributes</th>" in page
    assert "This is page 2 of 2 of the list." in page


def test_the_map_follows_the_filter_and_says_who_is_not_on_it(client):
    kenya, peru = CountryFactory(iso2="KE"), CountryFactory(iso2="PE")
    PartnerFactory.create_batch(2, country=kenya, unep_region="africa")
    PartnerFactory(country=None, unep_region="africa")
    PartnerFactory(country=peru, unep_region="latin_america")

    page = client.get(reverse("partners:partner_list"), {"view": "map", "region": "africa"})

    assert page.context["dots"] == [Dot("KE", 2)]
    text = page.content.decode()
    assert text.count("<circle") >= 1
    assert "2 partners have a country on record." in text
    assert "1 has none and is not on the map." in text
    assert "?view=map&amp;region=africa&amp;country=KE" in text


def test_the_other_view_keeps_the_filters(client):
    views = client.get(reverse("partners:partner_list"), {"kind": "ngo"}).context["views"]

    assert [(view.url, view.is_current) for view in views] == [
        ("?kind=ngo", True),
        ("?kind=ngo&view=map", False),
    ]


# The letters ---------------------------------------------------------------------------


def test_the_register_of_letters_shows_what_is_published_and_nothing_else(client):
    published = LetterFactory(published=True)
    LetterFactory(confirmed=True)
    LetterFactory(submitted=True)
    LetterFactory()

    page = client.get(reverse("partners:published_letter_list"))

    assert [row.letter for row in page.context["rows"]] == [published]
    assert published.get_absolute_url() in page.content.decode()


@pytest.mark.parametrize(("status", "told"), [("withdrawn", True), ("confirmed", False)])
def test_the_register_of_letters_says_who_left(client, status, told):
    letter = LetterFactory(published=True)
    Partner.objects.filter(pk=letter.partner_id).update(status=status)

    page = client.get(reverse("partners:published_letter_list")).content.decode()

    assert ("Withdrawn" in page.partition("<tbody>")[2]) == told


def test_who_works_on_letters_sees_no_more_of_them_in_the_register(as_user, secretariat):
    LetterFactory(confirmed=True)

    page = as_user(secretariat).get(reverse("partners:published_letter_list"))

    assert page.context["rows"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "industry"},
        {"contribution": "training"},
        {"area": "gold"},
        {"q": "retort"},
        {"year": "2024"},
    ],
)
def test_letters_are_found_by_what_they_say(client, query):
    area = AreaFactory(slug="gold")
    wanted = LetterFactory(
        published=True,
        organisation="Example Retort Makers",
        kind="industry",
        contribution_kinds=["training"],
        area_slugs=[area.slug],
        published_at=datetime(2024, 5, 1, tzinfo=UTC),
    )
    LetterFactory(
        published=True,
        organisation="Example Lamp Institute",
        kind="ngo",
        contribution_kinds=["data"],
        area_slugs=[],
        is_for_all_areas=False,
    )

    page = client.get(reverse("partners:published_letter_list"), query)

    assert [row.letter for row in page.context["rows"]] == [wanted]


def test_the_downloads_of_letters_keep_the_filter_of_the_page(client):
    wanted = LetterFactory(published=True, contribution_kinds=["training"])
    LetterFactory(published=True, contribution_kinds=["data"])

    answer = client.get("/data/letters.json", {"contribution": "training"})

    rows = json.loads(b"".join(answer.streaming_content))["rows"]
    assert [row["reference"] for row in rows] == [wanted.reference]


# Queries -------------------------------------------------------------------------------


def queries_of(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_the_register_takes_the_same_queries_for_one_and_three(client):
    LetterFactory(published=True, partner__country=CountryFactory(iso2="KE"))
    client.get(reverse("partners:partner_list"))
    for_one = queries_of(lambda: client.get(reverse("partners:partner_list")))
    LetterFactory.create_batch(2, published=True)
    client.get(reverse("partners:partner_list"))

    for_three = queries_of(lambda: client.get(reverse("partners:partner_list")))

    assert for_three == for_one <= 6


def test_the_map_takes_the_same_queries_for_one_and_three(client):
    address = reverse("partners:partner_list")
    PartnerFactory(country=CountryFactory(iso2="KE"))
    client.get(address, {"view": "map"})
    for_one = queries_of(lambda: client.get(address, {"view": "map"}))
    PartnerFactory.create_batch(2, country=CountryFactory(iso2="PE"))

    for_three = queries_of(lambda: client.get(address, {"view": "map"}))

    assert for_three == for_one <= 6


def test_the_letters_take_the_same_queries_for_one_and_three(client):
    address = reverse("partners:published_letter_list")
    LetterFactory(published=True)
    client.get(address)
    for_one = queries_of(lambda: client.get(address))
    LetterFactory.create_batch(2, published=True)

    for_three = queries_of(lambda: client.get(address))

    assert for_three == for_one <= 6


def test_the_desk_takes_the_same_queries_for_one_and_three(as_user, secretariat):
    client = as_user(secretariat)
    counts = []
    for number in (1, 2):
        for _each in range(number):
            InformationRequestFactory()
            LetterFactory(confirmed=True)
        client.get(reverse("partners:letter_list"))
        counts.append(queries_of(lambda: client.get(reverse("partners:letter_list"))))

    assert counts[0] == counts[1] <= 10


def test_a_partner_page_takes_the_same_queries_for_one_and_three(client):
    term = RepresentativeFactory()
    url = term.partner.get_absolute_url()
    client.get(url)
    for_one = queries_of(lambda: client.get(url))
    RepresentativeFactory.create_batch(2, partner=term.partner)

    assert queries_of(lambda: client.get(url)) == for_one


@pytest.mark.parametrize("count", [1, 3])
def test_the_worklists_take_the_same_queries(django_assert_num_queries, person, count):
    partner = RepresentativeFactory(person=person).partner
    JoinRequestFactory.create_batch(count, partner=partner)
    for _number in range(count):
        InformationRequestFactory(letter__sender=person)

    with django_assert_num_queries(2):
        tasks = worklist.waiting_for(person)
    # One asks for all rules, which a page of the desk knows already.
    with django_assert_num_queries(3):
        worklist.desk_queue()

    assert len(tasks) == 2 * count


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"kind": "ngo"},
        {"region": "africa"},
        {"country": "KE"},
        {"kind": "ngo", "country": "KE"},
        {"area": "x"},
        {"since": "2020"},
        {"q": "sample"},
        {"standing": "all"},
    ],
)
def test_the_number_beside_the_register_is_that_of_its_rows(client, query):
    reference_seed.load()
    PartnerFactory(kind="ngo", country_id="KE", unep_region="africa", name="Sample One")
    PartnerFactory(kind="ngo", country_id="PE", unep_region="latin_america")
    PartnerFactory(kind="government", country_id="KE", unep_region="africa")
    PartnerFactory(withdrawn=True)

    page = client.get(reverse("partners:partner_list"), query).context["page"]

    assert page.paginator.count == len(page)


@pytest.mark.parametrize("view", ["", "map"])
def test_the_bars_add_up_to_those_that_are_shown(client, view):
    for kind, region in (("ngo", "africa"), ("ngo", "europe"), ("industry", "africa")):
        PartnerFactory(kind=kind, unep_region=region)

    page = client.get(reverse("partners:partner_list"), {"kind": "ngo", "view": view})

    for bars in ("kinds", "regions", "countries"):
        assert sum(bar.value for bar in page.context[bars]) == 2
    assert [share.number for share in page.context["shares"]] == [2]
