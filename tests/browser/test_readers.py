"""Long texts in a real browser: they fit, the contents follow the reader, old anchors lead on."""

from itertools import pairwise

import pytest

from gmp_portal.typesetting.content import Chapter, Note, Paragraph, words
from reporting.actions import reports
from tests.factories.areas import PlanFactory
from tests.factories.partners import LetterFactory
from tests.factories.reporting import AreaReportFactory, ProgressReportFactory, draft_report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 768, 320)


def look(page, live_server, path, axe, fits):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.goto(live_server.url + path).status == 200, path
        fits(page)
        axe(page)


@pytest.mark.parametrize("language", ["", "/ar"])
@pytest.mark.parametrize(
    "path",
    ["/framework/", "/framework/?q=consensus", "/framework/annex-2/", "/framework/rules/"],
)
def test_the_framework_fits_and_has_no_faults(page, live_server, axe, fits, language, path):
    look(page, live_server, language + path, axe, fits)


def test_records_to_read_fit_and_have_no_faults(page, live_server, axe, fits):
    records = [
        PlanFactory.create(status="published"),
        LetterFactory.create(published=True),
        ProgressReportFactory.create(state="accepted"),
        AreaReportFactory.create(state="accepted"),
    ]

    for record in records:
        look(page, live_server, record.get_absolute_url(), axe, fits)


def test_an_old_anchor_leads_to_the_clause(page, live_server):
    page.goto(f"{live_server.url}/framework/#A1-2e")

    page.wait_for_url("**/framework/annex-1/#A1-2e")
    assert page.locator(":target").get_attribute("id") == "A1-2e"


def test_the_contents_follow_the_reader(page, live_server):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{live_server.url}/framework/annex-1/")
    here = page.locator(".toc a[href^='#'][aria-current]")
    assert "Principles" in here.inner_text()

    page.get_by_role("heading", name="5. Amendments").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)

    page.wait_for_function(
        "!document.querySelector('.toc a[href^=\"#\"][aria-current]').innerText"
        ".includes('Principles')"
    )
    assert page.locator(".toc").is_visible()


def test_a_report_fits_with_its_notes_beside_it(
    page, live_server, axe, fits, sign_in, secretariat, second_officer, run_jobs
):
    note = Note("Example note, longer than the paragraph to which it belongs. " * 4)
    blocks = (Chapter("Example"), *(Paragraph(words("Short.", note)) for _row in range(3)))
    report = published(secretariat, second_officer, run_jobs, blocks)

    look(page, live_server, report.get_absolute_url(), axe, fits)

    page.set_viewport_size({"width": 1280, "height": 900})
    boxes = [row.bounding_box() for row in page.locator(".sn").all()]
    for upper, lower in pairwise(boxes):
        assert upper["y"] + upper["height"] <= lower["y"]
    assert boxes[0]["x"] > page.locator("#p1 > div").bounding_box()["x"] + 400


def published(by, second, run_jobs, blocks):
    report = draft_report(by, blocks=blocks)
    reports.freeze(report, by=by)
    run_jobs()
    report.refresh_from_db()
    reports.approve(report, by=second)
    reports.publish(report, by=second)
    return report
