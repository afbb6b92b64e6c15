"""What waits for somebody in this app: positions, comments, reports that are due."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gmp_portal import dates, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.meetings.models import (
    Attendance,
    Decision,
    DecisionText,
    Declaration,
    Elector,
    Meeting,
    MeetingReport,
    ObserverInvitation,
    Position,
    ReportComment,
)
from gmp_portal.meetings.reading import electorates, own_voices, yearly
from gmp_portal.ui.worklist import Task

R = MeetingReport.Status


def waiting_for(user: User) -> list[Task]:
    """Answer what this person should do about decisions, reports and observers."""
    return [
        *_positions(user),
        *_conducted(user),
        *_comments(user),
        *_observers(user),
    ]


def _positions(user: User) -> list[Task]:
    newer = DecisionText.objects.filter(
        decision=OuterRef("text__decision"), version__gt=OuterRef("text__version")
    )
    said = Position.objects.filter(~Exists(newer), elector=OuterRef("pk"))
    declared = Declaration.objects.standing().filter(decision=OuterRef("decision"))
    asked = Elector.objects.named(user).filter(
        ~Exists(said),
        ~Exists(declared) | Q(decision__closes_at__isnull=False),
        Q(decision__closes_at__isnull=True) | Q(decision__closes_at__gt=timezone.now()),
        decision__status=Decision.Status.OPEN,
    )
    lines = asked.select_related("decision__body", "decision__meeting")
    lines = lines.order_by("decision", "pk").prefetch_related("decision__declarations")
    of_decisions: dict[Decision, list[Elector]] = {}
    for line in electorates.raised_by(user, lines):
        of_decisions.setdefault(line.decision, []).append(line)
    # Those who were present have agreed; those absent may still object, and so may those for
    # whom others spoke.
    own: list[tuple[Decision, own_voices.OwnVoice]] = []
    for decision, raised in of_decisions.items():
        voices = own_voices.of_lines(decision, raised)
        heard = [voice for voice in voices if not voice.is_over]
        own += [(decision, voice) for voice in heard[-1:]]
    return [
        Task(
            _("Your position: %(title)s") % {"title": decision.title},
            reverse("meetings:decision_position", args=[decision.slug]),
            dates.day_for_reader(decision.closes_at) if decision.closes_at else None,
            voice.sentence,
            action=_("Take a position"),
        )
        for decision, voice in own
    ]


def _conducted(user: User) -> list[Task]:
    return [_next_step(decision) for decision in _stuck().filter(opened_by=user)]


def _stuck() -> QuerySet[Decision]:
    """Open decisions that nothing ends by itself: somebody has to take a step."""
    declared = Declaration.objects.standing().filter(decision=OuterRef("pk"))
    in_session = Q(mode=Decision.Mode.IN_SESSION) & ~Exists(declared)
    return Decision.objects.open().filter(Q(silence_broken_at__isnull=False) | in_session)


def _next_step(decision: Decision) -> Task:
    if decision.silence_broken_at is not None:
        title = _("An objection stands: %(title)s")
    else:
        title = _("Declare the consensus, or end without it: %(title)s")
    return Task(title % {"title": decision.title}, decision.get_absolute_url())


def _comments(user: User) -> list[Task]:
    absent = [Attendance.Presence.EXCUSED, Attendance.Presence.ABSENT]
    attended = Attendance.objects.filter(person=user).exclude(presence__in=absent)
    mine = ReportComment.objects.filter(report=OuterRef("pk"), author=user)
    open_ = MeetingReport.objects.filter(
        ~Exists(mine),
        status=R.COMMENTS,
        meeting__in=attended.values("meeting"),
        comments_until__gte=dates.day_there("meeting__zone"),
    )
    return [
        Task(
            _("Read the draft report of %(meeting)s") % {"meeting": report.meeting.title},
            report.get_absolute_url(),
            report.comments_until,
            _("Comment if something should be said differently."),
        )
        for report in open_.select_related("meeting")
    ]


def _observers(user: User) -> list[Task]:
    attending = Attendance.objects.filter(person=user, role=Attendance.Role.MEMBER)
    pending = ObserverInvitation.objects.filter(
        status=ObserverInvitation.Status.PENDING,
        meeting__in=attending.values("meeting"),
        objections_until__gte=dates.day_there("meeting__zone"),
    )
    return [
        Task(
            _("%(name)s is invited as an observer: do you object?")
            % {"name": invitation.name},
            invitation.get_absolute_url(),
            invitation.objections_until,
            _("Silence means that you do not object."),
        )
        for invitation in pending.select_related("meeting")
    ]


def desk_queue() -> dict[str, list[Task]]:
    """Answer what the secretariat has to do, in groups."""
    return {
        _("Meetings without a report"): _without_report(),
        _("Reports to adopt or publish"): _to_release(),
        _("Decisions that somebody has to take further"): _in_need_of_a_step(),
        _("No-objection periods that run"): _running(),
        _("Bodies that have not met this year"): _unmet(),
    }


def _without_report() -> list[Task]:
    days = rulebook.value("R-13")["public_days"]
    held = Meeting.objects.filter(status=Meeting.Status.HELD, report__isnull=True)
    return [
        Task(
            meeting.title,
            f"{meeting.get_absolute_url()}#report",
            _due(meeting, days),
            action=_("Draft the report"),
        )
        for meeting in held
    ]


def _due(meeting: Meeting, days: int) -> date | None:
    """When the report is due (R-13); the rule is read once for all rows."""
    return meeting.ends_on + timedelta(days=days) if meeting.ends_on else None


def _to_release() -> list[Task]:
    days = rulebook.value("R-13")["public_days"]
    due = MeetingReport.objects.filter(
        Q(status=R.DRAFT)
        | Q(status=R.COMMENTS, comments_until__lt=dates.day_there("meeting__zone"))
        | Q(status=R.ADOPTED, release_at__isnull=True)
    )
    return [
        Task(
            str(report),
            report.get_absolute_url(),
            _due(report.meeting, days),
            report.get_status_display(),
        )
        for report in due.select_related("meeting")
    ]


def _in_need_of_a_step() -> list[Task]:
    return [_next_step(decision) for decision in _stuck()]


def _unmet() -> list[Task]:
    return [
        Task(
            str(year.body.label),
            f"{reverse('meetings:meeting_list')}?body={year.body.slug}",
            date(dates.today().year, 12, 31),
        )
        for year in yearly.overview(dates.today())
        if year.is_short
    ]


def _running() -> list[Task]:
    running = Decision.objects.open().filter(closes_at__gt=timezone.now())
    return [
        Task(
            decision.title,
            decision.get_absolute_url(),
            dates.day_for_reader(decision.closes_at) if decision.closes_at else None,
        )
        for decision in running.order_by("closes_at")
    ]
