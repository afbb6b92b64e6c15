"""What can happen to a partner's progress report (A1-6a-iii)."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from areas.actions import activities
from areas.models import Activity, AreaMembership, PartnershipArea
from areas.models.activities import Description
from areas.models.activity_sets import TELLABLE
from gmp_portal import ledger
from gmp_portal.accounts.models import User
from gmp_portal.workflow import RuleRefusedError
from partners.models import Partner
from reporting import emails
from reporting.actions import filing
from reporting.acts import Act
from reporting.models import Contribution, ProgressReport, ReportedActivity, ReportingCycle
from reporting.permissions import roles
from reporting.reading import lengths

Status = ProgressReport.Status
ROW_FIELDS = ("state", "result", "indicator_value", "evidence_url")


@dataclass(frozen=True)
class Typed:
    """What somebody typed into a draft: texts, complete rows, and rows still unfinished."""

    text: dict[str, Any] = field(default_factory=dict)
    activities: list[dict[str, Any]] = field(default_factory=list)
    contributions: list[dict[str, Any]] = field(default_factory=list)
    unfinished: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


@transaction.atomic
def start(
    cycle: ReportingCycle, partner: Partner, area: PartnershipArea, *, by: User
) -> ProgressReport:
    """Begin the report of a partner in one of its areas; a second call finds the first."""
    if not AreaMembership.objects.current().filter(area=area, partner=partner).exists():
        raise RuleRefusedError(
            _("A partner reports in the areas it works in."), clause="A1-6a-i", status=403
        )
    filing.refuse_closed(cycle)
    report, created = ProgressReport.objects.get_or_create(
        cycle=cycle, partner=partner, area=area, defaults={"started_by": by}
    )
    if created:
        _carry_forward(report)
        ledger.record(Act.PROGRESS_REPORT_STARTED, report, by=by, to=Status.DRAFT)
    return report


def _carry_forward(report: ProgressReport) -> None:
    """Activities that were not finished in the last accepted report come along.

    So do those of the period that a lead acknowledged (R-76), whoever told of them or not.
    """
    _carry_over(report)
    _add_acknowledged(report)


def _carry_over(report: ProgressReport) -> None:
    last = (
        ProgressReport.objects.filter(
            partner=report.partner, area=report.area, status=Status.ACCEPTED
        )
        .order_by("-accepted_at")
        .first()
    )
    if last is None:
        return
    report.language = last.language
    report.save(update_fields=["language"])
    for row in last.reported_activities.filter(state__in=["planned", "under_way"]):
        row.pk, row.report, row.indicator_value = None, report, None
        row.save()


def _add_acknowledged(report: ProgressReport) -> None:
    """Rows for what ran in the period and is not there yet: its partner adds the results."""
    # In other words in a report, it is there already as what continues it.
    told = report.reported_activities.values_list("activity", "activity__continues")
    known = {key for keys in told for key in keys if key is not None}
    ran = Activity.objects.ran_in(report.cycle.first_day, report.cycle.last_day)
    ran = ran.filter(partner=report.partner, area=report.area, counted_with=None)
    ran = ran.exclude(pk__in=known).prefetch_related("countries")
    rows = [_row_of(activity) for activity in ran.order_by("pk")]
    if rows:
        report.unfinished = {**report.unfinished, "activities": rows}
        report.save(update_fields=["unfinished"])


def _row_of(activity: Activity) -> dict[str, Any]:
    """What is known of an activity, as the form of a report has it."""
    is_over = activity.status == Activity.Status.ENDED
    description = activity.description
    return {
        "activity": str(activity.pk),
        "title": description.title,
        "state": "finished" if is_over else "under_way",
        "result": activity.outcome,
        "priorities": [*description.priorities],
        "focus": description.focus,
        "countries": [*description.countries],
        "builds_capacity": description.builds_capacity,
    }


@transaction.atomic
def save(report: ProgressReport, *, typed: Typed) -> list[int]:
    """Keep the draft (A1-6a-iii); what others saved meanwhile is joined before (C4).

    The rows replace those before; rows that are not complete yet are kept as typed. Drafts
    change from minute to minute, so only steps stand in the ledger, not savings. The answer
    is the activity of each complete row.
    """
    report.lock()
    filing.refuse_late_change(report, clause="A1-6a-iii")
    before = _told(report)
    filing.write(report, typed.text | {"unfinished": typed.unfinished})
    told = _replace_rows(report, typed.activities, typed.contributions)
    _forget(report, before - _told(report))
    ledger.follow(report)
    return told


def _told(report: ProgressReport) -> set[str]:
    """The activities of the draft: of its rows, and of rows that are not complete yet."""
    complete = report.reported_activities.values_list("activity", flat=True)
    unfinished = report.unfinished.get("activities", [])
    return {*map(str, complete), *(str(row.get("activity")) for row in unfinished)}


def _forget(report: ProgressReport, left: set[str]) -> None:
    """Activities that the draft tells no more, nor any other report, were never there."""
    untold = Activity.objects.filter(
        partner=report.partner_id,
        area=report.area_id,
        status=Activity.Status.REPORTED,
        reported__isnull=True,
        continued_by__isnull=True,
    )
    # Keys of unfinished rows stand there as typed: only those of the partner's own count.
    gone = [activity for activity in untold if str(activity.pk) in left]
    Activity.objects.filter(pk__in=[activity.pk for activity in gone]).delete()
    # Nothing of them is found any more.
    for activity in gone:
        ledger.follow(activity)


def _replace_rows(
    report: ProgressReport,
    typed: list[dict[str, Any]],
    contributions: list[dict[str, Any]],
) -> list[int]:
    """Put these rows in the place of those before, and answer the activity of each."""
    report.reported_activities.all().delete()
    report.contributions.all().delete()
    kept: list[int] = []
    for position, row in enumerate(typed):
        activity = _activity(report, row, taken=kept)
        kept.append(activity.pk)
        fields = {name: row[name] for name in ROW_FIELDS if row.get(name) is not None}
        ReportedActivity.objects.create(
            report=report,
            activity=activity,
            position=position,
            indicator_id=int(row["indicator"]) if row.get("indicator") else None,
            **fields,
        )
    Contribution.objects.bulk_create(
        Contribution(
            report=report,
            kind=row["kind"],
            description=row["description"],
            amount=row.get("amount"),
            currency=row.get("currency", ""),
        )
        for row in contributions
    )
    return kept


def _activity(report: ProgressReport, row: dict[str, Any], *, taken: list[int]) -> Activity:
    """The activity that a row is about: known, described anew, or entered now.

    What another report tells of an activity, or a lead acknowledged, stays as it was: in other
    words here, it becomes an activity that continues the known one.
    """
    description = Description(
        title=row["title"],
        priorities=tuple(row["priorities"]),
        focus=row["focus"],
        builds_capacity=row.get("builds_capacity", False),
        countries=frozenset(row.get("countries", [])),
    )
    known = (
        Activity.objects.filter(
            partner=report.partner_id, area=report.area_id, pk=row.get("activity") or 0
        )
        .filter(status__in=TELLABLE)
        .exclude(pk__in=taken)
        .first()
    )
    if known is None:
        return activities.begin(report.partner, report.area, description)
    if known.description == description:
        return known
    if known.is_begun or known.reported.exclude(report=report).exists():
        earlier = known.continues if known.continues and known.continues.is_begun else known
        return activities.begin(report.partner, report.area, description, continues=earlier)
    activities.describe(known, description)
    return known


@transaction.atomic
def submit(report: ProgressReport, *, by: User) -> None:
    """Hand the report to the lead of the area; nothing to report needs a reason."""
    report.lock()
    filing.refuse_handing_in(report)
    filing.refuse_closed(report.cycle)
    refuse_incomplete(report)
    before = filing.hand_in(report, by=by)
    ledger.record(
        Act.PROGRESS_REPORT_SUBMITTED,
        report,
        by=by,
        from_=before,
        to=report.status,
        late=report.is_late,
    )
    emails.progress_submitted(report, by=by)


def refuse_incomplete(report: ProgressReport) -> None:
    """A report tells activities, or why there are none, within its limits (A1-6a-iii)."""
    if report.is_unfinished:
        raise RuleRefusedError(
            _("Complete or remove the rows that are not finished yet."),
            clause="A1-6a-iii",
            status=422,
        )
    filing.refuse_excess(lengths.excess_of_progress(report), clause="A1-6a-iii")
    if report.is_nothing:
        if not report.nothing_reason.strip():
            raise RuleRefusedError(
                _("Say why there is nothing to report."), clause="A1-6a-iii", status=422
            )
        return
    if not report.reported_activities.exists():
        raise RuleRefusedError(
            _("Add at least one activity, or say that there is nothing to report and why."),
            clause="A1-6a-iii",
            status=422,
        )


def _refuse_who_may_not_judge(report: ProgressReport, by: User) -> None:
    """Nobody judges the report of his or her own organization (A1-6a-iii)."""
    if refusal := roles.judge(by, report):
        raise refusal


@transaction.atomic
def send_back(report: ProgressReport, *, reason: str, by: User) -> None:
    """Ask the partner a question; what was written stays."""
    report.lock()
    _refuse_who_may_not_judge(report, by)
    before = filing.hand_back(report, reason=reason)
    ledger.record(
        Act.PROGRESS_REPORT_RETURNED,
        report,
        by=by,
        from_=before,
        to=report.status,
        reason=reason,
    )
    emails.progress_returned(report, by=by)


@transaction.atomic
def accept(report: ProgressReport, *, by: User) -> None:
    """Take the report into the area's account; it becomes public (A1-6d-ii)."""
    report.lock()
    _refuse_who_may_not_judge(report, by)
    before = filing.take(report, by=by)
    ledger.record(
        Act.PROGRESS_REPORT_ACCEPTED, report, by=by, from_=before, to=report.status
    )
    emails.progress_accepted(report, by=by)
