"""Accepted reports of partners and areas, and published letters, as pages to read."""

import pytest
from django.urls import reverse

from tests.factories.areas import lead_of
from tests.factories.partners import LetterFactory, RepresentativeFactory
from tests.factories.reporting import (
    AreaReportFactory,
    ContributionFactory,
    ProgressReportFactory,
    move,
)
from tests.readers import assert_can_be_read, contents_of, page_of


def test_a_progress_report_has_contents_of_what_it_holds(client):
    report = ProgressReportFactory.create(lessons="One.\n\nTwo.", needs="")
    ContributionFactory.create(report=report)
    move(report, "accepted")

    page = page_of(client, report.get_absolute_url())

    assert_can_be_read(page)
    assert contents_of(page) == ["#activities", "#contributions", "#lessons"]
    assert page.xpath('//*[@id="lessons-2"]')


def test_a_report_of_an_area_has_contents_of_what_it_holds(client):
    texts = {"highlights": "Example", "effectiveness": "Example", "future": "Example"}
    report = AreaReportFactory.create(state="accepted", impact="", lessons="", **texts)

    page = page_of(client, report.get_absolute_url())

    assert_can_be_read(page)
    assert contents_of(page) == ["#highlights", "#effectiveness", "#future", "#reported"]


def test_a_letter_of_intent_has_contents_and_paragraphs_with_anchors(client):
    letter = LetterFactory.create(published=True)

    page = page_of(client, letter.get_absolute_url())

    assert_can_be_read(page)
    assert contents_of(page) == ["#letter", "#particulars", "#history"]
    assert page.xpath("//article//*[@id='p1']")


@pytest.mark.parametrize(
    ("rows", "told"), [(0, "Add at least one activity"), (1, "Check, then submit")]
)
def test_a_draft_says_what_is_missing_before_it_is_submitted(as_user, rows, told):
    report = ProgressReportFactory.create(rows=rows)
    writer = RepresentativeFactory.create(partner=report.partner).person
    submit = reverse("reporting:progress_submit", args=[report.pk])

    page = as_user(writer).get(report.get_absolute_url()).content.decode()

    assert told in page
    assert (f'action="{submit}"' in page) == bool(rows)


@pytest.mark.parametrize("is_assessed", [False, True])
def test_a_report_of_an_area_says_that_it_assesses_nothing_yet(as_user, is_assessed):
    report = AreaReportFactory.create(rating="on_track" if is_assessed else "")
    lead = lead_of(report.area)

    page = as_user(lead).get(report.get_absolute_url()).content.decode()

    assert ("Assess how effective the work was" in page) == (not is_assessed)
    assert ("Submit to UNEP" in page) == is_assessed


def test_a_reader_of_a_public_report_is_told_of_nothing_missing(client):
    report = ProgressReportFactory.create(state="accepted", rows=0)

    assert "Not complete yet" not in client.get(report.get_absolute_url()).content.decode()
