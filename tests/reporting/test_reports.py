"""Assembled, frozen, typeset once, approved by a second person, published (B7-4, A1-6c-ii)."""

import hashlib
from types import SimpleNamespace

import pytest
from django.urls import reverse

from gmp_portal.documents.models import Document
from gmp_portal.jobs.models import Job
from gmp_portal.ledger.models import Entry
from gmp_portal.notifications.models import Message
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from reporting import handlers
from reporting.actions import reports
from reporting.assembly import pdf
from reporting.jobs import report_file_job
from reporting.models import Report
from tests.acts import unsaved
from tests.factories.reporting import (
    AreaReportFactory,
    CycleFactory,
    draft_report,
)
from tests.reading import reading

Status = Report.Status


def url(name, report):
    return reverse(f"reporting:{name}", args=[report.slug])


def new_form(cycle, /, **changes):
    return {
        "cycle": cycle.pk,
        "kind": "cop",
        "language": "en",
        "as_of": "2026-01-15",
        "title": "Example report to the Conference",
        "symbol": "UNEP/MC/COP.6/INF/99",
        "agenda_item": "Item 5 (c)",
        "agenda_note": "UNEP/MC/COP.6/1",
    } | changes


@pytest.fixture
def draft(secretariat):
    return draft_report(secretariat)


@pytest.fixture
def typeset(draft, secretariat, run_jobs):
    reports.freeze(draft, by=secretariat)
    run_jobs()
    draft.refresh_from_db()
    return draft


@pytest.fixture
def published(typeset, second_officer):
    reports.approve(typeset, by=second_officer)
    reports.publish(typeset, by=second_officer)
    return typeset


# Assembling ----------------------------------------------------------------------------------


def test_the_form_begins_with_example_values(settings, secretariat, as_user):
    settings.DEMO = True

    page = as_user(secretariat).get(reverse("reporting:report_assemble")).content.decode()

    assert "Conference of the Parties to the Minamata Convention on Mercury" in page
    assert "(Example)" in page


def test_the_example_speaks_the_language_asked_for(secretariat, as_user):
    address = reverse("reporting:report_assemble") + "?kind=cop&language=zh-hans"

    assert "秘书处的说明" in as_user(secretariat).get(address).content.decode()


def test_a_report_is_assembled_from_a_cycle(secretariat, as_user):
    area_report = AreaReportFactory.create(state="accepted")

    response = as_user(secretariat).post(
        reverse("reporting:report_assemble"), new_form(area_report.cycle)
    )

    report = Report.objects.get()
    assert response.url == report.get_absolute_url()
    assert report.symbol == "UNEP/MC/COP.6/INF/99"
    page = as_user(secretariat).get(response.url).content.decode()
    assert "Three laboratories were opened." in page
    assert "Report of the area" in page
    assert "all the rest is made from the records" in page


def test_an_empty_cycle_is_refused_with_what_was_typed(secretariat, as_user):
    """C11: nothing accepted, nothing to assemble."""
    response = as_user(secretariat).post(
        reverse("reporting:report_assemble"), new_form(CycleFactory.create())
    )

    assert response.status_code == 422
    assert "Example report to the Conference" in response.content.decode()


@pytest.mark.parametrize("field", ["title", "as_of", "cycle", "kind", "language"])
def test_what_is_needed_is_asked_for(secretariat, as_user, field):
    cycle = AreaReportFactory.create(state="accepted").cycle

    response = as_user(secretariat).post(
        reverse("reporting:report_assemble"), new_form(cycle, **{field: ""})
    )

    assert response.status_code == 422


def test_a_symbol_is_used_once_in_a_language(secretariat, as_user):
    cycle = AreaReportFactory.create(state="accepted").cycle
    browser = as_user(secretariat)
    browser.post(reverse("reporting:report_assemble"), new_form(cycle))

    again = browser.post(reverse("reporting:report_assemble"), new_form(cycle))
    other_language = browser.post(
        reverse("reporting:report_assemble"), new_form(cycle, language="zh-hans")
    )

    assert again.status_code == 422
    assert other_language.status_code == 302


# Who may -------------------------------------------------------------------------------------

STEPS = (
    "masthead_edit",
    "report_freeze",
    "report_retry",
    "report_thaw",
    "report_approve",
    "report_publish",
    "report_correct",
)


