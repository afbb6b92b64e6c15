"""The public register and the page of a partner (C13)."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners import worklist
from partners.api import PARTNERS
from partners.models import LetterOfIntent, Partner
from partners.reading import interests
from tests.factories.accounts import UserFactory
from tests.factories.partners import (
    InformationRequestFactory,
    JoinRequestFactory,
    LetterFactory,
    PartnerFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db
Status = LetterOfIntent.Status


# The register --------------------------------------------------------------------------


def test_the_register_filters_by_plain_links(client):
    wanted = PartnerFactory(kind="industry", unep_region="africa")
    PartnerFactory(kind="ngo", unep_region="africa")

    page = client.get(
        reverse("partners:partner_list"), {"kind": "industry", "region": "africa"}
    )

    assert [partner for partner, _areas, _letter in page.context["rows"]] == [wanted]


def test_the_register_filters_by_the_area_that_the_areas_answer(client):
    member, _other = PartnerFactory(), PartnerFactory()
    membership = interests.Membership("example-area", "Example area", "/areas/x/")
    areas = interests.AreaRegister(
        choices=lambda: [interests.Area("example-area", "Example area")],
        join_areas=lambda partner, slugs, *, by: None,
        partners_in=lambda slug: Partner.objects.filter(pk=member.pk).values("pk"),
        memberships_of=lambda ids: {member.pk: [membership]},
    )

    with interests.AREAS.replaced(interests.KEY, areas):
        page = client.get(reverse("partners:partner_list"), {"area": "example-area"})

    assert [partner for partner, _areas, _letter in page.context["rows"]] == [member]
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


# Queries -------------------------------------------------------------------------------


def queries_of(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_the_register_takes_the_same_queries_for_one_and_three(client):
    LetterFactory(published=True)
    client.get(reverse("partners:partner_list"))
    for_one = queries_of(lambda: client.get(reverse("partners:partner_list")))
    LetterFactory.create_batch(2, published=True)

    for_three = queries_of(lambda: client.get(reverse("partners:partner_list")))

    assert for_three == for_one <= 12


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

    with django_assert_num_queries(3):
        tasks = worklist.waiting_for(person)
    with django_assert_num_queries(2):
        worklist.desk_queue()

    assert len(tasks) == 2 * count
