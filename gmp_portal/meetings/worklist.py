"""What waits for somebody in this app: positions, comments, reports that are due."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gmp_portal import dates, rounds, rulebook
from gmp_portal.accounts.models import User
from gmp_portal.ledger import subject_of
from gmp_portal.meetings.actions import observers
from gmp_portal.meetings.models import (
    Attendance,
    Body,
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
from gmp_portal.rounds import Reading, side_by_side
from gmp_portal.ui import one_query
from gmp_portal.ui.components import tone_of
from gmp_portal.ui.worklist import Task, day_of

R = MeetingReport.Status
OF_DECISION = (
    "pk",
    "title",
    "slug",
    "symbol",
    "opened_at",
    "closes_at",
    "silence_broken_at",
)


def waiting_for(user: User) -> list[Task]:
    """Answer what this person should do about decisions, reports and observers."""
    return rounds.read(reading(user))


def reading(user: User) -> Reading[list[Task]]:
    """The same, to be read beside what waits in other apps."""
    lists = yield from side_by_side(
        _positions(user), _conducted(user), _comments(user), _observers(user)
    )
    return [task for tasks in lists for task in tasks]


def _positions(user: User) -> Reading[list[Task]]:
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
    yield [lines]
    of_decisions: dict[Decision, list[Elector]] = {}
    for line in electorates.raised_by(user, lines):
        of_decisions.setdefault(line.decision, []).append(line)
    # Those who were present have agreed; those absent may still object, and so may those for
    # whom others spoke.
    own: list[tuple[Decision, own_voices.OwnVoice]] = []
    readings = [own_voices.reading_lines(*each) for each in of_decisions.items()]
    all_voices = yield from side_by_side(*readings)
    for decision, voices in zip(of_decisions, all_voices, strict=True):
        heard = [voice for voice in voices if not voice.is_over]
        own += [(decision, voice) for voice in heard[-1:]]
    return [
        Task(
            _asked_for(decision),
            reverse("meetings:decision_position", args=[decision.slug]),
            dates.day_for_reader(decision.closes_at) if decision.closes_at else None,
            voice.sentence,
            action=_("Take a position"),
            kind="decisions",
            since=day_of(decision.opened_at),
            target_on=day_of(decision.closes_at),
        )
        for decision, voice in own
    ]


def _asked_for(decision: Decision) -> str:
    """Whose decision it is belongs to its name where somebody may have a voice in several areas."""
    if not decision.body.is_area:
        return _("Your position: %(title)s") % {"title": decision.title}
    return _("Your position in the area %(area)s: %(title)s") % {
        "area": decision.body.label,
        "title": decision.title,
    }


def _conducted(user: User) -> Reading[list[Task]]:
    stuck = _stuck().filter(opened_by=user)
    yield [stuck]
    return [_next_step(decision) for decision in stuck]


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
    return Task(
        title % {"title": decision.title},
        decision.get_absolute_url(),
        note=decision.symbol or "",
        action=_("Take it further"),
        kind="decisions",
        state=_("Objection") if decision.silence_broken_at else _("In session"),
        tone="bad" if decision.silence_broken_at else "info",
        since=day_of(decision.silence_broken_at or decision.opened_at),
        about=subject_of(decision),
    )


def _comments(user: User) -> Reading[list[Task]]:
    absent = [Attendance.Presence.EXCUSED, Attendance.Presence.ABSENT]
    attended = Attendance.objects.filter(person=user).exclude(presence__in=absent)
    mine = ReportComment.objects.filter(report=OuterRef("pk"), author=user)
    open_ = MeetingReport.objects.filter(
        ~Exists(mine),
        status=R.COMMENTS,
        meeting__in=attended.values("meeting"),
        comments_until__gte=dates.day_there("meeting__zone"),
    ).select_related("meeting")
    yield [open_]
    return [
        Task(
            _("Read the draft report of %(meeting)s") % {"meeting": report.meeting.title},
            report.get_absolute_url(),
            report.comments_until,
            _("Comment if something should be said differently."),
            kind="meetings",
        )
        for report in open_
    ]


def _observers(user: User) -> Reading[list[Task]]:
    attending = Attendance.objects.filter(person=user, role=Attendance.Role.MEMBER)
    pending = ObserverInvitation.objects.filter(
        status=ObserverInvitation.Status.PENDING,
        meeting__in=attending.values("meeting"),
        objections_until__gte=dates.day_there("meeting__zone"),
    ).select_related("meeting__body")
    yield [pending]
    return [
        Task(
            _("%(name)s is invited as an observer: do you object?")
            % {"name": invitation.name},
            invitation.get_absolute_url(),
            invitation.objections_until,
            _("Silence means that you do not object."),
            kind="meetings",
        )
        for invitation in pending
        if observers.belongs(user, invitation.meeting.body)
    ]


def desk_queue() -> dict[str, list[Task]]:
    """Answer what the secretariat has to do, in groups; the database is asked once."""
    return rounds.read(desk_reading())


def desk_reading() -> Reading[dict[str, list[Task]]]:
    """The same, to be read beside what waits in other apps."""
    asked = {
        "held": one_query.facts(_without_report(), "pk", "title", "slug", "ends_on"),
        "reports": one_query.facts(
            _to_release(),
            *("pk", "status"),
            title=F("meeting__title"),
            slug=F("meeting__slug"),
            ends_on=F("meeting__ends_on"),
        ),
        "stuck": one_query.facts(_stuck(), *OF_DECISION),
        "running": one_query.facts(_running(), *OF_DECISION),
        "bodies": one_query.facts(
            yearly.counted(dates.today()), "pk", "kind", "name", "slug", "held"
        ),
    }
    rows = one_query.lists_of(asked)
    yield [rows]
    gathered = one_query.told(rows, asked)
    days = rulebook.value("R-13")["public_days"]
    needed = rulebook.value("R-08", on=dates.today())
    running = sorted(gathered["running"], key=lambda told: str(told.closes_at))
    return {
        _("Meetings without a report"): [
            _draft_task(told, days) for told in gathered["held"]
        ],
        _("Reports to adopt or publish"): [
            _release_task(told, days) for told in gathered["reports"]
        ],
        _("Decisions that somebody has to take further"): [
            _next_step(_decision(told)) for told in gathered["stuck"]
        ],
        _("No-objection periods that run"): [
            _running_task(_decision(told)) for told in running
        ],
        _("Bodies that have not met this year"): [
            _unmet_task(told) for told in gathered["bodies"] if told.held < needed
        ],
    }


def _without_report() -> QuerySet[Meeting]:
    return Meeting.objects.filter(status=Meeting.Status.HELD, report__isnull=True)


def _draft_task(told: Any, days: int) -> Task:
    ended = one_query.day(told.ends_on)
    due_on = _due(ended, days)
    meeting = Meeting(pk=told.pk, slug=told.slug)
    return Task(
        told.title,
        f"{meeting.get_absolute_url()}#steps",
        due_on,
        note=_("Ended on %(day)s") % {"day": date_format(ended)} if ended else "",
        action=pgettext("step", "Draft"),
        kind="meetings",
        state=_("No report"),
        tone="warn",
        since=ended,
        target_on=due_on,
        about=subject_of(meeting),
        publishes=True,
    )


def _due(ended: date | None, days: int) -> date | None:
    """When the report is due (R-13); the rule is read once for all rows."""
    return ended + timedelta(days=days) if ended else None


def _to_release() -> QuerySet[MeetingReport]:
    return MeetingReport.objects.filter(
        Q(status=R.DRAFT)
        | Q(status=R.COMMENTS, comments_until__lt=dates.day_there("meeting__zone"))
        | Q(status=R.ADOPTED, release_at__isnull=True)
    )


def _release_task(told: Any, days: int) -> Task:
    meeting = Meeting(title=told.title, slug=told.slug)
    report = MeetingReport(pk=told.pk, meeting=meeting, status=told.status)
    ended = one_query.day(told.ends_on)
    due_on = _due(ended, days)
    actions = {R.DRAFT: _("Continue"), R.COMMENTS: _("Adopt"), R.ADOPTED: _("Publish")}
    return Task(
        str(report),
        report.get_absolute_url(),
        due_on,
        action=actions[R(told.status)],
        kind="meetings",
        state=report.get_status_display(),
        tone=tone_of(told.status),
        since=ended,
        target_on=due_on,
        about=subject_of(report),
        publishes=True,
    )


def _decision(told: Any) -> Decision:
    """What a line says of a decision."""
    moments = ("opened_at", "closes_at", "silence_broken_at")
    known = vars(told) | {name: one_query.moment(vars(told)[name]) for name in moments}
    return Decision(**known)


def _running() -> QuerySet[Decision]:
    return Decision.objects.open().filter(closes_at__gt=timezone.now())


def _running_task(decision: Decision) -> Task:
    """A period that ends by itself (R-07)."""
    return Task(
        decision.title,
        decision.get_absolute_url(),
        dates.day_for_reader(decision.closes_at) if decision.closes_at else None,
        decision.symbol or "",
        _("Read"),
        kind="decisions",
        state=_("Period runs"),
        tone="info",
        since=day_of(decision.opened_at),
        target_on=day_of(decision.closes_at),
        about=subject_of(decision),
    )


def _unmet_task(told: Any) -> Task:
    body = Body(pk=told.pk, kind=told.kind, name=told.name)
    return Task(
        _("Meeting to plan: %(body)s") % {"body": body.label},
        f"{reverse('meetings:meeting_list')}?body={told.slug}",
        date(dates.today().year, 12, 31),
        kind="meetings",
        state=_("No meeting this year"),
        tone="warn",
        about=subject_of(body),
        action=pgettext("step", "Plan"),
    )