@pytest.mark.parametrize("name", STEPS)
def test_strangers_find_no_draft(draft, person, as_user, name):
    assert as_user(person).post(url(name, draft), {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("name", STEPS)
def test_strangers_change_no_published_report(published, person, as_user, name):
    assert as_user(person).post(url(name, published), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("name", ["block_edit", "block_add", "block_remove"])
def test_strangers_change_no_text(draft, published, person, as_user, name):
    address = reverse(f"reporting:{name}", args=[published.slug, 2])

    assert as_user(person).post(address, {"text": "x", "version": 1}).status_code == 403


def test_strangers_assemble_nothing(person, as_user):
    assert as_user(person).post(reverse("reporting:report_assemble")).status_code == 403


def test_strangers_see_no_progress(draft, person, client, as_user):
    address = url("report_progress", draft)

    assert as_user(person).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_a_draft_is_the_secretariats_alone(draft, client, person, as_user):
    addresses = [draft.get_absolute_url(), url("report_data", draft)]

    for address in addresses:
        assert client.get(address).status_code == 404
        assert as_user(person).get(address).status_code == 404


def test_the_preview_of_the_pdf_is_the_secretariats_alone(
    typeset, client, secretariat, as_user
):
    address = typeset.pdf.get_absolute_url()

    assert client.get(address).status_code == 404
    allowed = as_user(secretariat).get(address)
    assert b"".join(allowed.streaming_content).startswith(b"%PDF")


# Freezing and typesetting --------------------------------------------------------------------


def test_two_clicks_are_one_job(draft, secretariat, second_officer, as_user):
    read = reading(draft)

    first = as_user(secretariat).post(url("report_freeze", draft), read)
    second = as_user(secretariat).post(url("report_freeze", draft), read)
    third = as_user(second_officer).post(url("report_freeze", draft), read)

    assert [first.status_code, second.status_code, third.status_code] == [302, 302, 302]
    assert Job.objects.filter(kind="reporting.typeset").count() == 1
    assert Entry.objects.filter(kind="report.frozen").count() == 1


def test_freezing_what_somebody_froze_already_is_refused_by_the_action(draft, secretariat):
    other = Report.objects.get(pk=draft.pk)
    reports.freeze(draft, by=secretariat)

    with pytest.raises(InvalidTransitionError):
        reports.freeze(other, by=secretariat)


def test_freezing_notes_the_hash_of_the_content(draft, secretariat):
    reports.freeze(draft, by=secretariat)

    assert draft.snapshot_sha256 == reports.digest(draft.content)


def test_a_document_without_text_is_not_frozen(secretariat):
    empty = draft_report(secretariat, blocks=())

    with pytest.raises(RuleRefusedError, match="no text"):
        reports.freeze(empty, by=secretariat)


def test_a_typesetting_tells_each_of_its_steps(draft, secretariat):
    reports.freeze(draft, by=secretariat)
    told = []
    progress = SimpleNamespace(step=told.append)

    handlers.typeset(report=draft.pk, turn=draft.round, progress=progress)

    assert told == list(range(1, len(handlers.STEPS) + 1))


def test_progress_is_told_by_the_name_of_the_step(draft, secretariat, as_user):
    reports.freeze(draft, by=secretariat)
    job = report_file_job(draft)
    Job.objects.filter(pk=job.pk).update(step=2, step_label="Lay out the pages", percent=20)

    answer = as_user(secretariat).get(url("report_progress", draft)).json()

    assert answer == {"state": "open", "step": "Lay out the pages", "percent": 20}
    page = as_user(secretariat).get(draft.get_absolute_url()).content.decode()
    assert "Lay out the pages" in page


def test_a_failed_job_shows_its_cause_and_is_tried_again(
    draft, secretariat, run_jobs, as_user
):
    reports.freeze(draft, by=secretariat)
    job = report_file_job(draft)
    Job.objects.filter(pk=job.pk).update(state="parked", last_error="The notes quarrel.")
    browser = as_user(secretariat)

    told = browser.get(url("report_progress", draft)).json()["state"]
    page = browser.get(draft.get_absolute_url()).content.decode()
    browser.post(url("report_retry", draft))
    run_jobs()

    draft.refresh_from_db()
    assert told == "parked"
    assert "The notes quarrel." in page
    assert draft.status == Status.TYPESET
    assert Job.objects.filter(kind="reporting.typeset").count() == 1


def test_what_runs_well_is_not_tried_again(draft, secretariat, as_user):
    reports.freeze(draft, by=secretariat)

    response = as_user(secretariat).post(url("report_retry", draft), follow=True)

    assert response.redirect_chain == [(draft.get_absolute_url(), 302)]
    said = "The typesetting has not failed, so it is not tried again."
    assert said in response.content.decode()
    assert not unsaved.fields_of(draft)
    assert not Entry.objects.filter(kind="report.retried").exists()


def test_the_pdf_arrives_once_however_often_the_job_runs(typeset, run_jobs):
    job = report_file_job(typeset)
    Job.objects.filter(pk=job.pk).update(state="open", done_at=None)

    run_jobs()

    assert Document.objects.filter(policy="report_file").count() == 1
    assert Entry.objects.filter(kind="report.typeset").count() == 1


def test_the_same_snapshot_gives_the_same_bytes(typeset):
    again = pdf.report(Report.objects.get(pk=typeset.pk))

    assert hashlib.sha256(again.content).hexdigest() == typeset.pdf.sha256


def test_a_snapshot_that_was_opened_again_gets_no_pdf_of_the_old_one(
    draft, secretariat, run_jobs
):
    reports.freeze(draft, by=secretariat)
    reports.thaw(draft, reason="A figure was wrong.", by=secretariat)

    run_jobs()

    draft.refresh_from_db()
    assert (draft.status, draft.pdf) == (Status.ASSEMBLED, None)


def test_an_opened_snapshot_is_frozen_and_typeset_anew(
    typeset, secretariat, run_jobs, as_user
):
    as_user(secretariat).post(
        url("report_thaw", typeset), {"reason": "A figure was wrong."}
    )
    typeset.refresh_from_db()

    reports.freeze(typeset, by=secretariat)
    run_jobs()

    typeset.refresh_from_db()
    assert typeset.status == Status.TYPESET
    assert Job.objects.filter(kind="reporting.typeset").count() == 2


def test_opening_a_snapshot_needs_a_reason(typeset, secretariat, as_user):
    assert (
        as_user(secretariat).post(url("report_thaw", typeset), {"reason": ""}).status_code
        == 422
    )


def test_the_others_of_the_secretariat_are_asked_to_approve(second_officer, typeset):
    told = Message.objects.filter(template="reporting/emails/report_typeset.txt")

    assert [message.recipient for message in told] == [second_officer]


# Approving and publishing --------------------------------------------------------------------


def test_who_froze_it_does_not_approve_it(typeset, secretariat, as_user):
    response = as_user(secretariat).post(url("report_approve", typeset))

    typeset.refresh_from_db()
    assert response.status_code == 403
    assert "second person" in response.content.decode()
    assert typeset.status == Status.TYPESET


def test_the_action_refuses_it_too(typeset, secretariat):
    with pytest.raises(RuleRefusedError, match="second person"):
        reports.approve(typeset, by=secretariat)


def test_nothing_is_published_without_approval(typeset, second_officer, as_user):
    response = as_user(second_officer).post(url("report_publish", typeset), follow=True)

    said = f"This is not possible while it stands at “{typeset.get_status_display()}”."
    assert response.redirect_chain == [(typeset.get_absolute_url(), 302)]
    assert said in response.content.decode()
    assert not unsaved.fields_of(typeset)
    assert typeset.status == Status.TYPESET


def test_a_published_report_is_everybodys_with_its_hash(published, client):
    page = client.get(published.get_absolute_url()).content.decode()
    file = client.get(published.pdf.get_absolute_url())
    content = b"".join(file.streaming_content)

    assert published.pdf.sha256 in page
    assert hashlib.sha256(content).hexdigest() == published.pdf.sha256


def test_its_data_are_public_too(published, client):
    assert client.get(url("report_data", published)).json() == published.content


def test_the_ledger_tells_every_step(published):
    steps = Entry.objects.filter(subject=f"reporting.report:{published.pk}").order_by("seq")

    assert [step.kind for step in steps] == [
        "report.assembled",
        "report.frozen",
        "report.typeset",
        "report.approved",
        "report.published",
    ]


def test_a_correction_is_a_document_of_its_own(published, secretariat, as_user):
    response = as_user(secretariat).post(url("report_correct", published))

    correction = Report.objects.get(corrects=published)
    published.refresh_from_db()
    assert response.url == correction.get_absolute_url()
    assert correction.symbol == "UNEP/EXAMPLE/1/Corr.1"
    assert correction.status == Status.ASSEMBLED
    assert published.status == Status.PUBLISHED


def test_a_published_correction_is_named_on_the_corrected_report(
    published, secretariat, second_officer, run_jobs, client
):
    correction = reports.correct(published, by=secretariat)
    hidden = client.get(published.get_absolute_url()).content.decode()
    reports.freeze(correction, by=secretariat)
    run_jobs()
    correction.refresh_from_db()
    reports.approve(correction, by=second_officer)
    reports.publish(correction, by=second_officer)

    shown = client.get(published.get_absolute_url()).content.decode()

    assert "Corr.1" not in hidden
    assert "Corr.1" in shown


def test_other_languages_of_the_symbol_are_named(published, secretariat, client):
    draft_report(secretariat, language="zh-hans", title="示例报告")
    hidden = client.get(published.get_absolute_url()).content.decode()

    assert "示例报告" not in hidden
    assert "Other languages" not in hidden
    other = Report.objects.get(language="zh-hans")
    assert list(Report.objects.all().other_languages(published)) == [other]
