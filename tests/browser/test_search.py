"""The search in a real browser: from the box on any page to the place in a paper's file."""

import pytest

from gmp_portal.documents import files, kinds
from gmp_portal.documents.models import FileText
from gmp_portal.search import index
from tests.factories.meetings import MeetingFactory, PaperFactory
from tests.factories.partners import PartnerFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paper():
    """A paper whose file says something on its second page."""
    document = files.store(b"x", name="a", media_type=kinds.PDF, policy="meeting_paper")
    FileText.objects.create(
        sha256=document.sha256,
        state="taken",
        pieces=[[1, "Of gold"], [2, "Of 汞 and retorts"]],
    )
    meeting = MeetingFactory(convened=True)
    paper = PaperFactory(meeting=meeting, document=document, title="Example paper")
    index.refresh("paper", [paper.pk])
    return paper


@pytest.mark.parametrize("words", ["retor", "汞"])
def test_somebody_types_into_the_box_of_a_page_and_opens_the_paper(
    page, live_server, paper, words
):
    page.goto(f"{live_server.url}/framework/")
    page.get_by_role("banner").get_by_role("searchbox").fill(words)
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
