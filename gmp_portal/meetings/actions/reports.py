"""What can happen to the report of a meeting (A1-4a-vi, R-13)."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import ledger, offered, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.documents import files
from gmp_portal.meetings import emails, jobs
from gmp_portal.meetings.actions import meetings
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import (
    Meeting,
    MeetingReport,
    ReportComment,
    ReportSection,
)
from gmp_portal.meetings.reading import report_document
from gmp_portal.reference import numbers
from gmp_portal.workflow import InvalidTransitionError, RuleRefusedError

Status = MeetingReport.Status
POLICY = "meeting_report"


@transaction.atomic
def start(meeting: Meeting, *, by: User) -> MeetingReport:
    """Draft the report from agenda, attendance and decisions, in the language of who begins it."""
    meeting.lock()
    if (
        meeting.status != Meeting.Status.HELD
        or MeetingReport.objects.filter(meeting=meeting).exists()
    ):
        raise InvalidTransitionError(meeting, meeting.status)
    with offered.whole() as language:
        parts = report_document.draft_of(meeting)
    report = MeetingReport.objects.create(meeting=meeting, language=language, started_by=by)
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report,
            position=position,
            agenda_item=part.agenda_item,
            level=part.level,
            title=part.title,
            text=part.text,
        )
        for position, part in enumerate(parts, start=1)
    )
    ledger.record(Act.MEETING_REPORT_STARTED, report, by=by, to=Status.DRAFT)
    return report


@transaction.atomic
def save(report: MeetingReport, texts: Mapping[int, str], *, by: User) -> None:
    """Keep the paragraphs of the sections."""
    report.lock()
    if not report.is_editable:
        raise InvalidTransitionError(report, report.status)
    changed = [
        section
        for section in report.sections.all()
        if section.pk in texts and section.text != texts[section.pk]
    ]
    for section in changed:
        section.text = texts[section.pk]
    if not changed:
        return
    ReportSection.objects.bulk_update(changed, ["text"])
    report.version += 1
    report.save(update_fields=["version"])
    if ledger.is_noted(Act.MEETING_REPORT_SAVED, report, by=by):
        ledger.follow(report)
    else:
        ledger.record(Act.MEETING_REPORT_SAVED, report, by=by, sections=len(changed))


@transaction.atomic
def open_comments(report: MeetingReport, *, by: User) -> None:
    """Ask those who attended for their comments, for 21 days (R-13)."""
    report.lock()
    before = report.become(Status.COMMENTS)
    days = rulebook.value("R-13")["comment_days"]
    report.comments_until = report.meeting.today_there + timedelta(days=days)
    report.save(update_fields=["status", "comments_until"])
    ledger.record(
        Act.MEETING_REPORT_COMMENTS_OPENED, report, by=by, from_=before, to=report.status
    )
    emails.report_for_comments(report, by=by)


@transaction.atomic
def comment(
    report: MeetingReport, *, text: str, section: ReportSection | None = None, by: User
) -> ReportComment:
    """Say, as somebody who attended, what the draft should say differently (R-13)."""
    report.lock()
    if report.status != Status.COMMENTS:
        raise InvalidTransitionError(report, report.status)
    if not attended(by, report.meeting):
        raise not_an_attendee()
    if report.comments_until and report.comments_until < report.meeting.today_there:
        raise RuleRefusedError(_("The time for comments is over."), clause="R-13")
    said = {"section": section, "author": by, "text": text}
    if same := ReportComment.objects.filter(report=report, **said).first():
        return same
    made = ReportComment.objects.create(report=report, **said)
    ledger.record(Act.MEETING_REPORT_COMMENTED, report, by=by, comment=made.pk)
    emails.report_commented(made, by=by)
    return made


def attended(user: User, meeting: Meeting) -> bool:
    """Whether somebody is on the list of the meeting and was not absent."""
    absent = ["excused", "absent"]
    return meeting.attendances.filter(person=user).exclude(presence__in=absent).exists()


def not_an_attendee() -> RuleRefusedError:
    return RuleRefusedError(
        _("Those who attended the meeting comment on its report."),
        clause="R-13",
        status=403,
    )


@transaction.atomic
def adopt(report: MeetingReport, *, by: User) -> None:
    """Settle the text once the time for comments is over; a job makes the file."""
    report.lock()
    if (
        report.status == Status.COMMENTS
        and report.comments_until
        and report.comments_until >= report.meeting.today_there
    ):
        raise RuleRefusedError(
            _("Those who attended may still comment. Adopt the report after that."),
            clause="R-13",
        )
    before = report.become(Status.ADOPTED)
    report.adopted_at, report.adopted_by = timezone.now(), by
    code = report.meeting.code
    report.symbol = f"{code}/{numbers.take(code)}"
    report.save(update_fields=["status", "adopted_at", "adopted_by", "symbol"])
    ledger.record(
        Act.MEETING_REPORT_ADOPTED,
        report,
        by=by,
        from_=before,
        to=report.status,
        symbol=report.symbol,
    )
    jobs.enqueue_report_file(report)


@transaction.atomic
def publish(report: MeetingReport, *, by: User) -> None:
    """Publish the report now, or as soon as its file is made (A1-4a-vi)."""
    report.lock()
    if report.status != Status.ADOPTED or report.release_at is not None:
        raise InvalidTransitionError(report, Status.PUBLISHED)
    report.release_at, report.release_by = timezone.now(), by
    report.save(update_fields=["release_at", "release_by"])
    if report.pdf is not None:
        _release(report)
        return
    ledger.record(Act.MEETING_REPORT_RELEASE_ASKED, report, by=by)


@transaction.atomic
def attach_pdf(report: MeetingReport, content: bytes) -> None:
    """Keep the file of an adopted report; publish it if that was asked for already."""
    report.lock()
    if report.status != Status.ADOPTED or report.pdf is not None:
        return
    name = f"{(report.symbol or 'report').replace('/', '-')}-{report.language}.pdf"
    report.pdf = files.store(
        content, name=name, media_type="application/pdf", policy=POLICY
    )
    report.save(update_fields=["pdf"])
    ledger.record(Act.MEETING_REPORT_FILE_MADE, report, by=None, sha256=report.pdf.sha256)
    if report.release_at is not None:
        _release(report)


def _release(report: MeetingReport) -> None:
    before = report.become(Status.PUBLISHED)
    report.published_at = timezone.now()
    report.save(update_fields=["status", "published_at"])
    meeting = report.meeting
    meeting.lock()
    if meeting.can_become(Meeting.Status.CLOSED) and not meeting.is_deciding:
        meetings.close(meeting, by=report.release_by)
    ledger.record(
        Act.MEETING_REPORT_PUBLISHED,
        report,
        by=report.release_by,
        from_=before,
        to=report.status,
        sha256=report.pdf.sha256 if report.pdf else "",
    )
    emails.report_published(report)
