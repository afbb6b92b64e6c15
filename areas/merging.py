"""What becomes of the rows of this app when two entries or two accounts are merged (C16)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy

from areas.actions.leads import RIGHT
from areas.models import (
    Activity,
    ActivityPart,
    AreaMembership,
    AreaOpportunity,
    AreaWelcome,
    CommentTask,
    DonorMatch,
    Effort,
    EffortCall,
    FirstStep,
    LeadTerm,
    MilestoneNote,
    OpportunityInterest,
    PlanAmendment,
    PlanComment,
    PlanCompanion,
    PlanFigure,
    PlanImport,
    PlanSuggestion,
    PlanTranslation,
    PlanVersion,
    ProjectRequest,
    Risk,
    SectionText,
    TopicConvener,
    TopicMark,
)
from gmp_portal.accounts import merging
from gmp_portal.accounts.merging import Change, Key, Rows
from gmp_portal.accounts.models import User
from gmp_portal.accounts.models.terms import not_over, today
from partners.models import Partner

FROZEN = gettext_lazy(
    "What was submitted in a plan stays as it was. The page of the entry that stays shows it."
)


def register_all() -> None:
    merging.register(
        Key(
            AreaMembership,
            "partner",
            stays=gettext_lazy(
                "Both belong to the area: one membership goes on, with the earlier day of the "
                "two, and the other ends."
            ),
            moving=_of_other_areas,
            settling=_keep_the_earlier,
            named_by=("partner", "area"),
        ),
        Key(
            LeadTerm,
            "partner",
            moving=merging.every,
            named_by=("person", "area"),
        ),
        Key(
            Activity,
            "partner",
            stays=gettext_lazy(
                "A report tells of them, and stays with whoever made it. The page of the entry "
                "that stays shows them."
            ),
            moving=_untold,
        ),
        Key(
            ActivityPart,
            "partner",
            stays=gettext_lazy(
                "Both are named in an activity: it is named once, under the entry that stays."
            ),
            moving=_of_other_activities,
            named_by=("activity",),
        ),
        Key(
            PlanComment,
            "partner",
            stays=gettext_lazy(
                "A comment names the partner for which it was written then."
            ),
        ),
        Key(
            PlanSuggestion,
            "partner",
            stays=gettext_lazy(
                "A suggestion names the partner for which it was made then."
            ),
        ),
        Key(
            PlanAmendment,
            "partner",
            stays=gettext_lazy(
                "An amendment names the partner for which it was proposed then."
            ),
        ),
        Key(
            EffortCall,
            "partner",
            stays=gettext_lazy(
                "A request for own efforts that is over, or that both have, stays as it was made."
            ),
            moving=_open_calls,
            named_by=("plan",),
        ),
        Key(
            AreaOpportunity,
            "partner",
            moving=merging.every,
            named_by=("area",),
        ),
        Key(
            OpportunityInterest,
            "partner",
            stays=gettext_lazy(
                "Both are interested in it: what the entry that stays has said goes on, and what "
                "was taken back stays as it was."
            ),
            moving=_interests_of_one,
            named_by=("opportunity",),
        ),
        Key(DonorMatch, "partner", moving=merging.every, named_by=("key",)),
        Key(Effort, "partner", stays=FROZEN, moving=_in_drafts, named_by=("plan",)),
        Key(ProjectRequest, "partner", stays=FROZEN, moving=_in_drafts, named_by=("plan",)),
        Key(Risk, "partner", stays=FROZEN, moving=_in_drafts, named_by=("plan",)),
        Key(
            LeadTerm,
            "person",
            stays=gettext_lazy(
                "A decision names this account, or both led the area in the same days."
            ),
            moving=_without_decision,
            waiting=_leads_in_both,
            named_by=("person", "area"),
            told=merging.with_days,
            page=lambda term: term.area.get_absolute_url(),
        ),
        Key(
            CommentTask,
            "person",
            stays=gettext_lazy("A task that is over names the account that had it."),
            moving=_open_tasks,
            named_by=("comment",),
        ),
        Key(
            TopicConvener,
            "partner",
            moving=merging.every,
            named_by=("person", "topic"),
        ),
        Key(
            TopicConvener,
            "person",
            moving=merging.every,
            named_by=("person", "topic"),
        ),
        Key(FirstStep, "person", moving=merging.every, named_by=("membership",)),
        Key(Effort, "contact", stays=FROZEN, moving=_in_drafts, named_by=("plan",)),
    )
    merging.RIGHTS.register(LeadTerm, lambda term: (RIGHT, term.area))
    merging.register_history(LeadTerm, "recorded_by")
    merging.register_history(SectionText, "saved_by")
    merging.register_history(PlanFigure, "added_by")
    merging.register_history(PlanImport, "begun_by", "done_by")
    merging.register_history(PlanVersion, "started_by", "frozen_by")
    merging.register_history(MilestoneNote, "noted_by")
    merging.register_history(PlanComment, "author", "resolved_by")
    merging.register_history(PlanCompanion, "added_by")
    merging.register_history(PlanTranslation, "saved_by")
    merging.register_history(PlanSuggestion, "author", "settled_by")
    merging.register_history(PlanAmendment, "author", "agreed_by", "settled_by")
    merging.register_history(CommentTask, "given_by", "ended_by")
    merging.register_history(TopicConvener, "recorded_by")
    merging.register_history(TopicMark, "marked_by")
    merging.register_history(AreaWelcome, "saved_by")
    merging.register_history(FirstStep, "done_by")
    merging.register_history(Activity, "sent_by", "acknowledged_by", "ended_by")
    merging.register_history(ActivityPart, "declined_by")
    merging.register_history(AreaOpportunity, "suggested_by")
    merging.register_history(OpportunityInterest, "person", "withdrawn_by")
    merging.register_history(DonorMatch, "matched_by")
    merging.register_history(EffortCall, "asked_by", "answered_by", "ended_by")


def _of_other_areas(rows: Rows, kept: Partner) -> Rows:
    going_on = AreaMembership.objects.filter(
        partner=kept, area=OuterRef("area"), until__isnull=True
    )
    return rows.exclude(Exists(going_on), until__isnull=True)


def _keep_the_earlier(rows: Rows, kept: Partner) -> Iterator[Change]:
    """One of two memberships in an area goes on, as long as either of them (A1-2a)."""
    theirs = AreaMembership.objects.filter(partner=kept, until__isnull=True)
    by_area = {membership.area_id: membership for membership in theirs}
    for row in rows:
        other = by_area[row.area_id]
        if row.since and other.since and row.since < other.since:
            yield Change(other, "since", row.since)
        yield Change(row, "until", max(today(), row.since or today()))


def _untold(rows: Rows, kept: Partner) -> Rows:
    return rows.filter(reported=None)


def _of_other_activities(rows: Rows, kept: Partner) -> Rows:
    """Those in which the entry that stays has no part of its own, and that are not its own."""
    theirs = ActivityPart.objects.filter(
        partner=kept, activity=OuterRef("activity"), role=OuterRef("role")
    )
    return rows.exclude(Exists(theirs)).exclude(activity__partner=kept)


def _in_drafts(rows: Rows, kept: Any) -> Rows:
    return rows.filter(plan__status=PlanVersion.Status.DRAFT)


def _open_calls(rows: Rows, kept: Partner) -> Rows:
    """Those that run; where both are asked in one plan, the request of the kept one goes on."""
    is_open = EffortCall.Status.OPEN
    theirs = EffortCall.objects.filter(partner=kept, plan=OuterRef("plan"), status=is_open)
    return rows.filter(status=is_open).exclude(Exists(theirs))


def _interests_of_one(rows: Rows, kept: Partner) -> Rows:
    """What stands, where the kept one has said nothing of its own."""
    theirs = OpportunityInterest.objects.standing().filter(
        partner=kept, opportunity=OuterRef("opportunity")
    )
    return rows.filter(withdrawn_at=None).exclude(Exists(theirs))


def _open_tasks(rows: Rows, kept: User) -> Rows:
    return rows.filter(status=CommentTask.Status.OPEN)


def _without_decision(rows: Rows, kept: User) -> Rows:
    """Partners decided on a person: a term that rests on it stays with the account they named."""
    return merging.without_overlap("area")(rows.filter(decision=None), kept)


def _leads_in_both(gone: User, kept: User) -> Rows:
    """Terms not over that would be lost or doubled: one is ended, or this account stays."""
    both = merging.running_in_both(LeadTerm, "area")(gone, kept).order_by()
    decided = LeadTerm.objects.filter(not_over(), person=gone).exclude(decision=None)
    terms = LeadTerm.objects.filter(Q(pk__in=both.values("pk")) | Q(pk__in=decided))
    return terms.select_related("person", "area")
