"""Who proposes amendments of a plan in force, and who settles them (A2-VIII-2, R-83)."""

from django.utils.translation import gettext_lazy

from areas import not_amended
from areas.models import PartnershipArea, PlanAmendment
from areas.models.amendments import AmendmentStatus
from areas.permissions.plans import AREA, THE_LEADS, leads, speaks_in
from gmp_portal.accounts.rights import Anybody, Steps, role

AMENDMENT: Steps[PlanAmendment] = Steps()

# Roles ---------------------------------------------------------------------------------


def _has_a_say(user: Anybody, area: PartnershipArea) -> bool:
    return leads(user, area) or speaks_in(user, area)


_proposer = role(
    _has_a_say,
    gettext_lazy(
        "Whoever speaks for a partner of the area, or leads it, proposes amendments of its plan."
    ),
    "R-83",
    who=gettext_lazy("whoever speaks for a partner of the area, its leads"),
)
_author = role(
    lambda user, each: each.author_id == user.pk and _has_a_say(user, each.area),
    gettext_lazy("Whoever began an amendment writes, proposes and withdraws it."),
    "R-83",
    who=gettext_lazy("whoever began it, and still speaks in the area"),
)
_lead = role(
    leads,
    gettext_lazy("Only the leads of the area settle its amendments."),
    "A1-6b-ii",
    who=THE_LEADS,
).of(lambda amendment: amendment.area)

# States --------------------------------------------------------------------------------


def _can_be_amended(area: PartnershipArea) -> bool:
    return area.plans.current().exists()


def _is_at_work(area: PartnershipArea) -> bool:
    return area.status == PartnershipArea.Status.ESTABLISHED


def _is_written(amendment: PlanAmendment) -> bool:
    return amendment.is_editable and _is_at_work(amendment.area)


def _waits(amendment: PlanAmendment) -> bool:
    is_proposed = amendment.status == AmendmentStatus.PROPOSED
    return is_proposed and not amendment.is_decision_open


can_amendment_start = AREA.step(
    "amendment_start",
    _proposer,
    _is_at_work,
    not_amended.why_not_begun,
    also=_can_be_amended,
)
can_amendment_edit = AMENDMENT.step(
    "amendment_edit",
    _author,
    _is_written,
    not_amended.why_not_written,
    also=lambda amendment: _can_be_amended(amendment.area),
)
can_amendment_choose = AMENDMENT.part("amendment_choose", can_amendment_edit)
can_amendment_text = AMENDMENT.part("amendment_text", can_amendment_edit)
can_amendment_row = AMENDMENT.part("amendment_row", can_amendment_edit)
can_amendment_row_add = AMENDMENT.part("amendment_row_add", can_amendment_edit)
can_amendment_row_remove = AMENDMENT.part("amendment_row_remove", can_amendment_edit)
can_amendment_drop = AMENDMENT.part("amendment_drop", can_amendment_edit)
can_amendment_propose = AMENDMENT.part("amendment_propose", can_amendment_edit)
can_amendment_withdraw = AMENDMENT.step(
    "amendment_withdraw",
    _author,
    lambda amendment: amendment.is_editable or _waits(amendment),
    not_amended.why_not_decided,
)
can_amendment_send = AMENDMENT.step(
    "amendment_send",
    _lead,
    lambda amendment: _waits(amendment) and _is_at_work(amendment.area),
    not_amended.why_not_decided,
)
can_amendment_agree = AMENDMENT.step(
    "amendment_agree",
    _lead,
    lambda amendment: _waits(amendment) and _is_at_work(amendment.area),
    not_amended.why_not_decided,
)
can_amendment_decline = AMENDMENT.step(
    "amendment_decline", _lead, _waits, not_amended.why_not_decided
)
can_amendment_take_in = AMENDMENT.step(
    "amendment_take_in",
    _lead,
    lambda amendment: (
        amendment.status == AmendmentStatus.AGREED and _is_at_work(amendment.area)
    ),
    not_amended.why_not_taken_in,
)
