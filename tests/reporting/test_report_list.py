"""The public list of reports: filters, pages, and nothing that is not public."""

from datetime import date

import pytest
from django.urls import reverse

from reporting.actions import reports
from reporting.models import Report
from tests.factories.reporting import draft_report, sample_document


@pytest.fixture
def draft(secretariat):
    return draft_report(secretariat)


@pytest.fixture
def published(draft, secretariat, second_officer, run_jobs):
    reports.freeze(draft, by=secretariat)
    run_jobs()
    draft.refresh_from_db()
    reports.approve(draft, by=second_officer)
    reports.publish(draft, by=second_officer)
    return draft


def test_the_list_is_filtered_by_kind_language_and_year(published, secretariat, as_user):
    reports.keep(
        sample_document(language="fr", title="Rapport exemple"),
        kind=Report.Kind.UNEA,
        as_of=date(2024, 1, 1),
        by=secretariat,
    )
    browser = as_user(secretariat)
    address = reverse("reporting:report_list")

    def titles(**query):
        return {row.title for row in browser.get(address, query).context["page"]}

    assert titles() == {"Example report", "Rapport exemple"}
    assert titles(kind="unea") == {"Rapport exemple"}
    assert titles(language="en") == {"Example report"}
    assert titles(year="2024") == {"Rapport exemple"}
    assert titles(kind="nonsense") == {"Example report", "Rapport exemple"}
    assert titles(page="99999") == {"Example report", "Rapport exemple"}


def test_the_public_list_holds_no_drafts(draft, client):
    assert draft.title not in client.get(reverse("reporting:report_list")).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    secretariat, as_user, django_assert_max_num_queries, number
):
    for count in range(number):
        draft_report(secretariat, symbol=f"UNEP/EXAMPLE/{count}")
    browser = as_user(secretariat)
    browser.get(reverse("reporting:report_list"))

    with django_assert_max_num_queries(9):
        browser.get(reverse("reporting:report_list"))


@pytest.mark.parametrize(("prefix", "first"), [("", "en"), ("/zh-hans", "zh-hans")])
def test_of_one_document_the_version_in_the_readers_language_comes_first(
    secretariat, as_user, prefix, first
):
    for language in ("zh-hans", "en", "fr"):
        reports.keep(
            sample_document(language=language, title="Example"),
            kind=Report.Kind.UNEA,
            as_of=date(2024, 1, 1),
            by=secretariat,
        )

    page = as_user(secretariat).get(f"{prefix}/reports/").context["page"]

    assert len(page) == 3
    assert page[0].language == first
