"""The report of a meeting as a page to read: contents, numbered paragraphs, its language."""

import pytest
from django.utils import translation

from gmp_portal.meetings.actions import reports
from tests.factories.meetings import (
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ReportSectionFactory,
)
from tests.readers import assert_can_be_read, page_of, paragraphs_of

pytestmark = pytest.mark.django_db
TEXT = "The chair opened the meeting.\n\n(a) An item.\n\nIt went on."


@pytest.fixture
def report():
    report = MeetingReportFactory.create(adopted=True)
    for position, level in enumerate((1, 2, 1), start=1):
        ReportSectionFactory.create(
            report=report,
            position=position,
            level=level,
            title=f"Part {position}",
            text=TEXT,
        )
    return report


def test_contents_lead_to_headings_and_paragraphs_have_anchors(
    report, secretariat, as_user
):
    page = page_of(as_user(secretariat), report.get_absolute_url())

    assert_can_be_read(page)
    assert {f"p{number}" for number in range(1, 7)} <= set(paragraphs_of(page))
    assert page.xpath('//nav[contains(@class, "toc")]//ol//ol/li/a/text()') == ["Part 2"]


def test_the_text_speaks_the_language_of_the_report(report, secretariat, as_user):
    [article] = page_of(as_user(secretariat), report.get_absolute_url()).xpath("//article")

    assert (article.get("lang"), article.get("dir")) == (report.language, "ltr")


def test_the_decisions_of_the_meeting_are_a_click_away(report, secretariat, as_user):
    adopted = DecisionFactory.create(adopted=True, meeting=report.meeting)
    DecisionFactory.create(meeting=report.meeting, body=report.meeting.body)

    page = page_of(as_user(secretariat), report.get_absolute_url())

    [panel] = page.xpath('//section[@aria-labelledby="decisions"]')
    assert panel.xpath(".//li/a/@href") == [adopted.get_absolute_url()]


@pytest.mark.parametrize("code", ["en", "zh-hans"])
def test_a_draft_is_in_the_language_in_which_the_portal_words_it(secretariat, code):
    meeting = MeetingFactory.create(held=True)

    with translation.override(code):
        report = reports.start(meeting, by=secretariat)

    assert report.language == code
    [first, *_others] = report.sections.all()
    assert (first.title == "Opening of the meeting") == (code == "en")


@pytest.mark.parametrize("number", [1, 100])
def test_a_long_report_takes_the_same_queries(
    secretariat, as_user, django_assert_num_queries, number
):
    report = MeetingReportFactory.create(adopted=True)
    for position in range(1, number + 1):
        ReportSectionFactory.create(report=report, position=position, text=TEXT)
    client = as_user(secretariat)
    client.get(report.get_absolute_url())

    with django_assert_num_queries(10):
        client.get(report.get_absolute_url())
