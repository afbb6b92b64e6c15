"""Accepted reports of partners and areas, and published letters, as pages to read."""

from tests.factories.partners import LetterFactory
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
