"""Actions guard themselves: jobs and other apps call them without a page in between."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from gmp_portal import ledger
from gmp_portal.documents import files
from gmp_portal.meetings import handlers
from gmp_portal.meetings.actions import (
    attendance,
    decisions,
    endings,
    meetings,
    observers,
    positions,
    reports,
    texts,
)
from gmp_portal.meetings.models import Decision, Meeting, MeetingReport
from gmp_portal.notifications.models import Message
from gmp_portal.typesetting import render
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError
from tests.factories.meetings import (
    AgendaItemFactory,
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MeetingReportFactory,
    ObjectionFactory,
    ReportSectionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["held", "closed", "cancelled"])
@pytest.mark.parametrize(
    "act",
    [
        lambda meeting, by: meetings.revise(meeting, title="After", by=by),
        lambda meeting, by: meetings.reschedule(
            meeting, starts_on=date(2030, 1, 1), reason="Strike.", by=by
        ),
        lambda meeting, by: observers.invite(meeting, name="Sample", by=by),
        lambda meeting, by: attendance.register(meeting, by=by),
    ],
)
def test_what_only_a_coming_meeting_takes(secretariat, status, act):
    meeting = MeetingFactory(title="Before")
    Meeting.objects.filter(pk=meeting.pk).update(status=status)

    with pytest.raises(InvalidTransitionError):
        act(meeting, secretariat)

    assert not ledger.trail(meeting).exists()


def test_a_meeting_that_was_not_convened_has_no_list(secretariat):
    meeting = MeetingFactory()

    with pytest.raises(InvalidTransitionError):
        attendance.mark(meeting, {}, by=secretariat)
    with pytest.raises(InvalidTransitionError):
        attendance.invite_guest(meeting, name="Sample Guest", by=secretariat)


def test_marking_what_is_marked_already_leaves_no_trace(secretariat):
    row = AttendanceFactory(presence="present")

    attendance.mark(row.meeting, {row.pk: "present"}, by=secretariat)

    assert not ledger.trail(row.meeting).exists()


def test_nobody_is_excused_after_the_meeting():
    own = AttendanceFactory(meeting=MeetingFactory(held=True))

    with pytest.raises(InvalidTransitionError):
        attendance.excuse(own, by=own.person)


def test_nobody_is_told_of_a_plan_that_was_dropped_or_moved(pag, secretariat):
    meeting = MeetingFactory(body=pag)

    meetings.reschedule(
        meeting, starts_on=date(2030, 1, 1), reason="Strike.", by=secretariat
    )
    meetings.cancel(meeting, reason="Strike.", by=secretariat)

    assert not Message.objects.exists()


# Decisions -----------------------------------------------------------------------------


def test_a_draft_keeps_what_is_not_named(secretariat):
    decision = DecisionFactory(title="Sample matter")

    decisions.redraft(decision, text="Other words.", by=secretariat)

    decision.refresh_from_db()
    assert (decision.title, decision.current_text.text) == ("Sample matter", "Other words.")


def test_a_draft_is_put_under_an_item_of_the_agenda(secretariat):
    item = AgendaItemFactory()
    decision = DecisionFactory(body=item.meeting.body, meeting=item.meeting)

    decisions.redraft(decision, text="Other words.", agenda_item=item, by=secretariat)

    decision.refresh_from_db()
    assert decision.agenda_item == item


def test_a_new_version_of_a_draft_tells_nobody(pag, secretariat, members):
    decision = DecisionFactory(body=pag)

    version = texts.revise_text(decision, text="Other words.", by=secretariat)

    assert version.version == 2
    assert not Message.objects.exists()


@pytest.mark.parametrize("write", [decisions.redraft, texts.revise_text])
def test_new_words_stay_in_the_language_of_the_text(secretariat, write):
    decision = DecisionFactory()
    decision.texts.update(language="fr")

    write(decision, text="Autres mots.", by=secretariat)

    newest = decision.current_text
    assert (newest.text, newest.language) == ("Autres mots.", "fr")


def test_the_text_of_what_has_ended_stays(secretariat, person):
    decision = DecisionFactory(adopted=True, electors=[person])

    with pytest.raises(InvalidTransitionError):
        texts.revise_text(decision, text="Other words.", by=secretariat)
    with pytest.raises(InvalidTransitionError):
        texts.accommodate(decision, [], text="Other words.", by=secretariat)


def test_an_objection_stays_when_the_decision_has_ended(register, person):
    register("advisory_group", [person])
    decision = DecisionFactory(open=True, electors=[person])
    objection = ObjectionFactory(elector=decision.electors.get())
    decision.status, decision.ended_at = Decision.Status.DEFERRED, timezone.now()
    decision.save()

    with pytest.raises(InvalidTransitionError):
        positions.withdraw_objection(objection, by=person)


@pytest.mark.parametrize("state", [{"open": True}, {"silent": True}, {}])
def test_the_clock_closes_only_a_silence_that_is_due(person, state):
    decision = DecisionFactory(electors=[person] if state else [], **state)
    before = decision.status

    endings.close_silence(decision)

    assert (decision.status, ledger.trail(decision).count()) == (before, 0)


# Reports -------------------------------------------------------------------------------


def test_a_report_is_started_once_and_after_the_meeting(secretariat):
    with pytest.raises(InvalidTransitionError):
        reports.start(MeetingFactory(convened=True), by=secretariat)
    with pytest.raises(InvalidTransitionError):
        reports.start(MeetingReportFactory().meeting, by=secretariat)

    assert MeetingReport.objects.count() == 1


def test_an_adopted_report_is_not_written_any_more(secretariat):
    section = ReportSectionFactory(report=MeetingReportFactory(adopted=True))

    with pytest.raises(InvalidTransitionError):
        reports.save(section.report, {section.pk: "Other."}, by=secretariat)


def test_only_the_sections_of_this_report_are_saved(secretariat):
    section, elsewhere = ReportSectionFactory(), ReportSectionFactory()

    texts = {section.pk: "Mine.", elsewhere.pk: "Mine."}
    reports.save(section.report, texts, by=secretariat)

    section.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (section.text, elsewhere.text == "Mine.") == ("Mine.", False)
    assert section.report.version == 2


def test_saving_a_report_again_is_no_second_act(secretariat):
    section = ReportSectionFactory()

    for text in ("Mine.", "Mine, longer."):
        reports.save(section.report, {section.pk: text}, by=secretariat)

    section.refresh_from_db()
    kinds = [entry.kind for entry in ledger.trail(section.report)]
    assert (section.text, section.report.version) == ("Mine, longer.", 3)
    assert kinds == ["meeting_report.saved"]


def test_a_draft_report_takes_no_comments(person):
    report = MeetingReportFactory()
    AttendanceFactory(meeting=report.meeting, person=person)

    with pytest.raises(InvalidTransitionError):
        reports.comment(report, text="Sample.", by=person)


@pytest.mark.parametrize("presence", ["excused", "absent"])
def test_who_was_not_there_does_not_comment(person, presence):
    report = MeetingReportFactory(comments=True)
    AttendanceFactory(meeting=report.meeting, person=person, presence=presence)

    with pytest.raises(RuleRefusedError) as refused:
        reports.comment(report, text="Sample.", by=person)

    assert (refused.value.status, refused.value.clause) == (403, "R-13")


@pytest.mark.parametrize(("days", "accepted"), [(0, True), (-1, False)])
def test_comments_are_made_until_the_last_day(person, days, accepted):
    last_day = timezone.now().date() + timedelta(days=days)
    report = MeetingReportFactory(comments=True, comments_until=last_day)
    AttendanceFactory(meeting=report.meeting, person=person)

    if accepted:
        assert reports.comment(report, text="Sample.", by=person).report == report
        return
    with pytest.raises(RuleRefusedError, match="The time for comments is over"):
        reports.comment(report, text="Sample.", by=person)


@pytest.mark.parametrize(("days", "accepted"), [(0, False), (-1, True)])
def test_a_report_is_adopted_after_the_last_day_for_comments(secretariat, days, accepted):
    last_day = timezone.now().date() + timedelta(days=days)
    report = MeetingReportFactory(comments=True, comments_until=last_day)

    if accepted:
        reports.adopt(report, by=secretariat)
        assert report.status == MeetingReport.Status.ADOPTED
        return
    with pytest.raises(RuleRefusedError, match="may still comment"):
        reports.adopt(report, by=secretariat)


def _finished(**state):
    pdf = files.store(
        b"%PDF-1.7", name="a.pdf", media_type="application/pdf", policy="meeting_report"
    )
    return MeetingReportFactory(adopted=True, pdf=pdf, **state)


def test_a_report_whose_file_is_there_is_public_at_once(secretariat):
    report = _finished()

    reports.publish(report, by=secretariat)

    assert report.status == MeetingReport.Status.PUBLISHED
    assert Meeting.objects.get(pk=report.meeting.pk).status == Meeting.Status.CLOSED
    assert [entry.kind for entry in ledger.trail(report)] == ["meeting_report.published"]


def test_a_meeting_that_is_closed_already_stays_closed(secretariat):
    report = _finished()
    Meeting.objects.filter(pk=report.meeting.pk).update(status="closed")
    report.meeting.refresh_from_db()

    reports.publish(report, by=secretariat)

    assert not ledger.trail(report.meeting).exists()


def test_publication_is_not_asked_for_twice(secretariat):
    report = MeetingReportFactory(adopted=True)
    reports.publish(report, by=secretariat)

    with pytest.raises(InvalidTransitionError):
        reports.publish(report, by=secretariat)


def test_the_file_is_kept_once_and_published_if_that_was_asked_for(secretariat):
    waiting, asked = MeetingReportFactory(adopted=True), MeetingReportFactory(adopted=True)
    reports.publish(asked, by=secretariat)

    for report in (waiting, asked):
        reports.attach_pdf(report, b"%PDF-1.7 first")
        reports.attach_pdf(report, b"%PDF-1.7 second")

    assert (waiting.status, asked.status) == ("adopted", "published")
    kinds = [entry.kind for entry in ledger.trail(waiting)]
    assert kinds == ["meeting_report.file_made"]


def test_the_report_of_another_meeting_is_no_obstacle(secretariat):
    MeetingReportFactory()

    report = reports.start(MeetingFactory(held=True), by=secretariat)

    positions = [section.position for section in report.sections.all()]
    assert report.status == "draft"
    assert positions == list(range(1, len(positions) + 1))


def test_a_typesetting_tells_each_of_its_steps():
    report, told = MeetingReportFactory(adopted=True), []

    handlers.report_pdf(report=report.pk, progress=SimpleNamespace(step=told.append))

    assert told == list(range(1, len(render.STEPS) + 1))
