"""The page of a paper: what it is, its file, its languages and revisions (C13, A1-4a-vi)."""

import pytest

from gmp_portal.documents import files, kinds
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory, PaperFactory


@pytest.fixture
def paper(db):
    """A paper with a file, of a meeting that everybody sees."""
    document = files.store(b"x", name="a", media_type=kinds.PDF, policy="meeting_paper")
    meeting = MeetingFactory(convened=True)
    return PaperFactory(
        meeting=meeting, number=4, symbol="PAG.16/4", title="Mercury", document=document
    )


def page_of(client, paper):
    return client.get(paper.get_absolute_url()).content.decode()


def test_a_visitor_reads_what_the_paper_is_and_how_to_cite_it(client, paper):
    page = page_of(client, paper)

    assert paper.document.sha256 in page
    assert paper.document.get_absolute_url() in page
    assert f"http://testserver{paper.get_absolute_url()}" in page
    assert "PAG.16/4" in page
    assert "How to cite" in page
    assert "Withdraw" not in page


def test_a_citation_keeps_the_languages_of_its_parts_apart(client, paper):
    page = page_of(client, paper)

    cited = page.partition("How to cite")[2].partition("<code")[0]
    assert f'<bdi lang="{paper.language}">{paper.title}</bdi>' in cited
    assert f"<bdi>{paper.symbol}</bdi>" in cited


def test_the_meeting_leads_to_the_page(client, paper):
    assert paper.get_absolute_url() in page_of(client, paper.meeting)


def test_languages_and_revisions_lead_to_each_other(client, paper):
    french = PaperFactory(
        meeting=paper.meeting, number=4, symbol="PAG.16/4", language="fr", title="Mercure"
    )
    revised = PaperFactory(
        meeting=paper.meeting, number=4, symbol="PAG.16/4/Rev.1", revision=1
    )

    page = page_of(client, paper)

    assert french.get_absolute_url() in page
    assert "There is a newer revision" in page
    assert "There is a newer revision" not in page_of(client, revised)
    assert "There is a newer revision" not in page_of(client, french)
    assert "There is no file in the portal." in page_of(client, french)


def test_a_withdrawn_paper_says_why_and_hands_out_no_file(client, paper):
    paper.status, paper.withdrawn_reason = "withdrawn", "Sent by mistake."
    paper.save()

    page = page_of(client, paper)

    assert "Sent by mistake." in page
    assert paper.document.sha256 not in page
    assert paper.document.get_absolute_url() not in page


def test_an_officer_still_opens_a_withdrawn_paper_and_changes_an_open_one(
    as_user, secretariat, paper
):
    officer = as_user(secretariat)
    before = page_of(officer, paper)
    paper.status, paper.withdrawn_reason = "withdrawn", "Sent by mistake."
    paper.save()

    page = page_of(officer, paper)

    assert "Add a language" in before
    assert "Add a language" not in page
    assert paper.document.get_absolute_url() in page


def test_papers_of_a_meeting_that_is_not_public_do_not_exist(client, as_user, db):
    paper = PaperFactory(meeting=MeetingFactory())

    answers = [
        browser.get(paper.get_absolute_url()).status_code
        for browser in (client, as_user(UserFactory()))
    ]

    assert answers == [404, 404]


def test_a_paper_is_found_in_its_own_meeting_only(client, paper):
    other = PaperFactory(meeting=MeetingFactory(convened=True))
    address = other.get_absolute_url().replace(
        f"/papers/{other.pk}/", f"/papers/{paper.pk}/"
    )

    assert client.get(address).status_code == 404


def test_the_file_names_its_page(client, paper):
    answer = client.get(paper.document.get_absolute_url())
    answer.close()

    address = f"http://testserver{paper.get_absolute_url()}"
    assert answer["Link"] == f'<{address}>; rel="describedby"'
