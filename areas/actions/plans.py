"""What can happen to a version of a plan, from the first word to the public page (B4-1)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from areas import emails, jobs, not_amended, not_now, permissions
from areas.actions import copies, opportunities, own_efforts
from areas.acts import Act
from areas.models import PartnershipArea, PlanFile, PlanVersion
from areas.reading import completeness, considering, snapshot
from gmp_portal import ledger, offered
from gmp_portal.accounts.models import User
from gmp_portal.meetings.actions import decisions
from gmp_portal.meetings.models import Decision, Meeting
from gmp_portal.workflow import RuleRefusedError, changed_fields

Status = PlanVersion.Status


@transaction.atomic
def start(
    area: PartnershipArea, *, by: User, source: PlanVersion | None = None, **frame: Any
) -> PlanVersion:
    """Begin the next version; it starts as a copy of the one before (B4-2, A2-VIII-2).

    ``source`` is the version that it continues, where that is not the last one.
    """
    area.lock()
    if not permissions.can_start.fits(area):
        raise not_now.why_not_started(area)
    last = area.plans.order_by("-number").first()
    before = source or last
    plan = PlanVersion.objects.create(
        area=area,
        number=last.number + 1 if last else 1,
        **frame,
        started_by=by,
        continues=before,
    )
    if before:
        copies.copy_into(plan, before, by=by)
    ledger.record(Act.PLAN_STARTED, plan, by=by, to=plan.status, number=plan.number)
    return plan


@transaction.atomic
def change_frame(plan: PlanVersion, *, by: User, **frame: Any) -> None:
    """Change the title, language or period of a draft, or what it says that it changes."""
    plan.lock_draft()
    changed = changed_fields(plan, frame)
    if not changed:
        return
    for name in changed:
        setattr(plan, name, frame[name])
    plan.save(update_fields=changed)
    plan.touch()
    ledger.record(Act.PLAN_FRAME_CHANGED, plan, by=by)


@transaction.atomic
def send(
    plan: PlanVersion,
    *,
    by: User,
    closes_at: datetime | None = None,
    meeting: Meeting | None = None,
) -> Decision:
    """Put the complete plan before the area: in session, or by silence (A1-4b-iii, R-07)."""
    plan.lock()
    plan.refuse_unless_it_becomes(Status.IN_CONSENSUS)
    _refuse_if_incomplete(plan)
    if considering.is_met_before(plan, meeting):
        raise not_amended.why_met_before()
    plan.consensus_sha256 = snapshot.fingerprint(plan)
    with offered.whole(plan.language) as language:
        title, text = _decision_title(plan), _decision_text(plan)
    decision = decisions.put_before(
        plan.area.body,
        title=title,
        text=text,
        language=language,
        about=plan.agreement,
        meeting=meeting,
        closes_at=closes_at,
        by=by,
    )
    before = plan.become(Status.IN_CONSENSUS)
    plan.consensus_decision = decision
    plan.save(update_fields=["status", "consensus_decision", "consensus_sha256"])
    ledger.record(Act.PLAN_SENT_TO_AREA, plan, by=by, from_=before, to=plan.status)
    own_efforts.close_all(plan, by=by)
    return decision


@transaction.atomic
def record_consensus(plan: PlanVersion, *, by: User | None) -> None:
    """Note on the plan that the area has adopted it (A1-4b-iii)."""
    plan.lock()
    plan.refuse_unless_it_becomes(Status.AGREED)
    if not plan.is_adopted_by_area:
        raise not_now.why_not_agreed(plan)
    before = plan.become(Status.AGREED)
    plan.agreed_at = timezone.now()
    plan.save(update_fields=["status", "agreed_at"])
    ledger.record(Act.PLAN_AGREED, plan, by=by, from_=before, to=plan.status)
    emails.plan_agreed(plan, by=by)


@transaction.atomic
def rest_on_amendments(plan: PlanVersion, *, by: User) -> None:
    """Note that the area decided on each amendment of which it is made, and on no more (R-84)."""
    plan.lock()
    if not permissions.can_rest_on_amendments.fits(plan):
        raise not_amended.why_not_resting(plan)
    _refuse_if_incomplete(plan)
    if snapshot.fingerprint(plan) != plan.amended_sha256:
        raise not_amended.why_other_words()
    before = plan.become(Status.AGREED)
    plan.agreed_at, plan.consensus_sha256 = timezone.now(), plan.amended_sha256
    plan.save(update_fields=["status", "agreed_at", "consensus_sha256"])
    ledger.record(Act.PLAN_RESTED_ON_AMENDMENTS, plan, by=by, from_=before, to=plan.status)
    own_efforts.close_all(plan, by=by)
    emails.plan_agreed(plan, by=by)


@transaction.atomic
def note_amended(plan: PlanVersion, *, is_pure: bool) -> None:
    """Keep the hash of a version that says nothing new but what the area decided on (R-84)."""
    plan.amended_sha256 = snapshot.fingerprint(plan) if is_pure else ""
    plan.save(update_fields=["amended_sha256"])


@transaction.atomic
def take_back(plan: PlanVersion, *, by: User, reason: str) -> None:
    """Go back to writing, because the area had no consensus or the leads change their mind."""
    plan.lock()
    plan.refuse_unless_it_becomes(Status.DRAFT)
    if plan.is_decision_open:
        raise not_now.why_not_taken_back(plan)
    before = plan.become(Status.DRAFT)
    plan.consensus_decision, plan.consensus_sha256, plan.agreed_at = None, "", None
    plan.save(
        update_fields=["status", "consensus_decision", "consensus_sha256", "agreed_at"]
    )
    ledger.record(
        Act.PLAN_TAKEN_BACK, plan, by=by, from_=before, to=plan.status, reason=reason
    )
    opportunities.follow_states(plan)


@transaction.atomic
def submit(plan: PlanVersion, *, by: User) -> None:
    """Freeze text and hash, and put the plan before the Advisory Group (A1-3f-ii)."""
    plan.lock()
    plan.refuse_unless_it_becomes(Status.UNDER_REVIEW)
    _refuse_if_incomplete(plan)
    if not snapshot.is_agreed_text(plan):
        raise RuleRefusedError(
            _("The text is not the one the area agreed to. Put it before the area again."),
            clause="A1-4b-iii",
        )
    before = plan.become(Status.UNDER_REVIEW)
    plan.snapshot = snapshot.gather(plan)
    plan.sha256 = snapshot.hash_of(plan.snapshot)
    plan.frozen_at, plan.frozen_by = timezone.now(), by
    plan.save(update_fields=["status", "snapshot", "sha256", "frozen_at", "frozen_by"])
    _forget_files(plan)
    ledger.record(
        Act.PLAN_SUBMITTED, plan, by=by, from_=before, to=plan.status, sha256=plan.sha256
    )
    emails.plan_submitted(plan, by=by)


@transaction.atomic
def mark_reviewed(plan: PlanVersion, *, aligned: bool, by: User) -> None:
    """Note the outcome of the review: found aligned, or recommendations made (A1-3f-ii)."""
    plan.lock()
    before = plan.become(Status.ALIGNED if aligned else Status.RECOMMENDATIONS_MADE)
    plan.reviewed_at = timezone.now()
    plan.save(update_fields=["status", "reviewed_at"])
    ledger.record(Act.PLAN_REVIEWED, plan, by=by, from_=before, to=plan.status)
    emails.plan_reviewed(plan, by=by)


@transaction.atomic
def answer_done(plan: PlanVersion, *, by: User) -> None:
    """Note that the area has answered every recommendation (A1-3f-ii)."""
    plan.lock()
    before = plan.become(Status.ANSWERED)
    plan.answered_at = timezone.now()
    plan.save(update_fields=["status", "answered_at"])
    ledger.record(Act.PLAN_ANSWERED, plan, by=by, from_=before, to=plan.status)


@transaction.atomic
def publish(plan: PlanVersion, *, by: User) -> None:
    """Put the plan in force and before the public; earlier versions stay public (A1-6d-ii)."""
    plan.lock()
    for earlier in plan.area.plans.current():
        _supersede(earlier, by=by)
    before = plan.become(Status.PUBLISHED)
    plan.published_at = timezone.now()
    plan.save(update_fields=["status", "published_at"])
    _forget_files(plan)
    ledger.record(Act.PLAN_PUBLISHED, plan, by=by, from_=before, to=plan.status)
    opportunities.take_over(plan, by=by)
    jobs.enqueue_plan_file(plan)
    jobs.enqueue_plan_copy(plan, PlanFile.Kind.WORD, plan.language)
    emails.plan_published(plan, by=by)


def _forget_files(plan: PlanVersion) -> None:
    """Files of a draft hold words that were struck out since: they do not open with the plan."""
    plan.made_files.all().delete()


def _supersede(plan: PlanVersion, *, by: User) -> None:
    plan.lock()
    before = plan.become(Status.SUPERSEDED)
    plan.save(update_fields=["status"])
    ledger.record(Act.PLAN_SUPERSEDED, plan, by=by, from_=before, to=plan.status)


def _refuse_if_incomplete(plan: PlanVersion) -> None:
    """Refuse with everything that is missing and the clause of the first point (B4-1)."""
    problems = completeness.blocking(plan)
    if problems:
        error = RuleRefusedError(
            _("The plan cannot be sent yet."), clause=problems[0].clause
        )
        error.problems = problems  # type: ignore[attr-defined]
        raise error


def _decision_title(plan: PlanVersion) -> str:
    return gettext("Business plan of the area “%(area)s”, version %(number)d") % {
        "area": plan.area.name,
        "number": plan.number,
    }


def _decision_text(plan: PlanVersion) -> str:
    return gettext(
        "The partners of the area “%(area)s” agree to version %(number)d of the business plan "
        "“%(title)s” for the period from %(first)s to %(last)s, and to putting it before the "
        "Partnership Advisory Group."
    ) % {
        "area": plan.area.name,
        "number": plan.number,
        "title": plan.title,
        "first": date_format(plan.period_from),
        "last": date_format(plan.period_to),
    }
