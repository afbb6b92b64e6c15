"""Versions as Word and PDF: for whoever may read them, marked until they are published (B4-1)."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse

from areas import handlers, jobs
from areas.actions import files, plans
from areas.models import PlanFile, PlanTranslation
from areas.reading import plan_files, quarters, snapshot, title_block, tongue
from gmp_portal.jobs.models import Job
from gmp_portal.typesetting.content import Fact, Table, plain
from tests.exchange import audit
from tests.factories.accounts import UserFactory
from tests.factories.areas import CompanionFactory, PlanFactory, advance, lead_of, member_of

pytestmark = pytest.mark.django_db


class NoProgress:
    def step(self, number):
        """Nobody waits."""


def made(plan, kind="docx", language=""):
    """The bytes of a file as its job makes it."""
    keep = handlers.make_copy(
        plan.pk, kind, language or plan.language, progress=NoProgress()
    )
    return keep().document if keep else None


def text_of(document):
    with zipfile.ZipFile(BytesIO(document.read())) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
    return "\n".join(parts)


def address(name, plan, *more):
    return reverse(f"areas:{name}", args=[plan.area.slug, plan.number, *more])


@pytest.fixture
def draft():
    plan = PlanFactory(complete=True, status_note="Three provinces became five.")
    lead_of(plan.area, interim=True)
    return plan


def test_a_draft_says_on_each_page_that_nobody_agreed_to_it(draft):
    document = made(draft)

    said = text_of(document)
    assert f"Draft {draft.number}, not agreed by the area" in said
    assert 'string="Draft"' in said
    assert document.name == f"{draft.area.slug}-plan-{draft.number}-draft.docx"


def test_what_is_published_is_not_called_a_draft():
    plan = PlanFactory(status="published")

    document = made(plan)

    said = text_of(document)
    assert "not agreed" not in said
    assert "Draft" not in said
    assert document.name == f"{plan.area.slug}-plan-{plan.number}.docx"


def test_what_is_agreed_and_not_published_says_so():
    plan = PlanFactory(status="under_review")

    document = made(plan)

    assert "not published" in text_of(document)
    assert document.name.endswith("-not-published.docx")


@pytest.mark.parametrize("code", ["en", "zh", "ar"])
def test_the_auditor_finds_nothing_in_a_word_file(draft, code, tmp_path):
    draft.language = code
    draft.save()

    document = made(draft)

    assert audit.findings(document.read(), tmp_path) == []


def test_the_same_words_give_the_same_bytes(draft):
    content = snapshot.of(draft)

    first, second = (
        handlers._made(draft, content, PlanFile.Kind.WORD, NoProgress()) for _ in range(2)
    )

    assert first == second


def test_a_file_is_made_once_and_anew_when_the_text_has_changed(draft):
    lead = draft.area.lead_terms.first().person
    first = made(draft)

    again = made(draft)
    plans.change_frame(draft, status_note="Other words.", by=lead)
    anew = made(draft)

    assert again is None
    assert anew != first
    assert PlanFile.objects.get().document == anew


def test_a_pdf_of_a_draft_names_its_title_block(draft):
    document = made(draft, "pdf")

    assert document.read().startswith(b"%PDF")
    assert document.name.endswith("-draft.pdf")


def test_each_row_has_a_hidden_bookmark(draft):
    said = text_of(made(draft))

    names = re.findall(r'bookmarkStart [^>]*w:name="(_gmp_[^"]+)"', said)
    assert {"_gmp_II_1", "_gmp_III_1", "_gmp_IV_1", "_gmp_VI_1"} <= set(names)
    assert len(names) == len(set(names))


def test_efforts_lie_on_their_side_and_heads_are_repeated(draft):
    said = text_of(made(draft))

    assert 'w:orient="landscape"' in said
    assert "w:tblHeader" in said


def test_the_title_block_says_whose_text_of_which_day_it_is(draft):
    content = snapshot.of(draft)

    block = title_block.of(draft, content, "ab" * 32, tongue.of(content))

    labels = [fact.label for fact in block.facts if isinstance(fact, Fact)]
    assert labels[:4] == ["Partnership area", "Period", "Where it stands", "Leads"]
    assert plain(block.facts[2].runs) == "Draft 1, being written by the leads of the area"
    assert block.note == "Three provinces became five."


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("in_consensus", "Draft 1, before the area's partners until"),
        ("agreed", "Version 1, agreed by the area's partners"),
        ("under_review", "Version 1, under review by the Partnership Advisory Group"),
        ("aligned", "Version 1, reviewed by the Partnership Advisory Group, not published"),
        ("published", "Version 1, in force"),
        ("superseded", "Version 1, replaced by a later version"),
    ],
)
def test_the_state_stands_in_words(status, expected):
    plan = PlanFactory(status=status)

    said = title_block.state_of(plan, tongue.of({"language": "en"}))

    assert said.startswith(expected)


def test_a_decision_in_session_has_no_last_day():
    plan = PlanFactory(complete=True)
    plan.status = plan.Status.IN_CONSENSUS

    said = title_block.state_of(plan, tongue.of({"language": "en"}))

    assert said == "Draft 1, before the area's partners"


def effort(**facts):
    return {
        "who": "Example",
        "starts_on": None,
        "ends_on": None,
        "milestones": [],
    } | facts


def test_the_timeline_marks_quarters_and_milestones():
    content = {
        "period": ["2026-02-01", "2026-12-31"],
        "efforts": [
            effort(
                starts_on="2026-04-01",
                ends_on="2026-06-30",
                milestones=[{"due_on": "2026-05-01", "text": "Q"}],
            ),
            effort(),
        ],
    }

    title, table = quarters.timeline(content, tongue.of({}))

    assert title == "Timeline by quarter"
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.rows[0][1:]] == ["", "■ ●", "", ""]
    assert len(table.rows) == 1


def test_a_long_period_is_shown_by_years():
    content = {
        "period": ["2026-01-01", "2032-12-31"],
        "efforts": [effort(ends_on="2026-06-30")],
    }

    title, table = quarters.timeline(content, tongue.of({}))

    assert title == "Timeline by year"
    assert table.header[1] == "2026"


def test_without_days_there_is_no_timeline():
    content = {"period": ["2026-01-01", "2026-12-31"], "efforts": [effort()]}

    assert quarters.timeline(content, tongue.of({})) is None


def test_whoever_may_read_a_draft_has_it_made(draft, client):
    client.force_login(member_of(draft.area))

    answer = client.post(address("file_make", draft, "docx", "en"))

    assert answer.status_code == 302
    assert jobs.plan_copy_job(draft, "docx", "en").payload["file_kind"] == "docx"


def test_nobody_else_has_a_draft_made(draft, client):
    client.force_login(UserFactory())

    answer = client.post(address("file_make", draft, "docx", "en"))

    assert answer.status_code == 404
    assert not Job.objects.filter(kind=jobs.PLAN_COPY).exists()


@pytest.mark.parametrize("asked", [("exe", "en"), ("docx", "fr"), ("pdf", "nonsense")])
def test_other_files_are_not_made(draft, client, asked):
    client.force_login(member_of(draft.area))

    answer = client.post(address("file_make", draft, *asked))

    assert answer.status_code == 404


def test_the_state_of_a_file_is_told(draft, client):
    member = member_of(draft.area)
    client.force_login(member)
    files.make(draft, kind="pdf", language="en", by=member)

    answer = client.get(address("file_state", draft, "pdf", "en"))

    assert answer.json()["state"] == "open"
    assert client.get(address("file_state", draft, "exe", "en")).status_code == 404


def test_the_page_of_a_draft_shows_the_file_and_whether_it_is_older(draft, client):
    member = member_of(draft.area)
    client.force_login(member)
    document = made(draft)
    fresh = client.get(draft.get_absolute_url()).content.decode()

    lead = draft.area.lead_terms.first().person
    plans.change_frame(draft, status_note="Other words.", by=lead)

    older = client.get(draft.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in fresh
    assert "Older than the text of today." not in fresh
    assert "Make a PDF" in fresh
    assert "Older than the text of today." in older


def test_a_file_opens_for_whoever_may_read_its_version(draft, client):
    document = made(draft)

    stranger = client.get(document.get_absolute_url())
    client.force_login(member_of(draft.area))
    member = client.get(document.get_absolute_url())
    assert member.getvalue()

    assert stranger.status_code == 404
    assert member.status_code == 200
    assert draft.get_absolute_url() in member["Link"]


def test_the_word_file_of_a_published_plan_is_for_everybody(client):
    plan = PlanFactory(status="published")

    document = made(plan)
    opened = client.get(document.get_absolute_url())
    assert opened.getvalue()

    assert opened.status_code == 200
    assert (
        document.get_absolute_url() in client.get(plan.get_absolute_url()).content.decode()
    )


def test_companions_for_everybody_are_listed_in_the_file(draft):
    CompanionFactory(plan=draft, title="Example budget")
    CompanionFactory(plan=draft, title="Example secret", is_public=False)

    said = text_of(made(draft))

    assert "Example budget" in said
    assert "Example secret" not in said


def test_a_file_in_another_language_says_that_it_is_a_translation(draft):
    content = snapshot.of(draft)
    PlanTranslation.objects.create(
        plan=draft,
        language="fr",
        path="title",
        text="Plan exemple",
        source_sha256=plan_files.content_in(draft, "en")["title"] and "0" * 64,
        saved_by=draft.started_by,
    )

    document = made(draft, language="fr")

    said = text_of(document)
    assert "Plan exemple" in said
    assert "Ceci est une traduction." in said
    assert "passages traduits sont antérieurs" in said
    assert "-fr-draft" in document.name
    assert content["title"] not in said


def test_the_day_of_a_file_is_that_of_its_text(draft):
    booklet = plan_files.booklet(draft, snapshot.of(draft))

    assert isinstance(booklet.issued_on, date)
    assert advance(draft, "published").published_at is not None
