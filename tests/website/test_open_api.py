"""The interface: what it takes and refuses, and that it knows nobody."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openapi_spec_validator import OpenAPIV31SpecValidator

from gmp_portal import rulebook
from gmp_portal.rulebook.models import ParameterValue
from gmp_portal.ui.open_lists import LISTS
from partners.actions import partners
from tests import open_data
from tests.factories.areas import AreaFactory
from tests.factories.meetings import MeetingFactory, PaperFactory
from tests.factories.partners import LetterFactory, PartnerFactory

pytestmark = pytest.mark.django_db
PARTNERS = "/api/v1/partners"
PROBLEM = "application/problem+json"


def test_the_description_is_valid_and_names_every_list(client):
    described = client.get("/api/v1/openapi.json").json()

    assert described["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(described).validate()
    assert {f"/api/v1/{key}" for key in LISTS} < described["paths"].keys()
    assert {f"/api/v1/{key}/{{key}}" for key in LISTS} < described["paths"].keys()


def test_the_description_offers_the_filters_of_the_page(client):
    described = client.get("/api/v1/openapi.json").json()

    asked = described["paths"][PARTNERS]["get"]["parameters"]
    by_name = {each["name"]: each["schema"] for each in asked}
    assert set(by_name) == {
        *("q", "kind", "region", "country", "area", "since", "status"),
        *("page_size", "cursor"),
    }
    assert "ngo" in by_name["kind"]["enum"]
    assert by_name["page_size"]["maximum"] == 200


def test_the_root_names_the_lists_their_files_and_the_licence(client):
    root = client.get("/api/v1/").json()

    assert [each["key"] for each in root["lists"]] == list(LISTS)
    assert root["licence"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert root["lists"][0]["downloads"]["csv"].endswith("/data/partners.csv")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("colour=red", "colour"),
        ("utm_source=x", "utm_source"),
        ("sort=-since", "sort"),
        ("page=2", "page"),
        ("colour=", "colour"),
        ("kind=nobody", "kind"),
        ("kind=", "kind"),
        ("country=XX", "country"),
        ("since=soon", "since"),
        ("area=nowhere", "area"),
        ("kind=ngo&kind=industry", "kind"),
        ("page_size=201", "page_size"),
        ("page_size=0", "page_size"),
        ("page_size=-1", "page_size"),
        ("page_size=%D9%A3", "page_size"),
        (f"page_size={'9' * 5000}", "page_size"),
        ("page_size=00000000100000", "page_size"),
        (f"page_size=000000001{'0' * 5000}", "page_size"),
        ("cursor=", "cursor"),
        ("cursor=abc", "cursor"),
        ("cursor=%00", "cursor"),
        ("q=%00", "q"),
    ],
)
def test_what_cannot_be_applied_is_refused_by_its_name(client, query, name):
    refused = client.get(f"{PARTNERS}?{query}")

    assert refused.status_code == 422
    assert refused["Content-Type"] == PROBLEM
    said = refused.json()
    assert [error["name"] for error in said["errors"]] == [name]
    assert said["clause"] == "R-16"
    assert rulebook.clause(said["clause"])


def test_a_place_in_another_list_is_refused(client):
    MeetingFactory.create_batch(2, convened=True)
    cursor = client.get("/api/v1/meetings?page_size=1").json()["next_cursor"]

    refused = client.get(PARTNERS, {"cursor": cursor})

    assert refused.status_code == 422


def test_a_place_in_an_order_of_before_is_refused(client):
    signer = signing.Signer(salt="gmp_portal.open_api.partners")
    cursor = signer.sign_object(["sample"])

    refused = client.get(PARTNERS, {"cursor": cursor})

    assert refused.status_code == 422


def test_a_filter_is_kept_from_page_to_page(client):
    ngos = PartnerFactory.create_batch(3, kind="ngo")
    PartnerFactory.create(kind="industry")

    first = client.get(f"{PARTNERS}?kind=ngo&page_size=2").json()
    second = client.get(first["next"]).json()

    assert first["count"] == second["count"] == 3
    assert {row["slug"] for row in first["rows"] + second["rows"]} == {
        partner.slug for partner in ngos
    }
    assert second["next"] is None
    assert second["next_cursor"] is None


def test_nobody_is_missed_or_told_twice_while_others_join(client):
    for name in "BDF":
        PartnerFactory.create(name=name)
    first = client.get(f"{PARTNERS}?page_size=2").json()
    PartnerFactory.create(name="A")
    PartnerFactory.create(name="E")

    second = client.get(first["next"]).json()

    assert [row["name"] for row in first["rows"] + second["rows"]] == ["B", "D", "E", "F"]


def test_a_record_that_is_not_public_is_not_there(client):
    applicant = PartnerFactory.create(status="applicant")
    draft = LetterFactory.create()

    answers = [
        client.get(f"{PARTNERS}/{applicant.slug}"),
        client.get(f"/api/v1/letters/{draft.draft_id}"),
        client.get(f"{PARTNERS}/%00"),
        client.get("/api/v1/plans/abc"),
        client.get(f"/api/v1/plans/{'9' * 40}"),
        client.get("/api/v1/nothing"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer["Content-Type"] for answer in answers} == {PROBLEM}


@pytest.mark.parametrize("spelling", ["0{}", "+{}", "%20{}", "{}%20", "{}_0", "\u0661"])
def test_a_record_has_one_address(client, spelling):
    paper = PaperFactory.create(
        pk=1, meeting=MeetingFactory.create(convened=True), status="available"
    )

    assert client.get(f"/api/v1/papers/{paper.pk}").status_code == 200
    assert client.get(f"/api/v1/papers/{spelling.format(paper.pk)}").status_code == 404


@pytest.mark.parametrize("name", ["meetings", "decisions"])
def test_the_body_of_a_proposed_area_is_not_named(client, name):
    area = AreaFactory.create(status="proposed")
    known = AreaFactory.create(status="established")

    page = client.get(f"/{name}/").content.decode()
    answer = client.get(f"/api/v1/{name}?body={area.body.slug}")

    assert f'value="{area.body.slug}"' not in page
    assert answer.status_code == 422
    assert client.get(f"/api/v1/{name}?body={known.body.slug}").status_code == 200


def test_a_former_partner_has_a_record_though_the_list_opens_without_it(client):
    former = PartnerFactory.create(status="withdrawn")

    record = client.get(f"{PARTNERS}/{former.slug}")

    assert record.json()["status"] == "withdrawn"
    assert client.get(PARTNERS).json()["count"] == 0
    assert client.get(f"{PARTNERS}?status=all").json()["count"] == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["/api/v1/", PARTNERS, "/api/v1/openapi.json"])
def test_the_interface_is_only_for_reading(client, method, address):
    refused = getattr(client, method)(address)

    assert refused.status_code == 405
    assert refused["Allow"] == "GET, HEAD, OPTIONS"
    assert refused["Content-Type"] == PROBLEM


def test_every_site_may_ask(client):
    answer = client.get(PARTNERS, headers={"origin": "https://example.org"})
    before = client.options(PARTNERS, headers={"origin": "https://example.org"})
    page = client.get(reverse("partners:partner_list"))

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    assert "Access-Control-Allow-Origin" not in page


def test_the_same_answer_is_not_sent_twice(client, secretariat):
    partner = PartnerFactory.create()
    first = client.get(PARTNERS)

    same = client.get(PARTNERS, headers={"if-none-match": first["ETag"]})
    partners.deactivate(partner, reason="No answer in two years.", by=secretariat)
    other = client.get(PARTNERS, headers={"if-none-match": first["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == first["ETag"]
    assert first["Cache-Control"].startswith("public, max-age=60, s-maxage=5, ")
    assert other.status_code == 200


def test_whoever_wants_another_answer_is_told_so_in_json(client):
    answer = client.get(PARTNERS, headers={"if-match": '"other"'})

    assert answer.status_code == HTTPStatus.PRECONDITION_FAILED
    assert answer["Content-Type"] == PROBLEM


def test_a_page_that_goes_on_keeps_its_etag(client):
    PartnerFactory.create_batch(2)

    tags = {client.get(f"{PARTNERS}?page_size=1")["ETag"] for _time in range(3)}

    assert len(tags) == 1


def test_the_head_of_an_answer_has_its_length_and_no_content(client):
    whole = client.get(PARTNERS)

    head = client.head(PARTNERS)

    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) == len(whole.content)
    assert head["ETag"] == whole["ETag"]


def test_the_interface_knows_nobody_and_sets_no_cookie(as_user, secretariat):
    PartnerFactory.create(status="applicant")
    client = as_user(secretariat)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{PARTNERS}?status=all")

    assert answer.json()["rows"] == []
    assert not answer.cookies
    assert answer["Vary"] == "Accept-Encoding"
    assert not [each for each in asked if "session" in each["sql"]]


def test_the_interface_speaks_one_language(client):
    answers = {
        client.get("/api/v1/clauses", headers={"accept-language": language}).content
        for language in ("en", "ar", "zh-hans")
    }

    assert len(answers) == 1


def test_the_licence_is_that_of_the_rule_today(client):
    ParameterValue.objects.create(
        parameter="R-30",
        value="CC BY 3.0 IGO",
        effective_from=date(2026, 1, 1),
        reason="As UNEP publishes.",
    )

    answer = client.get(PARTNERS)

    assert "licenses/by/3.0/igo/" in answer["Link"]
    assert client.get("/api/v1/").json()["licence"]["name"].endswith("3.0 IGO")


def test_a_fault_is_answered_in_json(monkeypatch):
    monkeypatch.setattr("gmp_portal.ui.open_rows.Selection.page", lambda *_args: 1 / 0)

    answer = Client(raise_request_exception=False).get(PARTNERS)

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert answer["Content-Type"] == PROBLEM


def test_letters_of_every_script_come_as_they_are(client):
    PartnerFactory.create(name="汞 شراكة Côte d'Ivoire")

    answer = client.get(PARTNERS)

    assert "汞 شراكة Côte d'Ivoire" in answer.content.decode()
    assert open_data.from_api(client, "partners")[0]["name"] == "汞 شراكة Côte d'Ivoire"
