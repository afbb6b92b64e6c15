"""What has a date in this app: meetings, periods for objections, comments on draft reports."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gmp_portal import dates, ledger
from gmp_portal.accounts.rights import Anybody
from gmp_portal.meetings.acts import Act
from gmp_portal.meetings.models import Decision, Meeting, MeetingReport
from gmp_portal.reference import zones
from gmp_portal.rounds import Reading
from gmp_portal.ui import dated
from gmp_portal.ui.dated import Dated, Source

D, M = Decision.Status, Meeting.Status
# Ended before its time was over: nobody has to object any more.
CALLED_OFF = (D.DEFERRED, D.NO_CONSENSUS, D.WITHDRAWN)
# What changes days, hours, place or words of a meeting, and the end of a period.
OF_MEETINGS = (
    Act.MEETING_PLANNED,
    Act.MEETING_REVISED,
    Act.MEETING_CONVENED,
    Act.MEETING_RESCHEDULED,
    Act.MEETING_CANCELLED,
)
OF_DECISIONS = (
    Act.DECISION_OPENED,
    Act.DECISION_TEXT_REVISED,
    Act.DECISION_ACCOMMODATED,
    Act.DECISION_ADOPTED,
    Act.DECISION_DEFERRED,
    Act.DECISION_NO_CONSENSUS,
    Act.DECISION_WITHDRAWN,
)


def register_all() -> None:
    """Called when the portal starts."""
    comments = gettext_lazy("Comments on meeting reports")
    commented = (Act.MEETING_REPORT_COMMENTS_OPENED,)
    dated.register("meeting", Source(gettext_lazy("Meetings"), meetings, OF_MEETINGS))
    dated.register(
        "objections",
        Source(gettext_lazy("Periods for objections"), objections, OF_DECISIONS),
    )
    dated.register(
        "comments", Source(comments, report_comments, commented, is_personal=True)
    )


def meetings(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """The meetings of which this reader may know, those called off too (A1-4a-i, A1-4b-i)."""
    rows = Meeting.objects.visible_to(user).filter(
        Q(ends_on__gte=first) | Q(ends_on__isnull=True, starts_on__gte=first),
        starts_on__lte=last,
    )
    rows = rows.select_related("body", "country")
    yield [rows]
    return [of_meeting(meeting) for meeting in rows]


def of_meeting(meeting: Meeting) -> Dated:
    """One meeting: at its hours where they are known, else on its days."""
    starts_on = meeting.starts_on or dated.EARLIEST
    starts_at, ends_at = _hours(meeting)
    return Dated(
        uid=("meeting", str(meeting.pk)),
        subject=ledger.subject_of(meeting),
        title=meeting.title,
        url=meeting.get_absolute_url(),
        first_on=starts_on,
        last_on=meeting.ends_on or starts_on,
        starts_at=starts_at,
        ends_at=ends_at,
        zone=meeting.zone,
        is_cancelled=meeting.status == M.CANCELLED,
        place=meeting.place_label,
        description="\n".join(_facts(meeting, has_hour=starts_at is not None)),
        body=meeting.body.slug,
    )


def _hours(meeting: Meeting) -> tuple[datetime | None, datetime | None]:
    """When it begins and ends; nothing where only a part of that is known."""
    starts_at, ends_at = meeting.starts_at, meeting.ends_at
    if starts_at is None:
        return None, None
    if ends_at is None and meeting.ends_on not in (None, meeting.starts_on):
        return None, None
    if ends_at is not None and ends_at <= starts_at:
        return None, None
    return dates.existing(starts_at), dates.existing(ends_at) if ends_at else None


def _facts(meeting: Meeting, *, has_hour: bool) -> Iterator[str]:
    if meeting.status == M.CANCELLED:
        yield _("This meeting was cancelled.")
    if meeting.status == M.PLANNED:
        yield _("Planned: only its officers see this meeting.")
    yield str(meeting.body.label)
    if meeting.mode:
        yield meeting.get_mode_display()
    if not has_hour:
        if meeting.opens_at_time:
            yield _("Begins at %(hour)s (%(zone)s).") % {
                "hour": f"{meeting.opens_at_time:%H:%M}",
                "zone": zones.name(meeting.zone),
            }
        if meeting.zone != "UTC":
            yield dated.whose_day(meeting.zone)
    if meeting.join_text:
        yield meeting.join_text


def objections(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """The last day for objections to each decision of which this reader may know (R-07, R-18)."""
    rows = Decision.objects.visible_to(user).filter(
        closes_at__gte=dates.start_of(first),
        closes_at__lt=dates.start_of(last + timedelta(days=1)),
    )
    rows = rows.exclude(status=D.DRAFTED).select_related("body")
    yield [rows]
    return [_period_of(decision) for decision in rows]


def _period_of(decision: Decision) -> Dated:
    closes_at = decision.closes_at or dates.start_of(dated.EARLIEST)
    day = dates.day_of(closes_at)
    return Dated(
        uid=("decision", str(decision.pk), "objections"),
        subject=ledger.subject_of(decision),
        title=_("Last day for objections: %(title)s") % {"title": decision.title},
        url=decision.get_absolute_url(),
        first_on=day,
        last_on=day,
        is_cancelled=decision.status in CALLED_OFF,
        description="\n".join(_period(decision, closes_at)),
        body=decision.body.slug,
    )


def _period(decision: Decision, closes_at: datetime) -> Iterator[str]:
    yield f"{decision.body.label} · {decision.get_status_display()}"
    if decision.is_silent and decision.opened_at:
        opened = dates.day_of(decision.opened_at)
        said = _("The period began on %(day)s.")
        yield said % {"day": date_format(opened, "DATE_FORMAT")}
    yield dated.until(closes_at)


def report_comments(user: Anybody, first: date, last: date) -> Reading[list[Dated]]:
    """The last day for comments on draft reports that this reader may read (R-13)."""
    rows = MeetingReport.objects.visible_to(user).filter(
        status=MeetingReport.Status.COMMENTS, comments_until__range=(first, last)
    )
    rows = rows.select_related("meeting__body")
    yield [rows]
    return [_comments_on(report) for report in rows]


def _comments_on(report: MeetingReport) -> Dated:
    day = report.comments_until or dated.EARLIEST
    return Dated(
        uid=("meeting-report", str(report.pk), "comments"),
        subject=ledger.subject_of(report),
        title=_("Last day for comments on the draft report: %(meeting)s")
        % {"meeting": report.meeting.title},
        url=report.get_absolute_url(),
        first_on=day,
        last_on=day,
        description=dated.whose_day(report.meeting.zone),
        body=report.meeting.body.slug,
    )
