"""Who may do what to areas and their plans. Every rule is role *and* state."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from areas.models import LeadTerm, PartnershipArea, PlanComment, PlanVersion
from gmp_portal.accounts import rights
from gmp_portal.accounts.models import User
from gmp_portal.workflow import Permission, RuleRefusedError, stands_at
from partners.models import Partner
from partners.permissions import represents

Anybody = User | AnonymousUser
Area = PartnershipArea.Status
Status = PlanVersion.Status
LEADS_ONLY = "A1-6b-ii"


def leads(user: Anybody, area: PartnershipArea) -> bool:
    """Leads the area now: a current term and the right that came with it (A1-4b-vi)."""
    return rights.holds(user, "areas.lead_area", area, LeadTerm.objects.filter(area=area))


def is_officer(user: Anybody) -> bool:
    return user.is_authenticated and user.is_secretariat


def speaks_in(user: Anybody, area: PartnershipArea) -> bool:
    """Represents a confirmed partner of the area today (A1-4b-iii)."""
    return bool(partners_of(user, area))


def partners_of(user: Anybody, area: PartnershipArea) -> list[Partner]:
    """The partners of the area for which this person speaks today."""
    if isinstance(user, AnonymousUser):
        return []
    mine = area.current_partners().filter(
        pk__in=Partner.objects.represented_by(user).values("pk")
    )
    return [partner for partner in mine if represents(user, partner)]


def refuse(sentence: str, clause: str) -> RuleRefusedError:
    return RuleRefusedError(sentence, clause=clause, status=403)


def _is_established(area: PartnershipArea) -> bool:
    return area.status == Area.ESTABLISHED


def _always(_record: object) -> bool:
    return True


# Areas ---------------------------------------------------------------------------------


def can_propose(user: Anybody) -> bool:
    """The secretariat prepares a new area (P-6)."""
    return is_officer(user)


can_establish = Permission(
    lambda user, area: is_officer(user),
    lambda area: area.can_become(Area.ESTABLISHED),
    lambda user, area: refuse(
        _("The secretariat records that an area is established."), "P-6"
    ),
)
can_close = Permission(
    lambda user, area: is_officer(user),
    lambda area: area.can_become(Area.CLOSED),
    lambda user, area: refuse(_("The secretariat records that an area is closed."), "P-6"),
)


def joinable_partners(user: Anybody, area: PartnershipArea) -> list[Partner]:
    """The confirmed partners of this person that are not in the area yet."""
    if isinstance(user, AnonymousUser):
        return []
    mine = Partner.objects.confirmed().represented_by(user)
    return [
        partner
        for partner in mine.exclude(pk__in=area.current_partners().values("pk"))
        if represents(user, partner)
    ]


def refusal_to_join(user: Anybody, area: PartnershipArea) -> RuleRefusedError:
    return refuse(
        _("Somebody who represents a confirmed partner can let it join an area."), "A1-2e"
    )


can_join = Permission(
    lambda user, area: bool(joinable_partners(user, area)),
    _is_established,
    refusal_to_join,
)


def refusal_to_leave(user: Anybody, area: PartnershipArea) -> RuleRefusedError:
    return refuse(
        _("Somebody who represents a partner of the area can let it leave."), "A1-6a-i"
    )


can_leave = Permission(speaks_in, _always, refusal_to_leave)

# Leads ---------------------------------------------------------------------------------

can_designate = Permission(
    # Partners of the area agree on their lead; the secretariat records it (A1-6a-v).
    lambda user, area: is_officer(user) or speaks_in(user, area),
    _is_established,
    lambda user, area: refuse(
        _("Only partners of the area designate its leads, and the secretariat records it."),
        "A1-6a-v",
    ),
)
can_lead_end = Permission(
    lambda user, term: is_officer(user) or term.person_id == user.pk,
    lambda term: term.is_current,
    lambda user, term: refuse(
        _("A lead steps down, or the secretariat records the end of the term."),
        "A1-4b-vi",
    ),
    lambda term: _("This term does not run today, so there is nothing to end."),
)

# Plans ---------------------------------------------------------------------------------


def _leads_plan(user: Anybody, plan: PlanVersion) -> bool:
    return leads(user, plan.area)


def _steps_of_leads(user: Anybody, plan: PlanVersion) -> RuleRefusedError:
    return refuse(_("Only the leads of the area take this step."), LEADS_ONLY)


def is_startable(area: PartnershipArea) -> bool:
    return _is_established(area) and not area.plans.being_written().exists()


def _why_not_started(area: PartnershipArea) -> str:
    if not _is_established(area):
        return stands_at(area)
    return _("A version of the plan is being written already.")


can_start = Permission(
    leads,
    is_startable,
    lambda user, area: refuse(
        _("A lead of the area begins a version when none is being written."), LEADS_ONLY
    ),
    _why_not_started,
)


def why_not_editable(plan: PlanVersion) -> str:
    return _("This version is not a draft any more; its text does not change.")


can_edit = Permission(
    # Leads write the plan of their own area while it is a draft (A1-6b-ii).
    _leads_plan,
    lambda plan: plan.is_editable,
    lambda user, plan: refuse(_("Only the leads of the area write its plan."), LEADS_ONLY),
    why_not_editable,
)
can_change_frame = can_section_edit = can_section_autosave = can_edit
can_row_add = can_row_change = can_row_remove = can_row_move = can_edit

can_send = Permission(
    # Whether the plan is complete, the action says (A1-4b-iii).
    _leads_plan,
    lambda plan: plan.can_become(Status.IN_CONSENSUS),
    _steps_of_leads,
)


def why_not_agreed(plan: PlanVersion) -> str:
    if not plan.can_become(Status.AGREED):
        return stands_at(plan)
    return _("The area has not adopted this plan yet.")


can_record_consensus = Permission(
    lambda user, plan: is_officer(user) or leads(user, plan.area),
    lambda plan: plan.can_become(Status.AGREED) and plan.is_adopted_by_area,
    lambda user, plan: refuse(
        _("The leads or the secretariat note the area's agreement once it is adopted."),
        "A1-4b-iii",
    ),
    why_not_agreed,
)


def why_not_taken_back(plan: PlanVersion) -> str:
    if not plan.can_become(Status.DRAFT):
        return stands_at(plan)
    return _("The area's decision is still open. End or withdraw it first.")


can_take_back = Permission(
    # Back to writing, once the area's decision is not open any more.
    _leads_plan,
    lambda plan: plan.can_become(Status.DRAFT) and not plan.is_decision_open,
    _steps_of_leads,
    why_not_taken_back,
)
can_submit = Permission(
    _leads_plan, lambda plan: plan.can_become(Status.UNDER_REVIEW), _steps_of_leads
)
can_publish = Permission(
    lambda user, plan: is_officer(user),
    lambda plan: plan.can_become(Status.PUBLISHED),
    lambda user, plan: refuse(_("The secretariat publishes plans."), "A1-6d-ii"),
)

# Comments ------------------------------------------------------------------------------


def why_no_comment(plan: PlanVersion) -> str:
    return _("This version has been submitted; comments are made on drafts.")


can_comment_write = Permission(
    # Partners of the area and its leads say what they think of a draft (B4-2).
    lambda user, plan: leads(user, plan.area) or speaks_in(user, plan.area),
    lambda plan: not plan.is_frozen,
    lambda user, plan: refuse(_("Partners of the area comment on its drafts."), "B4-2"),
    why_no_comment,
)


def why_resolved(comment: PlanComment) -> str:
    return _("This comment has been dealt with already.")


can_resolve = Permission(
    lambda user, comment: leads(user, comment.plan.area),
    lambda comment: comment.resolved_at is None,
    _steps_of_leads,
    why_resolved,
)

OFFERED: dict[type, dict[str, Permission]] = {
    PartnershipArea: {
        "designate": can_designate,
        "establish": can_establish,
        "close": can_close,
        "start": can_start,
    },
    PlanVersion: {
        "edit": can_edit,
        "comment": can_comment_write,
        "send": can_send,
        "record_consensus": can_record_consensus,
        "take_back": can_take_back,
        "submit": can_submit,
        "publish": can_publish,
    },
}


def possible(user: Anybody, record: Any) -> dict[str, bool]:
    """What this reader can do with a record now, asked once for its whole page."""
    if not user.is_authenticated:
        return {}
    offered = OFFERED[type(record)]
    return {verb: permission(user, record) for verb, permission in offered.items()}
