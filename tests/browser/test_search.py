"""The search in a real browser: from the box on any page to the place in a paper's file."""

import pytest

from gmp_portal.documents import kinds
from gmp_portal.documents.checks import Checked
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.meetings.actions import papers
from tests.documents import texts
from tests.factories.meetings import MeetingFactory
from tests.factories.partners import PartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paper(secretariat):
    """A paper whose file says something on its second page; its text was taken by the job."""
    content = texts.pdf("Of gold", "Of 汞 and retorts")
    file = Checked(content, "sample.pdf", kinds.PDF)
    meeting = MeetingFactory(convened=True)
    paper = papers.add(meeting, file, title="Example paper", by=secretariat)
    for job in Job.objects.filter(kind="documents.take_text", state=Job.State.OPEN):
        runner.run(str(job.pk))
    return paper


@pytest.mark.parametrize("words", ["retor", "汞"])
def test_somebody_types_into_the_box_of_a_page_and_opens_the_paper(
    page, live_server, paper, words
):
    page.goto(f"{live_server.url}/framework/")
    page.get_by_role("search").get_by_role("searchbox").first.fill(words)
    page.keyboard.press("Enter")

    assert page.get_by_text("Page 2 of the file").get_attribute("href").endswith("#page=2")
    page.get_by_role("link", name="Example paper").click()

    assert page.url.endswith(paper.get_absolute_url())


@pytest.mark.parametrize("language", ["", "/zh-hans", "/ar"])
def test_results_fit_and_have_no_faults(page, live_server, axe, fits, paper, language):
    PartnerFactory.create(name="Example " + "W" * 60)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})

        for query in ("", "?q=retorts", "?q=nothingatall"):
            page.goto(f"{live_server.url}{language}/search/{query}")

            fits(page)
            axe(page)
