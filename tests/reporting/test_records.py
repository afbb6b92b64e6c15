"""What cycles and reports say of themselves."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest

from gmp_portal.accounts.models.terms import today
from gmp_portal.jobs.models import Job
from reporting import file_access, jobs, seed
from reporting.actions import cycles, reports
from reporting.models import ProgressReport, Report, ReportingCycle
from tests.factories.partners import PublicFileFactory
from tests.factories.reporting import CycleFactory, draft_report, sample_document


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False), (1, False)])
def test_a_missing_report_is_late_from_the_day_after_it_is_due(days, is_late):
    cycle = ReportingCycle(progress_due_on=today() + timedelta(days=days))

    assert ProgressReport(cycle=cycle).is_late is is_late


@pytest.mark.parametrize(("day", "is_late"), [(29, False), (30, False), (31, True)])
def test_a_report_stays_as_late_as_it_was_handed_in(day, is_late):
    due_on, handed_in = (
        datetime(2025, 3, 30, tzinfo=UTC),
        datetime(2025, 3, day, tzinfo=UTC),
    )
    cycle = ReportingCycle(progress_due_on=due_on.date())

    assert ProgressReport(cycle=cycle, submitted_at=handed_in).is_late is is_late


@pytest.mark.parametrize(
    ("unfinished", "is_unfinished"),
    [({}, False), ({"activities": []}, False), ({"contributions": [{}]}, True)],
)
def test_a_report_is_unfinished_while_a_row_is(unfinished, is_unfinished):
    assert ProgressReport(unfinished=unfinished).is_unfinished is is_unfinished


def test_documents_in_other_languages_share_the_symbol(secretariat):
    english, chinese, french = (
        draft_report(secretariat, language=code) for code in ("en", "zh-hans", "fr")
    )
    draft_report(secretariat, language="ar", symbol="UNEP/EXAMPLE/2")

    others = Report.objects.all().other_languages(english)

    assert list(others) == [french, chinese]


def test_documents_without_a_symbol_have_no_other_language(secretariat):
    english = draft_report(secretariat, symbol="")
    draft_report(secretariat, symbol="", language="fr")

    assert not Report.objects.all().other_languages(english).exists()


@pytest.mark.django_db
def test_reports_are_taken_until_a_cycle_is_closed():
    taking = {CycleFactory.create(status=status) for status in ("open", "assembling")}
    closed = CycleFactory.create(status="closed")

    assert set(ReportingCycle.objects.taking_reports()) == taking
    assert [cycle.takes_reports for cycle in (*taking, closed)] == [True, True, False]


def test_only_reports_whose_own_typesetting_failed_lack_a_file(secretariat):
    failing, waiting = (
        draft_report(secretariat, symbol=f"UNEP/EXAMPLE/{number}") for number in (1, 2)
    )
    for report in (failing, waiting):
        reports.freeze(report, by=secretariat)
    Job.objects.filter(pk=jobs.report_file_job(failing).pk).update(last_error="No notes.")
    Job.objects.create(kind="test.other", key="test.other:1", payload={}, last_error="No.")

    assert list(jobs.without_file(Report.objects.all())) == [failing]


def test_a_file_opens_with_its_own_report_only(person, secretariat, second_officer):
    published, other = (
        draft_report(secretariat, symbol=f"UNEP/EXAMPLE/{number}") for number in (1, 2)
    )
    shown, hidden = PublicFileFactory.create_batch(2, policy="report_file")
    reports.freeze(published, by=secretariat)
    reports.attach_pdf(published, lambda: shown, pages=1, problems=())
    reports.approve(published, by=second_officer)
    reports.publish(published, by=secretariat)
    Report.objects.filter(pk=other.pk).update(pdf=hidden)

    assert file_access.may_read_report(person, shown)
    assert not file_access.may_read_report(person, hidden)
    assert file_access.may_read_report(secretariat, hidden)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Period " + 60 * "a", "period-" + 43 * "a"),
        ("周期 2026", "zhou-qi-2026"),
        ("تقرير", "cycle"),
    ],
)
def test_the_address_of_a_cycle_is_short_and_in_latin_letters(secretariat, name, slug):
    seed.load()

    cycle = cycles.open_cycle(
        name=name,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 12, 31),
        progress_due_on=date(2027, 2, 28),
        area_due_on=date(2027, 4, 30),
        by=secretariat,
    )

    assert cycle.slug == slug


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({}, "unep-example-1-en"),
        ({"symbol": "UNEP/MC/COP.6/1"}, "unep-mc-cop-6-1-en"),
        ({"symbol": ""}, "example-report-en"),
        ({"symbol": "", "title": "示例", "language": "zh-hans"}, "shi-li-zh-hans"),
        ({"symbol": "", "title": "Доклад", "language": "ru"}, "doklad-ru"),
        ({"symbol": "", "title": "تقرير", "language": "ar"}, "report-ar"),
        ({"symbol": "", "title": 200 * "a"}, 80 * "a" + "-en"),
    ],
)
def test_the_address_of_a_report_is_made_from_symbol_or_title(secretariat, changes, slug):
    assert draft_report(secretariat, **changes).slug == slug


def test_a_title_is_cut_where_it_would_not_fit(secretariat):
    report = draft_report(secretariat, title=310 * "a")
    kept = report.title

    document = sample_document(title=310 * "b")
    reports.edit(report, lambda stored: (document, stored.sources), by=secretariat)

    assert (kept, report.title) == (300 * "a", 300 * "b")


def test_a_document_has_one_hash_however_it_is_written():
    expected = hashlib.sha256('{"a":[1,2],"b":"é"}'.encode()).hexdigest()

    assert reports.digest({"b": "é", "a": [1, 2]}) == expected
