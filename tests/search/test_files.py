"""The words of a paper's file are found page by page, by who may read it (A1-4a-vi, C13)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from gmp_portal.documents import files, kinds
from gmp_portal.documents import texts as wanted
from gmp_portal.jobs import runner
from gmp_portal.jobs.models import Job
from gmp_portal.meetings.actions import papers
from gmp_portal.meetings.models import Paper
from gmp_portal.search import index, looking
from gmp_portal.search.questions import Question
from tests.documents import texts
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory, PaperFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def content() -> bytes:
    return texts.pdf("Of gold", "Of retorts and 汞污染", "Of nothing")


def uploaded(content: bytes, media_type: str = kinds.PDF, **facts: object) -> Paper:
    """A paper with this file, whose text was taken by its job."""
    officer = UserFactory.create()
    document = files.store(
        content, name="a", media_type=media_type, policy="meeting_paper", by=officer
    )
    wanted.want(document)
    paper = PaperFactory.create(document=document, **facts)
    index.refresh("paper", [paper.pk])
    for job in Job.objects.filter(kind="documents.take_text", state=Job.State.OPEN):
        runner.run(str(job.pk))
    return paper


def places(words: str, user: object = None) -> set[tuple[int, str]]:
    """The pages that this reader finds, with their addresses."""
    question = Question(words)
    hits = looking.hits(question, user or AnonymousUser(), looking.Filters())
    return set(hits.values_list("number", "file_path"))


@pytest.mark.parametrize("words", ["retort", "汞", "汞污", "retorts 汞污染"])
def test_half_a_word_of_a_page_leads_to_this_page(content: bytes, words: str) -> None:
    paper = uploaded(content, meeting=MeetingFactory.create(convened=True))

    assert places(words) == {(2, f"{paper.document.get_absolute_url()}#page=2")}


def test_the_result_leads_to_the_page_of_the_paper_and_to_the_place(
    content: bytes, client: Client
) -> None:
    paper = uploaded(content, meeting=MeetingFactory.create(convened=True))

    page = client.get("/search/", {"q": "retort"}).content.decode()

    assert f'href="{paper.get_absolute_url()}"' in page
    assert f'href="{paper.document.get_absolute_url()}#page=2"' in page
    assert "Page 2 of the file" in page
    assert "Of <mark>retorts</mark>" in page


def test_a_text_without_pages_leads_to_the_file(client: Client) -> None:
    paper = uploaded(
        texts.word_file(), kinds.DOCX, meeting=MeetingFactory.create(convened=True)
    )

    page = client.get("/search/", {"q": "\u0440\u0442\u0443\u0442\u044c"}).content.decode()

    assert f'href="{paper.document.get_absolute_url()}"' in page
    assert "In the file" in page


def test_a_paper_of_a_meeting_that_is_not_convened_is_found_by_its_officers_only(
    content: bytes, secretariat: object
) -> None:
    uploaded(content, meeting=MeetingFactory.create())

    assert places("retort") == set()
    assert len(places("retort", secretariat)) == 1


def test_what_is_withdrawn_is_gone_at_once(content: bytes, secretariat: object) -> None:
    paper = uploaded(content, meeting=MeetingFactory.create(convened=True))

    papers.withdraw(paper, reason="A mistake.", by=secretariat)

    assert places("retort") == set()
