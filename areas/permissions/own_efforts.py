"""Who asks partners to keep their own efforts in a draft, who keeps them and answers (R-73)."""

from django.utils.translation import gettext_lazy

from areas import not_kept, not_now
from areas.models import EffortCall
from areas.permissions.plans import PLAN, lead_of_plan
from gmp_portal.accounts.rights import Steps, role
from partners.permissions import represents, works_for

CALL: Steps[EffortCall] = Steps()

# Roles ---------------------------------------------------------------------------------

_keeper = role(
    lambda user, call: works_for(user, call.partner),
    gettext_lazy("Whoever works for the partner that was asked keeps its own efforts."),
    "R-73",
    who=gettext_lazy("whoever works for the partner that was asked"),
)
_speaker = role(
    lambda user, call: represents(user, call.partner),
    gettext_lazy("Whoever speaks for the partner that was asked answers for it."),
    "R-73",
    who=gettext_lazy("whoever speaks for the partner that was asked"),
)
_lead_of_call = lead_of_plan.of(lambda call: call.plan)

# Steps ---------------------------------------------------------------------------------


def is_in_area(call: EffortCall) -> bool:
    """Whether the partner takes part in the area today."""
    return call.plan.area.current_partners().filter(pk=call.partner_id).exists()


def _waits(call: EffortCall) -> bool:
    return call.is_running and not call.answer


can_own_efforts_ask = PLAN.step(
    "own_efforts_ask",
    lead_of_plan,
    lambda plan: plan.is_editable,
    not_now.why_not_editable,
)
can_own_efforts_keep = CALL.step(
    "own_efforts_keep", _keeper, _waits, not_kept.why_not_kept, also=is_in_area
)
# Whoever may keep the efforts may do so; pages ask for ``own_efforts_keep``.
can_own_effort_add = CALL.part("own_effort_add", can_own_efforts_keep)
can_own_effort_change = CALL.part("own_effort_change", can_own_efforts_keep)
can_own_effort_autosave = CALL.part("own_effort_autosave", can_own_efforts_keep)
can_own_effort_remove = CALL.part("own_effort_remove", can_own_efforts_keep)
can_own_efforts_answer = CALL.step(
    "own_efforts_answer", _speaker, _waits, not_kept.why_not_kept, also=is_in_area
)
can_own_efforts_resume = CALL.step(
    "own_efforts_resume",
    _speaker,
    lambda call: call.is_running and bool(call.answer),
    not_kept.why_not_resumed,
    also=is_in_area,
)
can_own_efforts_move = CALL.step(
    "own_efforts_move",
    _lead_of_call,
    lambda call: call.is_running,
    not_kept.why_call_is_over,
)
can_own_efforts_take_back = CALL.step(
    "own_efforts_take_back",
    _lead_of_call,
    lambda call: call.is_running,
    not_kept.why_call_is_over,
)
