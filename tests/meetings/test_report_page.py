"""The report of a meeting as a page to read: contents, numbered paragraphs, its language."""

import pytest

from tests.factories.meetings import MeetingReportFactory, ReportSectionFactory
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


@pytest.mark.parametrize("number", [1, 100])
def test_a_long_report_takes_the_same_queries(
    secretariat, as_user, django_assert_num_queries, number
):
    report = MeetingReportFactory.create(adopted=True)
    for position in range(1, number + 1):
        ReportSectionFactory.create(report=report, position=position, text=TEXT)
    client = as_user(secretariat)
    client.get(report.get_absolute_url())

    with django_assert_num_queries(16):
        client.get(report.get_absolute_url())
